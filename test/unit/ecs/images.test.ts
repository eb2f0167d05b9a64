import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { connect, type Ecs } from "../../../provider/src/ecs/api/ecs";
import { stackSettings } from "../../../provider/src/ecs/settings/settings";

type Query = Record<string, string>;

const REGION = "cn-hangzhou";
const asked: Query[] = [];
let answer: (query: Query) => object;
let server: Server;
let ecs: Ecs;

beforeAll(async () => {
  server = createServer((request, response) => {
    const query = Object.fromEntries(new URL(request.url ?? "", "http://localhost").searchParams);
    asked.push(query);
    response
      .setHeader("content-type", "application/json")
      .end(JSON.stringify({ RequestId: "r", ...answer(query) }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const env = {
    ALICLOUD_ACCESS_KEY: "id",
    ALICLOUD_SECRET_KEY: "secret",
    ALIBABA_CLOUD_ENDPOINT_ECS: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  };
  ecs = connect(stackSettings(() => undefined, env));
});

beforeEach(() => {
  asked.length = 0;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** The images m-FROM to m-TO. */
const images = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => ({ ImageId: `m-${from + index}` }));

const page = (image: object[], totalCount?: number) => ({ Images: { Image: image }, TotalCount: totalCount });

test("every page of images is read, of every status, with at most 100 images a page", async () => {
  answer = ({ PageNumber }) => (PageNumber === "1" ? page(images(1, 100), 130) : page(images(101, 130), 130));
  const found = await ecs.images.list(REGION);
  expect(found.map(({ imageId }) => imageId)).toEqual(images(1, 130).map(({ ImageId }) => ImageId));
  expect(asked.map(({ PageNumber, PageSize, Status }) => [PageNumber, PageSize, Status])).toEqual([
    ["1", "100", "ALL"],
    ["2", "100", "ALL"],
  ]);
});

test("smaller pages than the ones requested do not end the listing", async () => {
  answer = ({ PageNumber }) =>
    page(Number(PageNumber) > 3 ? [] : images(Number(PageNumber), Number(PageNumber)));
  expect((await ecs.images.list(REGION)).map(({ imageId }) => imageId)).toEqual(["m-1", "m-2", "m-3"]);
});

test("an image that two pages contain, because another was made meanwhile, is listed once", async () => {
  answer = ({ PageNumber }) => (PageNumber === "1" ? page(images(1, 100), 101) : page(images(100, 101), 102));
  const ids = (await ecs.images.list(REGION)).map(({ imageId }) => imageId);
  expect(ids).toHaveLength(101);
  expect(new Set(ids).size).toBe(101);
});

test("a listing that never ends is an error", async () => {
  answer = () => page([{ ImageId: "m-1" }]);
  await expect(ecs.images.list(REGION)).rejects.toThrow(
    "DescribeImages in cn-hangzhou: the listing does not end: after 1000 pages there is still another page. The images listed so far were not used.",
  );
}, 30_000);

test("a name finds the images with just this name, although the service also finds longer ones", async () => {
  answer = () =>
    page(
      [
        { ImageId: "m-1", ImageName: "web" },
        { ImageId: "m-2", ImageName: "web-test" },
      ],
      2,
    );
  const found = await ecs.images.list(REGION, { imageName: "web", tags: { a: "b" }, osType: "linux" });
  expect(found.map(({ imageId }) => imageId)).toEqual(["m-1"]);
  expect(asked[0]).toMatchObject({ ImageName: "web", "Tag.1.Key": "a", "Tag.1.Value": "b", OSType: "linux" });
});

test("an image has all that is known of it", async () => {
  answer = () =>
    page(
      [
        {
          ImageId: "m-1",
          ImageName: "web_exec-1",
          ImageFamily: "web",
          Status: "Deprecated",
          Usage: "instance",
          ImageOwnerAlias: "self",
          IsPublic: false,
          IsSelfShared: "True",
          Architecture: "x86_64",
          OSType: "linux",
          OSName: "Alibaba Cloud Linux 3",
          Platform: "Aliyun",
          Size: 40,
          CreationTime: "2026-11-26T01:02:03Z",
          Tags: {
            Tag: [
              { TagKey: "team", TagValue: "data" },
              { TagKey: "acs:rm", TagValue: "x" },
            ],
          },
          DiskDeviceMappings: { DiskDeviceMapping: [{ SnapshotId: "s-1" }, { SnapshotId: "" }] },
        },
      ],
      1,
    );
  expect(await ecs.images.list(REGION)).toEqual([
    {
      imageId: "m-1",
      imageName: "web_exec-1",
      imageFamily: "web",
      description: undefined,
      status: "Deprecated",
      usage: "instance",
      ownerAlias: "self",
      isPublic: false,
      isSelfShared: true,
      architecture: "x86_64",
      osType: "linux",
      osName: "Alibaba Cloud Linux 3",
      platform: "Aliyun",
      size: 40,
      createTime: "2026-11-26T01:02:03Z",
      tags: { team: "data" },
      snapshotIds: ["s-1"],
    },
  ]);
});

test.each([
  ["no Image", {}],
  ["an empty Image", { Image: {} }],
])("a family whose response has %s has no available image", async (_, body) => {
  answer = () => body;
  expect(await ecs.images.fromFamily(REGION, "web")).toBeUndefined();
});

test("a family gives its newest image", async () => {
  answer = () => ({ Image: { ImageId: "m-9", ImageFamily: "web", CreationTime: "2026-11-26T01:02:03Z" } });
  expect(await ecs.images.fromFamily(REGION, "web")).toMatchObject({ imageId: "m-9", imageFamily: "web" });
  expect(asked[0]).toMatchObject({ ImageFamily: "web" });
});
