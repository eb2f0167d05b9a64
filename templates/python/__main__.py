"""A machine image on Alibaba Cloud."""

import pulumi
import pulumi_alicloud_image_builder as image_builder

# How an image is made. `pulumi preview` checks it without an account.
web = image_builder.ImagePipeline(
    "web",
    base_image_type=image_builder.BaseImageType.IMAGE_FAMILY,
    base_image="acs:alibaba_cloud_linux_3_2104_lts_x64",
    build_content="RUN yum install -y nginx && systemctl enable nginx",
    image_options={"image_name": "web"},
    tags={"team": "platform"},
)

pulumi.export("imagePipelineId", web.image_pipeline_id)

# To build the image, which runs on an instance that is billed while it runs:
# image = image_builder.ImagePipelineExecution(
#     "web-image", image_pipeline_id=web.image_pipeline_id, region_id=web.region_id
# )
# pulumi.export("imageId", image.image_id)
