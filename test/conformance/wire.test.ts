import { CreateImagePipelineRequest } from "@alicloud/ecs20140526";
import { image } from "./case";
import { wire } from "./wire";

describe("from a declaration to the request", () => {
  test("lists count from 1, maps become keys and values, acronyms keep their capitals", () => {
    expect(
      wire({
        regionId: "cn-hangzhou",
        baseImageType: "OSS",
        vswitchId: "vsw-1",
        tags: { team: "web", empty: "" },
        addAccounts: [2345678901, "1234567890"],
        deleteInstanceOnFailure: false,
        importImageOptions: {
          osType: "linux",
          diskDeviceMappings: [{ ossBucket: "images", ossObject: "a.raw", diskImageSize: 40 }],
          importImageTags: { origin: "idc" },
          features: { imdsSupport: "v2" },
        },
        imageOptions: {},
        toRegionIds: [],
      }),
    ).toEqual({
      RegionId: "cn-hangzhou",
      BaseImageType: "OSS",
      VSwitchId: "vsw-1",
      "Tag.1.Key": "team",
      "Tag.1.Value": "web",
      "Tag.2.Key": "empty",
      "Tag.2.Value": "",
      "AddAccount.1": "1234567890",
      "AddAccount.2": "2345678901",
      DeleteInstanceOnFailure: "false",
      "ImportImageOptions.OSType": "linux",
      "ImportImageOptions.DiskDeviceMappings.1.OSSBucket": "images",
      "ImportImageOptions.DiskDeviceMappings.1.OSSObject": "a.raw",
      "ImportImageOptions.DiskDeviceMappings.1.DiskImageSize": "40",
      "ImportImageOptions.ImportImageTags.1.Key": "origin",
      "ImportImageOptions.ImportImageTags.1.Value": "idc",
      "ImportImageOptions.Features.ImdsSupport": "v2",
    });
  });

  test("deprecated arguments are sent as image options", () => {
    expect(wire({ imageName: "web", imageFamily: "web-servers", nvmeSupport: "auto" })).toEqual({
      "ImageOptions.ImageName": "web",
      "ImageOptions.ImageFamily": "web-servers",
      "ImageOptions.ImageFeatures.NvmeSupport": "auto",
    });
  });

  test("a FROM alone gives the base image and its type", () => {
    expect(wire({ buildContent: `# base\r\nFROM IMAGE:${image}\r\nRUN true` })).toEqual({
      BuildContent: `# base\nFROM IMAGE:${image}\nRUN true`,
      BaseImageType: "IMAGE",
      BaseImage: image,
    });
  });

  test("every name at the top is one that the SDK sends", () => {
    const known = new Set(Object.values(CreateImagePipelineRequest.names()));
    const sent = [
      "addAccounts",
      "baseImage",
      "baseImageType",
      "buildContent",
      "deleteInstanceOnFailure",
      "description",
      "instanceType",
      "internetMaxBandwidthOut",
      "name",
      "regionId",
      "repairItems",
      "repairMode",
      "resourceGroupId",
      "systemDiskSize",
      "testContent",
      "toRegionIds",
      "vswitchId",
    ];
    const names = sent.map((argument) => Object.keys(wire({ [argument]: ["1"] }))[0]?.replace(/\.1$/, ""));
    expect(names.filter((name) => name === undefined || !known.has(name))).toEqual([]);
  });
});
