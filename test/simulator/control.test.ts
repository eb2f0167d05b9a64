/** The simulator's own interface, under `/_simulator/`. */

import { request } from "node:http";
import { startSimulator } from "../../simulator/src/index.js";
import type { Flat } from "./support.js";
import {
  call,
  control,
  createPipeline,
  describePipeline,
  describePipelines,
  MINIMAL,
  REGION,
  useSimulator,
  verdict,
} from "./support.js";

const simulator = useSimulator();
const post = (path: string, body: unknown) => control(simulator.current, path, body);
const create = (parameters: Flat = {}) =>
  verdict(simulator.current, "CreateImagePipeline", { ...MINIMAL, ...parameters });

describe("state", () => {
  test("shows what was sent and what exists, without what was deleted", async () => {
    const gone = await createPipeline(simulator.current);
    await call(simulator.current, "DeleteImagePipeline", { RegionId: REGION, ImagePipelineId: gone });
    const id = await createPipeline(simulator.current, {
      "Tag.1.Key": "a",
      "Tag.1.Value": "1",
      ClientToken: "t",
    });
    const { body } = await control(simulator.current, "state");
    expect(body).toEqual({
      pipelines: [
        {
          id,
          accountId: expect.stringMatching(/^1\d{15}$/),
          regionId: REGION,
          request: { ...MINIMAL, "Tag.1.Key": "a", "Tag.1.Value": "1", ClientToken: "t" },
          current: await describePipeline(simulator.current, id),
        },
      ],
      executions: [],
      components: [],
      images: [],
      snapshots: [],
      calls: { CreateImagePipeline: 2, DeleteImagePipeline: 1 },
      rejected: 0,
    });
  });

  test("counts refused calls too, and bad signatures separately", async () => {
    await create({ SystemDiskSize: 1 });
    await call({ ...simulator.current, accessKeySecret: "wrong" }, "CreateImagePipeline", MINIMAL);
    const { body } = await control(simulator.current, "state");
    expect(body).toMatchObject({ pipelines: [], calls: { CreateImagePipeline: 1 }, rejected: 1 });
  });
});

test("reset empties everything", async () => {
  await createPipeline(simulator.current, { ClientToken: "t" });
  await post("settings", { from: "honoured" });
  await post("catalog", { strict: true });
  await post("clock", { advanceSeconds: 1e6 });
  await post("quota", { callsPerSecond: 0.001 });
  await post("faults", { kinds: ["http-500"] });
  expect((await post("reset", {})).status).toBe(200);
  expect((await control(simulator.current, "state")).body).toMatchObject({
    pipelines: [],
    calls: {},
    rejected: 0,
  });
  const { body } = await control(simulator.current, "clock");
  expect(Math.abs(Date.parse(String(body["now"])) - Date.now())).toBeLessThan(5000);
  const id = await createPipeline(simulator.current, { ClientToken: "t", BuildContent: "RUN a" });
  expect((await describePipeline(simulator.current, id))["BuildContent"]).toBe("RUN a");
});

describe("catalog", () => {
  test("has everything by default, except IDs that contain notfound", async () => {
    expect(await create({ BaseImage: "m-1", ResourceGroupId: "rg-1", VSwitchId: "vsw-1" })).toBe("200");
    expect(await create({ BaseImage: "m-notfound" })).toBe("404 InvalidImage.NotFound");
    expect(await create({ BaseImageType: "IMAGE_FAMILY", BaseImage: "notfound" })).toBe(
      "404 InvalidImage.NotFound",
    );
    expect(await create({ ResourceGroupId: "rg-notfound" })).toBe("404 InvalidResourceGroup.NotFound");
    expect(await create({ VSwitchId: "vsw-notfound" })).toBe("404 InvalidVSwitchId.NotFound");
  });

  test("has only what it lists when it is strict", async () => {
    await post("catalog", {
      strict: true,
      images: ["m-1"],
      imageFamilies: ["family"],
      resourceGroups: ["rg-1"],
    });
    expect(await create({ BaseImage: "m-1", ResourceGroupId: "rg-1" })).toBe("200");
    expect(await create({ BaseImageType: "IMAGE_FAMILY", BaseImage: "family" })).toBe("200");
    expect(await create({ BaseImage: "family" })).toBe("404 InvalidImage.NotFound");
    expect(await create({ BaseImage: "m-1", ResourceGroupId: "rg-2" })).toBe(
      "404 InvalidResourceGroup.NotFound",
    );
    expect(await create({ BaseImage: "m-1", VSwitchId: "vsw-1" })).toBe("404 InvalidVSwitchId.NotFound");
    await post("catalog", {});
    expect(await create({ BaseImage: "m-2" })).toBe("200");
  });
});

