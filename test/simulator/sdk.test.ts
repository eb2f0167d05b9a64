/** The official SDK for TypeScript against the simulator: what a program sees. */

import Ecs, * as ecs from "@alicloud/ecs20140526";
import { $OpenApiUtil } from "@alicloud/openapi-core";
import { advance, REGION, useSimulator } from "./support.js";

const simulator = useSimulator();

function client(more: Readonly<Record<string, string>> = {}): Ecs {
  const { endpoint, accessKeyId, accessKeySecret } = simulator.current;
  return new Ecs(
    new $OpenApiUtil.Config({
      endpoint: new URL(endpoint).host,
      protocol: "http",
      accessKeyId,
      accessKeySecret,
      regionId: REGION,
      ...more,
    }),
  );
}

const minimal = { regionId: REGION, baseImageType: "IMAGE", baseImage: "m-base" };

async function create(parameters: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const request = new ecs.CreateImagePipelineRequest({ ...minimal, ...parameters });
  return (await client().createImagePipeline(request)).body?.imagePipelineId ?? "";
}

async function describe_(imagePipelineId: string) {
  const request = new ecs.DescribeImagePipelinesRequest({
    regionId: REGION,
    imagePipelineId: [imagePipelineId],
  });
  const { body } = await client().describeImagePipelines(request);
  return body?.imagePipeline?.imagePipelineSet?.[0]?.toMap();
}

