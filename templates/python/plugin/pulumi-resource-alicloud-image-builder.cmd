@"%~dp0..\node_modules\pulumi-alicloud-image-builder\plugin\pulumi-resource-alicloud-image-builder.cmd" %*