describe("a pipeline altered from outside", () => {
  test("is described as if it had been created that way, and keeps its ID and its tags", async () => {
    const id = await createPipeline(simulator.current, {
      Description: "before",
      RepairMode: "Customized",
      "RepairItem.1": "fstab",
      "RepairItem.2": "dhcp",
      "Tag.1.Key": "a",
      "Tag.1.Value": "1",
    });
    const before = await describePipeline(simulator.current, id);
    const parameters = { Description: null, InstanceType: "ecs.g7.large", "RepairItem.2": null };
    const { status, body } = await post(`pipelines/${id}`, { parameters });
    const { Description: _, ...rest } = before;
    const after = { ...rest, InstanceType: "ecs.g7.large", RepairItems: { RepairItem: ["fstab"] } };
    expect([status, body["id"], body["current"]]).toEqual([200, id, after]);
    expect(await describePipeline(simulator.current, id)).toEqual(after);
  });

  test("gets its FROM line again where FROM lines are honoured", async () => {
    await post("settings", { from: "honoured" });
    const id = await createPipeline(simulator.current, { BuildContent: "RUN a" });
    await post(`pipelines/${id}`, { parameters: { BaseImage: "m-other" } });
    expect(await describePipeline(simulator.current, id)).toMatchObject({
      BaseImage: "m-other",
      BuildContent: "FROM IMAGE:m-other\nRUN a",
    });
  });

  test.each<readonly [unknown, string]>([
    [{}, "'parameters'"],
    [{ parameters: {} }, "/parameters"],
    [{ parameters: { SystemDiskSize: 60 } }, "/parameters/SystemDiskSize"],
    [{ parameters: { SystemDiskSize: "1" } }, "20"],
    [{ parameters: { Colour: "red" } }, "Colour"],
    [{ parameters: { BaseImage: null } }, "BaseImage"],
    [{ parameters: { RegionId: "cn-beijing" } }, "RegionId"],
    [{ parameters: { "Tag.1.Key": "a" } }, "Tag.1.Key"],
  ])("%j is refused, says why, and changes nothing", async (body, why) => {
    const id = await createPipeline(simulator.current);
    const before = await describePipeline(simulator.current, id);
    const refusal = { status: 400, body: { error: expect.stringContaining(why) } };
    expect(await post(`pipelines/${id}`, body)).toEqual(refusal);
    expect(await describePipeline(simulator.current, id)).toEqual(before);
  });

  test("that does not exist is an error", async () => {
    const answer = await post("pipelines/ip-none", { parameters: { Description: "other" } });
    expect(answer).toEqual({ status: 404, body: { error: "this pipeline does not exist" } });
  });
});