describe("the official SDK", () => {
  test("gets an ID for a pipeline, and the defaults of what it did not set", async () => {
    const id = await create();
    expect(id).toMatch(/^ip-[a-z0-9]{20}$/);
    expect(await describe_(id)).toEqual({
      ImagePipelineId: id,
      CreationTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      Name: id,
      BaseImageType: "IMAGE",
      BaseImage: "m-base",
      SystemDiskSize: 40,
      InternetMaxBandwidthOut: 0,
      DeleteInstanceOnFailure: true,
    });
  });

  test("gets every argument back in the API's form", async () => {
    const id = await create({
      name: "镜像",
      description: "一个描述",
      buildContent: "RUN echo 'a!(b)*~' \"中文\"\n",
      testContent: "RUN true",
      repairMode: "Customized",
      repairItem: ["grub", "fstab"],
      instanceType: "ecs.g6.large",
      systemDiskSize: 60,
      internetMaxBandwidthOut: 5,
      deleteInstanceOnFailure: false,
      vSwitchId: "vsw-1",
      resourceGroupId: "rg-1",
      addAccount: ["9999999999999999"],
      toRegionId: [REGION, "cn-beijing"],
      tag: [
        { key: "a", value: "" },
        { key: "键", value: "值" },
      ],
      imageFamily: "old-family",
      imageOptions: {
        imageName: "img",
        imageFamily: "family",
        description: "an image",
        imageFeatures: { nvmeSupport: "auto" },
        imageTags: [{ key: "k", value: "v" }],
      },
      importImageOptions: {
        architecture: "arm64",
        bootMode: "UEFI",
        features: { imdsSupport: "v2", nvmeSupport: "supported" },
        diskDeviceMappings: [
          { OSSBucket: "images", OSSObject: "o", format: "RAW", diskImageSize: 40 },
          { OSSObject: "p" },
        ],
        importImageTags: [{ key: "i", value: "j" }],
        retainImportedImage: true,
      },
      advancedOptions: { imageNameSuffix: "disable", retainCloudAssistant: true },
    });
    expect(await describe_(id)).toMatchObject({
      Name: "镜像",
      Description: "一个描述",
      BuildContent: "RUN echo 'a!(b)*~' \"中文\"\n",
      TestContent: "RUN true",
      RepairMode: "Customized",
      RepairItems: { RepairItem: ["grub", "fstab"] },
      InstanceType: "ecs.g6.large",
      SystemDiskSize: 60,
      InternetMaxBandwidthOut: 5,
      DeleteInstanceOnFailure: false,
      VSwitchId: "vsw-1",
      ResourceGroupId: "rg-1",
      AddAccounts: { AddAccount: ["9999999999999999"] },
      ToRegionIds: { ToRegionId: [REGION, "cn-beijing"] },
      Tags: {
        Tag: [
          { TagKey: "a", TagValue: "" },
          { TagKey: "键", TagValue: "值" },
        ],
      },
      ImageFamily: "old-family",
      ImageOptions: {
        ImageName: "img",
        ImageFamily: "family",
        Description: "an image",
        ImageFeatures: { NvmeSupport: "auto" },
        ImageTags: { ImageTag: [{ TagKey: "k", TagValue: "v" }] },
      },
      ImportImageOptions: {
        Architecture: "arm64",
        BootMode: "UEFI",
        Features: { ImdsSupport: "v2", NvmeSupport: "supported" },
        DiskDeviceMappings: {
          DiskDeviceMapping: [
            { OSSBucket: "images", OSSObject: "o", Format: "RAW", DiskImageSize: 40 },
            { OSSObject: "p" },
          ],
        },
        ImportImageTags: { ImportImageTag: [{ Key: "i", Value: "j" }] },
        RetainImportedImage: true,
      },
      AdvancedOptions: { ImageNameSuffix: "disable", RetainCloudAssistant: true },
    });
  });

  test("sends the largest content in the URL, three times its size when encoded", async () => {
    const buildContent = `RUN echo "${"构".repeat(5400)}"`;
    expect(await describe_(await create({ buildContent }))).toMatchObject({ BuildContent: buildContent });
  });

  test("tags, lists the tags, untags and deletes", async () => {
    const id = await create({ tag: [{ key: "a", value: "1" }] });
    const which = { regionId: REGION, resourceType: "imagepipeline", resourceId: [id] };
    await client().tagResources(new ecs.TagResourcesRequest({ ...which, tag: [{ key: "b", value: "2" }] }));
    const { body } = await client().listTagResources(new ecs.ListTagResourcesRequest(which));
    expect(body?.tagResources?.tagResource?.map(({ tagKey, tagValue }) => [tagKey, tagValue])).toEqual([
      ["a", "1"],
      ["b", "2"],
    ]);
    await client().untagResources(new ecs.UntagResourcesRequest({ ...which, tagKey: ["a"] }));
    expect(await describe_(id)).toMatchObject({ Tags: { Tag: [{ TagKey: "b", TagValue: "2" }] } });
    await client().deleteImagePipeline(
      new ecs.DeleteImagePipelineRequest({ regionId: REGION, imagePipelineId: id }),
    );
    expect(await describe_(id)).toBeUndefined();
  });

  test("builds an image, finds it, and deletes it with its snapshots", async () => {
    const imagePipelineId = await create({ imageOptions: { imageName: "web" } });
    const region = { regionId: REGION };
    const started = await client().startImagePipelineExecution(
      new ecs.StartImagePipelineExecutionRequest({
        ...{ ...region, imagePipelineId, clientToken: "t" },
        tag: [{ key: "why", value: "test" }],
      }),
    );
    const executionId = started.body?.executionId ?? "";
    expect(executionId).toMatch(/^exec-[a-z0-9]{20}$/);
    const ask = async () => {
      const request = new ecs.DescribeImagePipelineExecutionsRequest({ ...region, executionId });
      const { body } = await client().describeImagePipelineExecutions(request);
      return body?.imagePipelineExecution?.imagePipelineExecutionSet?.[0];
    };
    expect((await ask())?.status).toBe("PREPARING");
    await advance(simulator.current, 10_000);
    const execution = await ask();
    expect(execution).toMatchObject({ status: "SUCCESS", imagePipelineId });
    const imageId = execution?.imageId ?? "";
    const images = async () => {
      const request = new ecs.DescribeImagesRequest({ ...region, imageId, imageOwnerAlias: "self" });
      return (await client().describeImages(request)).body?.images?.image ?? [];
    };
    const [image] = await images();
    expect(image).toMatchObject({
      imageId,
      imageName: `web_${executionId}`,
      imageOwnerId: expect.any(Number),
    });
    await client().deleteImage(new ecs.DeleteImageRequest({ ...region, imageId, force: true }));
    expect(await images()).toEqual([]);
    const snapshotId = image?.diskDeviceMappings?.diskDeviceMapping?.[0]?.snapshotId ?? "";
    const snapshots = async () => {
      const snapshotIds = JSON.stringify([snapshotId]);
      const request = new ecs.DescribeSnapshotsRequest({ ...region, snapshotIds });
      return (await client().describeSnapshots(request)).body?.snapshots?.snapshot ?? [];
    };
    expect(await snapshots()).toMatchObject([{ snapshotId, usage: "none" }]);
    await client().deleteSnapshot(new ecs.DeleteSnapshotRequest({ snapshotId }));
    expect(await snapshots()).toEqual([]);
  });

  test("creates, finds, tags and deletes a component", async () => {
    const region = { regionId: REGION };
    const content =
      "Parameters:\n  a: { Type: String, DefaultValue: b }\nTasks:\n  - { Name: A, Action: Reboot }";
    const create = new ecs.CreateImageComponentRequest({
      ...region,
      content,
      name: "组件",
      systemType: "Windows",
    });
    const imageComponentId = (await client().createImageComponent(create)).body?.imageComponentId ?? "";
    const which = { ...region, resourceType: "imagecomponent", resourceId: [imageComponentId] };
    await client().tagResources(new ecs.TagResourcesRequest({ ...which, tag: [{ key: "a", value: "1" }] }));
    const ask = async () => {
      const request = new ecs.DescribeImageComponentsRequest({
        ...region,
        imageComponentId: [imageComponentId],
      });
      const { body } = await client().describeImageComponents(request);
      return body?.imageComponent?.imageComponentSet;
    };
    expect(await ask()).toMatchObject([
      {
        ...{
          imageComponentId,
          name: "组件",
          componentVersion: "1.0.0",
          systemType: "Windows",
          owner: "SELF",
          content,
        },
        parameters: { parameter: [{ name: "a", type: "String", defaultValue: "b" }] },
        tags: { tag: [{ tagKey: "a", tagValue: "1" }] },
      },
    ]);
    await client().deleteImageComponent(new ecs.DeleteImageComponentRequest({ ...region, imageComponentId }));
    expect(await ask()).toEqual([]);
  });

  test("cancels an execution", async () => {
    const imagePipelineId = await create();
    const start = new ecs.StartImagePipelineExecutionRequest({ regionId: REGION, imagePipelineId });
    const { body } = await client().startImagePipelineExecution(start);
    const which = { regionId: REGION, executionId: body?.executionId };
    await client().cancelImagePipelineExecution(new ecs.CancelImagePipelineExecutionRequest(which));
    const ask = new ecs.DescribeImagePipelineExecutionsRequest({ ...which, status: "CANCELLING,CANCELLED" });
    const described = await client().describeImagePipelineExecutions(ask);
    expect(described.body?.imagePipelineExecution?.imagePipelineExecutionSet).toMatchObject([
      { executionId: which.executionId, status: "CANCELLING" },
    ]);
  });

  test("throws an error with the API's code, status and request ID", async () => {
    const refused = create({ systemDiskSize: 10 });
    await expect(refused).rejects.toMatchObject({
      name: "ClientError",
      code: "InvalidSystemDiskSize.NotSupportedValue",
      statusCode: 400,
      requestId: expect.stringMatching(/^[0-9A-F-]{36}$/),
    });
  });

  test("works with a security token, and with the older signature", async () => {
    const request = new ecs.DescribeImagePipelinesRequest({ regionId: REGION });
    for (const how of [{ securityToken: "a-token" }, { signatureAlgorithm: "v2" }]) {
      const { statusCode } = await client(how).describeImagePipelines(request);
      expect(statusCode).toBe(200);
    }
  });
});
