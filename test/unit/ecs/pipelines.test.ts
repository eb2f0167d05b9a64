import { OpenApiUtil } from "@alicloud/openapi-core";
import type { ImagePipelineArguments } from "../../../provider/src/arguments/image-pipeline";
import { pipelineParameters } from "../../../provider/src/ecs/api/pipeline-fields";
import { CreateImagePipelineRequest } from "../../../provider/src/ecs/transport/newer-models";
import { asSent } from "../../../provider/src/resources/image-pipeline/as-sent";
import { FULL } from "../resources/full-declaration";

/** As the official SDK puts it on the wire. */
const wire = (args: ImagePipelineArguments): Record<string, string> =>
  OpenApiUtil.query(new CreateImagePipelineRequest(pipelineParameters(asSent(args))).toMap());

test("every argument reaches the request under the API's own name", () => {
  expect(wire(FULL)).toEqual({
    Name: "镜像-web.1",
    Description: "一个网站",
    BaseImageType: "OSS",
    BaseImage: "m-bp1full",
    BuildContent: "RUN echo build\nCOMPONENT ic-bp1component\n",
    TestContent: "RUN echo test",
    "ImageOptions.ImageName": "web",
    "ImageOptions.ImageFamily": "web-family",
    "ImageOptions.Description": "target image",
    "ImageOptions.ImageFeatures.NvmeSupport": "supported",
    "ImageOptions.ImageTags.1.Key": "image",
    "ImageOptions.ImageTags.1.Value": "yes",
    "ImportImageOptions.DiskDeviceMappings.1.OSSBucket": "bucket",
    "ImportImageOptions.DiskDeviceMappings.1.OSSObject": "system.raw",
    "ImportImageOptions.DiskDeviceMappings.1.Format": "RAW",
    "ImportImageOptions.DiskDeviceMappings.1.DiskImageSize": "40",
    "ImportImageOptions.DiskDeviceMappings.2.OSSBucket": "bucket",
    "ImportImageOptions.DiskDeviceMappings.2.OSSObject": "data.qcow2",
    "ImportImageOptions.DiskDeviceMappings.2.Format": "QCOW2",
    "ImportImageOptions.DiskDeviceMappings.2.DiskImageSize": "100",
    "ImportImageOptions.Architecture": "arm64",
    "ImportImageOptions.BootMode": "UEFI",
    "ImportImageOptions.OSType": "linux",
    "ImportImageOptions.Platform": "Rocky Linux",
    "ImportImageOptions.LicenseType": "BYOL",
    "ImportImageOptions.Features.ImdsSupport": "v2",
    "ImportImageOptions.Features.NvmeSupport": "supported",
    "ImportImageOptions.RetentionStrategy": "RetainAlways",
    "ImportImageOptions.RetainImportedImage": "true",
    "ImportImageOptions.ImageName": "imported",
    "ImportImageOptions.Description": "imported image",
    "ImportImageOptions.ImportImageTags.1.Key": "imported",
    "ImportImageOptions.ImportImageTags.1.Value": "yes",
    "ImportImageOptions.RoleName": "AliyunECSImageImportDefaultRole",
    "ImageSecurityOptions.SecurityScanMode": "Basic",
    "AdvancedOptions.ImageNameSuffix": "disable",
    "AdvancedOptions.RetainCloudAssistant": "true",
    RepairMode: "Customized",
    "RepairItem.1": "dhcp",
    "RepairItem.2": "fstab",
    InstanceType: "ecs.g7.large",
    SystemDiskSize: "60",
    InternetMaxBandwidthOut: "10",
    DeleteInstanceOnFailure: "false",
    VSwitchId: "vsw-bp1full",
    "AddAccount.1": "1234567890123456",
    "AddAccount.2": "9999999999999999",
    "ToRegionId.1": "cn-beijing",
    "ToRegionId.2": "cn-shanghai",
    ResourceGroupId: "rg-bp1full",
    "Tag.1.Key": "env",
    "Tag.1.Value": "prod",
    "Tag.2.Key": "team",
    "Tag.2.Value": "platform",
  });
});

describe("what is sent", () => {
  test("has the base image that the FROM line names, so that both editions of the API agree", () => {
    expect(wire({ buildContent: "FROM IMAGE_FAMILY:acs:ubuntu\nRUN a" })).toEqual({
      BaseImageType: "IMAGE_FAMILY",
      BaseImage: "acs:ubuntu",
      BuildContent: "FROM IMAGE_FAMILY:acs:ubuntu\nRUN a",
    });
  });

  test("has a deprecated argument where it belongs, and not where it was", () => {
    const sent = wire({ imageName: "web", imageFamily: "family", nvmeSupport: "auto" });
    expect(sent).toMatchObject({
      "ImageOptions.ImageName": "web",
      "ImageOptions.ImageFamily": "family",
      "ImageOptions.ImageFeatures.NvmeSupport": "auto",
    });
    expect(Object.keys(sent)).not.toEqual(expect.arrayContaining(["ImageName"]));
  });

  test("has nothing for an empty format, which means that it is detected", () => {
    const importImageOptions = { diskDeviceMappings: [{ ossBucket: "b", format: "" as const }] };
    expect(wire({ baseImageType: "OSS", importImageOptions })).toEqual({
      BaseImageType: "OSS",
      "ImportImageOptions.DiskDeviceMappings.1.OSSBucket": "b",
    });
  });
});