describe("an action that is denied", () => {
  test("is refused with the given code, changes nothing, and is allowed again by another setting", async () => {
    const id = await createPipeline(simulator.current);
    const remove = () =>
      verdict(simulator.current, "DeleteImagePipeline", { RegionId: REGION, ImagePipelineId: id });
    await post("settings", { deny: { DeleteImagePipeline: "Forbidden.RAM" } });
    expect(await remove()).toBe("403 Forbidden.RAM");
    expect((await describePipelines(simulator.current)).TotalCount).toBe(1);
    await post("settings", { deny: {} });
    expect(await remove()).toBe("200");
  });

  test("gets the documented status of a code that is documented", async () => {
    const deny = {
      CreateImagePipeline: "NoPermission",
      DeleteImagePipeline: "InvalidCommandContent.RUN",
      DescribeImagePipelines: "ServiceUnavailable",
      DescribeImages: "Some.OtherCode",
    };
    await post("settings", { deny });
    const answers = Object.keys(deny).map((action) =>
      verdict(simulator.current, action, { RegionId: REGION }),
    );
    expect(await Promise.all(answers)).toEqual([
      "400 NoPermission",
      "400 InvalidCommandContent.RUN",
      "503 ServiceUnavailable",
      "403 Some.OtherCode",
    ]);
  });

  test("has to exist", async () => {
    expect(await post("settings", { deny: { DeletePipeline: "Forbidden.RAM" } })).toEqual({
      status: 400,
      body: { error: "body/deny must be equal to one of the allowed values" },
    });
  });
});

describe("quotas", () => {
  test("count the pipelines and components of an account in a region", async () => {
    await post("settings", { quotas: { [REGION]: { imagePipelines: 1, imageComponents: 0 } } });
    const component = (RegionId: string) =>
      verdict(simulator.current, "CreateImageComponent", { RegionId, Content: "RUN a" });
    const ImagePipelineId = await createPipeline(simulator.current, { ClientToken: "t" });
    expect(await create()).toBe("400 QuotaExceed.ImagePipeline");
    expect(await create({ ClientToken: "t" })).toBe("200");
    expect(await create({ RegionId: "us-west-1" })).toBe("200");
    expect(await component(REGION)).toBe("400 QuotaExceed.ImageComponent");
    expect(await component("us-west-1")).toBe("200");
    const gone = { RegionId: REGION, ImagePipelineId };
    expect(await verdict(simulator.current, "DeleteImagePipeline", gone)).toBe("200");
    expect(await create()).toBe("200");
    await post("settings", { quotas: {} });
    expect(await create()).toBe("200");
  });
});

describe("a type that cannot be tagged", () => {
  test.each(["404 InvalidResourceType.NotFound", "403 InvalidResourceId.NotSupported"])(
    "is refused with %s by all actions of tags, while it can be created with tags",
    async (refusal) => {
      await post("settings", { untaggable: { imagepipeline: refusal.slice(4) } });
      const tag = { "Tag.1.Key": "a", "Tag.1.Value": "1" };
      const id = await createPipeline(simulator.current, tag);
      const which = { RegionId: REGION, ResourceType: "imagepipeline", "ResourceId.1": id };
      expect(await verdict(simulator.current, "TagResources", { ...which, ...tag })).toBe(refusal);
      expect(await verdict(simulator.current, "UntagResources", { ...which, All: true })).toBe(refusal);
      expect(await verdict(simulator.current, "ListTagResources", which)).toBe(refusal);
      const others = { ...which, ResourceType: "imagecomponent", ...tag };
      expect(await verdict(simulator.current, "TagResources", others)).toBe("404 InvalidResourceId.NotFound");
      expect((await describePipeline(simulator.current, id))["Tags"]).toEqual({
        Tag: [{ TagKey: "a", TagValue: "1" }],
      });
    },
  );
});

describe("a service-linked role that is missing", () => {
  test("refuses pipelines and components until it exists", async () => {
    const refusal = "403 InvalidOperation.NoPermissionCreateServiceLinkedRole";
    const component = { RegionId: REGION, Content: "RUN a" };
    await post("settings", { serviceLinkedRole: "missing" });
    expect(await create()).toBe(refusal);
    expect(await verdict(simulator.current, "CreateImageComponent", component)).toBe(refusal);
    await post("settings", { serviceLinkedRole: "present" });
    expect(await create()).toBe("200");
  });
});

