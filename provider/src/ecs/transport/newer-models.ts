import { CreateImagePipelineRequest as SdkCreateImagePipelineRequest } from "@alicloud/ecs20140526/dist/models/CreateImagePipelineRequest";
import {
  DescribeImagePipelinesResponseBody as SdkBody,
  DescribeImagePipelinesResponseBodyImagePipeline as SdkImagePipeline,
  DescribeImagePipelinesResponseBodyImagePipelineImagePipelineSet as SdkItem,
} from "@alicloud/ecs20140526/dist/models/DescribeImagePipelinesResponseBody";
import { Model } from "@darabonba/typescript";

/*
 * What the API has and the models of the SDK do not have yet (docs/service.md, Parameters of CreateImagePipeline). The SDK
 * leaves out what its models do not name, in requests and in answers. Delete a model here once the SDK's has the field.
 */

class ImageSecurityOptions extends Model {
  declare securityScanMode?: string;
  static names() {
    return { securityScanMode: "SecurityScanMode" };
  }
  static types() {
    return { securityScanMode: "string" };
  }
}

export class CreateImagePipelineRequest extends SdkCreateImagePipelineRequest {
  declare imageSecurityOptions?: ImageSecurityOptions;
  static override names() {
    return { ...SdkCreateImagePipelineRequest.names(), imageSecurityOptions: "ImageSecurityOptions" };
  }
  static override types() {
    return { ...SdkCreateImagePipelineRequest.types(), imageSecurityOptions: ImageSecurityOptions };
  }
}

class Item extends SdkItem {
  declare imageSecurityOptions?: ImageSecurityOptions;
  static override names() {
    return { ...SdkItem.names(), imageSecurityOptions: "ImageSecurityOptions" };
  }
  static override types() {
    return { ...SdkItem.types(), imageSecurityOptions: ImageSecurityOptions };
  }
}

class ImagePipeline extends SdkImagePipeline {
  declare imagePipelineSet?: Item[];
  static override types() {
    return { ...SdkImagePipeline.types(), imagePipelineSet: { type: "array", itemType: Item } };
  }
}

export class DescribeImagePipelinesResponseBody extends SdkBody {
  declare imagePipeline?: ImagePipeline;
  static override types() {
    return { ...SdkBody.types(), imagePipeline: ImagePipeline };
  }
}