describe("clock", () => {
  test("can be advanced, and dates what is created", async () => {
    const before = await createPipeline(simulator.current);
    await post("clock", { advanceSeconds: 86_400 });
    const after = await createPipeline(simulator.current);
    const times = await Promise.all(
      [before, after].map(async (id) =>
        Date.parse(String((await describePipeline(simulator.current, id))["CreationTime"])),
      ),
    );
    expect(Math.round(((times[1] ?? 0) - (times[0] ?? 0)) / 1000 / 60)).toBe(24 * 60);
  });

  test("runs faster with --speed, from a clock that a test controls", async () => {
    const real = { time: Date.parse("2026-01-01T00:00:00Z") };
    const fast = await startSimulator({ speed: 60, clock: () => real.time });
    real.time += 60_000;
    expect((await control(fast, "clock")).body).toEqual({ now: "2026-01-01T01:00:00.000Z" });
    expect((await control(fast, "clock", { advanceSeconds: 60 })).body).toEqual({
      now: "2026-01-01T01:01:00.000Z",
    });
    real.time += 1000;
    expect((await control(fast, "clock")).body).toEqual({ now: "2026-01-01T01:02:00.000Z" });
    await fast.close();
  });
});

describe("bad input", () => {
  test.each<readonly [string, unknown, string]>([
    ["faults", { sed: 7 }, "(sed)"],
    ["faults", { rate: 2 }, "/rate"],
    ["faults", { kinds: ["explode"] }, "/kinds/0"],
    ["faults", { count: "5" }, "/count"],
    ["quota", { callsPerSecond: 0 }, "/callsPerSecond"],
    ["quota", [], "object"],
    ["catalog", { strict: "yes" }, "/strict"],
    ["settings", { from: "maybe" }, "/from"],
    ["settings", { stateSeconds: { BUILDING: -1 } }, "/stateSeconds/BUILDING"],
    ["settings", { stateSeconds: { SUCCESS: 1 } }, "(SUCCESS)"],
    ["settings", { failures: [{ imagePipelineId: "ip-1" }] }, "'at'"],
    ["settings", { failures: [{ at: "SUCCESS" }] }, "/at"],
    ["settings", { failures: [{ at: "BUILDING", status: "failed" }] }, "/status"],
    ["settings", { accessKeys: [{ accessKeyId: "a" }] }, "accessKeySecret"],
    ["settings", { accessKeys: [{ accessKeyId: "a", accessKeySecret: "b", accountId: "me" }] }, "/accountId"],
    [
      "settings",
      { accessKeys: [1, 2].map(() => ({ accessKeyId: "a", accessKeySecret: "b" })) },
      "each ID may be given once",
    ],
    ["clock", {}, "advanceSeconds"],
    ["clock", { advanceSeconds: -1 }, "/advanceSeconds"],
    ["reset", { items: true }, "(items)"],
  ])("%s %j is refused, and says why", async (path, body, why) => {
    expect(await post(path, body)).toEqual({ status: 400, body: { error: expect.stringContaining(why) } });
  });

  test("that is not JSON is refused", async () => {
    const response = await fetch(`${simulator.current.endpoint}/_simulator/faults`, {
      method: "POST",
      body: "{",
    });
    expect([response.status, await response.json()]).toEqual([400, { error: "the body is not JSON" }]);
  });

  test("at a path that does not exist is an error", async () => {
    expect(await post("explode", {})).toEqual({
      status: 404,
      body: { error: "this path does not exist, or not with this method", routes: expect.any(Array) },
    });
  });
});

describe("a web page", () => {
  function status(headers: Readonly<Record<string, string>>): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      request(`${simulator.current.endpoint}/_simulator/state`, { headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on("error", reject)
        .end();
    });
  }

  test("gets nothing through a host name that resolves to this machine", async () => {
    expect(await status({ host: "evil.example" })).toBe(403);
    expect(await status({ host: "127.0.0.1.evil.example" })).toBe(403);
    expect(await status({ host: "localhost:1234" })).toBe(200);
    expect(await status({ host: "[::1]:1234" })).toBe(200);
  });

  test("gets nothing from its own origin", async () => {
    const host = new URL(simulator.current.endpoint).host;
    expect(await status({ host, origin: "https://evil.example" })).toBe(403);
    expect(await status({ host, origin: "null" })).toBe(403);
    expect(await status({ host, origin: "http://localhost:8080" })).toBe(200);
  });
});
