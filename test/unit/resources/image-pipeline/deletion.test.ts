import { Ecs } from "../../../../provider/src/ecs/api/ecs";
import { stackSettings } from "../../../../provider/src/ecs/settings/settings";
import { ImageComponentLifecycle } from "../../../../provider/src/resources/image-component/lifecycle";
import { ImagePipelineLifecycle } from "../../../../provider/src/resources/image-pipeline/lifecycle";
import type { Clock } from "../../../../provider/src/resources/waiting";
import { errorOf } from "../../../support/error";
import { LONG_BUILDS, REGION, useStand } from "../image-pipeline-execution/stand";

// An hour of simulated polling takes seconds where the machine is busy.
const stand = useStand();

beforeEach(() => stand.settings(LONG_BUILDS));

const settings = () => stackSettings(() => undefined, stand.env());
const pipelines = (clock: Clock = stand.clock) =>
  new ImagePipelineLifecycle(settings(), new Ecs(stand.client), (line) => void stand.said.push(line), clock);
const components = () =>
  new ImageComponentLifecycle(
    settings(),
    new Ecs(stand.client),
    (line) => void stand.said.push(line),
    stand.clock,
  );

/** A pipeline with a build that is in BUILDING. */
async function building(): Promise<{ id: string; executionId: string }> {
  const id = await stand.pipeline();
  const request = { regionId: REGION, imagePipelineId: id };
  const { executionId = "" } = await stand.client.call("StartImagePipelineExecution", request);
  await stand.clock.sleep(60_000);
  return { id, executionId };
}

const remove = (id: string) => pipelines().delete(id, { regionId: REGION, imagePipelineId: id });
const calls = async (action: string) => (await stand.state()).calls[action] ?? 0;

describe("a pipeline with a running build", () => {
  test("whose deletion is not permitted: an immediate error that names the permission, and the build continues", async () => {
    const { id } = await building();
    await stand.settings({ deny: { DeleteImagePipeline: "Forbidden.RAM" } });
    const before = stand.clock.now();
    const { message } = await errorOf(remove(id));
    expect(message).toMatch(/^DeleteImagePipeline in cn-hangzhou: Forbidden\.RAM \(HTTP 403/);
    expect(message).toContain("needs the permission ecs:DeleteImagePipeline.");
    expect(await stand.statuses()).toEqual(["BUILDING"]);
    expect(await calls("CancelImagePipelineExecution")).toBe(0);
    expect(stand.clock.now()).toBe(before);
  });

  test.each([
    ["Forbidden.RAM", 403],
    ["NoPermission", 400],
    ["Forbidden", 403],
  ])(
    "that may not be cancelled (%s): an error at once that names the permission, instead of an hour of attempts",
    async (code, status) => {
      const { id, executionId } = await building();
      await stand.settings({ deny: { CancelImagePipelineExecution: code } });
      const before = stand.clock.now();
      const { message } = await errorOf(remove(id));
      expect(message).toMatch(`CancelImagePipelineExecution in cn-hangzhou: ${code} (HTTP ${status}`);
      expect(message).toContain("needs the permission ecs:CancelImagePipelineExecution.");
      expect(stand.said).toEqual([`image pipeline ${id}: cancelling execution ${executionId} (BUILDING)`]);
      expect(await calls("DeleteImagePipeline")).toBe(1);
      expect(stand.clock.now()).toBe(before);
    },
  );

  test("whose builds may not be listed: an immediate error that names the permission", async () => {
    const { id } = await building();
    await stand.settings({ deny: { DescribeImagePipelineExecutions: "Forbidden.RAM" } });
    const { message } = await errorOf(remove(id));
    expect(message).toContain("needs the permission ecs:DescribeImagePipelineExecutions.");
    expect(await calls("DeleteImagePipeline")).toBe(1);
  });

  test.each([
    "InvalidStatus.CancelFailed",
    "InvalidStatus.ImagePipelineExecution",
    "InvalidImagePipelineExecution.NotFound",
    "InvalidImagePipelineExecutionId.NotFound",
  ])("for whose cancelling it is too late (%s): its end is waited for", async (code) => {
    const { id, executionId } = await building();
    await stand.settings({ deny: { CancelImagePipelineExecution: code } });
    await remove(id);
    expect(stand.said.slice(0, 2)).toEqual([
      `image pipeline ${id}: cancelling execution ${executionId} (BUILDING)`,
      `image pipeline ${id}: waiting for execution ${executionId}, which can no longer be cancelled`,
    ]);
    expect((await stand.state()).pipelines).toEqual([]);
  });
});

describe("a pipeline whose build cannot be cancelled", () => {
  async function distributing(): Promise<{ id: string; executionId: string }> {
    const pipeline = await building();
    while ((await stand.statuses())[0] !== "DISTRIBUTING") await stand.clock.sleep(10_000);
    return pipeline;
  }

  /** A clock that records the waits, in seconds, and does something else in each of them. */
  function recording(meanwhile = async () => {}) {
    const waits: number[] = [];
    const clock: Clock = {
      now: () => stand.clock.now(),
      sleep: async (milliseconds) => {
        waits.push(milliseconds / 1000);
        await stand.clock.sleep(milliseconds);
        await meanwhile();
      },
    };
    return { clock, waits };
  }

  test("is deleted when it has ended: each status is reported once, and the polls become less frequent", async () => {
    await stand.settings({ stateSeconds: { DISTRIBUTING: 100, RELEASING: 100 } });
    const { id, executionId } = await distributing();
    const { clock, waits } = recording();
    await pipelines(clock).delete(id, { regionId: REGION, imagePipelineId: id });
    const cannot = "which cannot be cancelled now";
    expect(stand.said).toEqual([
      `image pipeline ${id}: waiting for execution ${executionId} (DISTRIBUTING), ${cannot}`,
      `image pipeline ${id}: waiting for execution ${executionId} (RELEASING), ${cannot}`,
    ]);
    expect(waits.slice(0, 4)).toEqual([2, 3, 4.5, 6.75]);
    expect(Math.max(...waits)).toBeLessThanOrEqual(30);
    expect((await stand.state()).pipelines).toEqual([]);
    expect(await calls("CancelImagePipelineExecution")).toBe(0);
  });

  test.each([
    ["the declared deadline", { deleteTimeoutMinutes: 5 }, 5],
    ["an hour if none is declared", {}, 60],
  ])("after %s, the error names the running build, and nothing is lost", async (_, args, minutes) => {
    const { id, executionId } = await distributing();
    await stand.settings({ failures: [{ at: "DISTRIBUTING", status: "DISTRIBUTING" }] });
    const before = stand.clock.now();
    const { message } = await errorOf(
      pipelines().delete(id, { regionId: REGION, imagePipelineId: id, ...args }),
    );
    expect(message).toBe(
      `image pipeline ${id} in cn-hangzhou could not be deleted within deleteTimeoutMinutes (${minutes}): ` +
        `execution ${executionId} is still in status DISTRIBUTING. ` +
        "Run this again when it has ended, or increase deleteTimeoutMinutes.",
    );
    expect(stand.clock.now() - before).toBe(minutes * 60_000);
    expect((await stand.state()).pipelines.map((item) => item.id)).toEqual([id]);
  });

  test("because it hangs in CANCELLING: at the deadline the error names that status", async () => {
    await stand.settings({ stateSeconds: { CANCELLING: 100_000 } });
    const { id, executionId } = await building();
    const outputs = { regionId: REGION, imagePipelineId: id, deleteTimeoutMinutes: 1 };
    const { message } = await errorOf(pipelines().delete(id, outputs));
    expect(message).toContain(`execution ${executionId} is still in status CANCELLING.`);
    expect(stand.said[0]).toBe(`image pipeline ${id}: cancelling execution ${executionId} (BUILDING)`);
    expect(await calls("CancelImagePipelineExecution")).toBe(1);
  });

  test("counts as deleted when somebody else deletes it during the wait", async () => {
    const { id } = await distributing();
    const { clock, waits } = recording(async () => {
      await stand.clock.sleep(600_000);
      await stand.client.call("DeleteImagePipeline", { regionId: REGION, imagePipelineId: id });
    });
    const accountId = await stand.client.accountId(REGION);
    await pipelines(clock).delete(id, { regionId: REGION, imagePipelineId: id, accountId });
    expect(waits).toEqual([2]);
    expect((await stand.state()).pipelines).toEqual([]);
  });
});

test("a pipeline that does not exist counts as deleted", async () => {
  const id = await stand.pipeline();
  const { outputs } = (await pipelines().read(id, { regionId: REGION })) ?? {};
  await remove(id);
  await pipelines().delete(id, outputs ?? {});
  expect(await calls("DeleteImagePipeline")).toBe(2);
});

describe("a component", () => {
  const component = async () => {
    const request = { regionId: REGION, name: "base", content: "RUN a" };
    return (await stand.client.call("CreateImageComponent", request)).imageComponentId ?? "";
  };
  const outputs = (id: string) => ({ regionId: REGION, imageComponentId: id, componentVersion: "1.0.0" });

  /** The error of a component that is in use, after what the service said. */
  const inUse = async (id: string, more: object = {}) => {
    const { message } = await errorOf(components().delete(id, { ...outputs(id), ...more }));
    expect(message).toContain("InvalidImageComponent.InUse (HTTP 403");
    return message.split("Delete that pipeline first. ")[1];
  };

  test("that a pipeline uses: the error names the pipeline, and says what to do first", async () => {
    const id = await component();
    const pipeline = await stand.pipeline({ buildContent: `RUN a\nCOMPONENT ${id} --level 2` });
    await stand.pipeline({ buildContent: `RUN echo ${id}\n# COMPONENT ${id}` });
    expect(await inUse(id)).toBe(
      `Pipelines in ${REGION} that name it: ${pipeline}. A component can be deleted when no pipeline uses it.`,
    );
  });

  test.each(["/1.0.0", ":1.0.0", "/1.*.*"])(
    "that a pipeline names by its ARN (%s): the error names that pipeline",
    async (version) => {
      const id = await component();
      const accountId = await stand.client.accountId(REGION);
      const arn = (name: string) => `acs:ecs:${REGION}:${accountId}:imagecomponent/${name}`;
      const pipeline = await stand.pipeline({ buildContent: `component ${arn("base")}${version}` });
      for (const other of [`${arn("other")}/1.0.0`, `${arn("base")}/2.0.0`, `${arn("base")}/1.0.0.0`])
        await stand.pipeline({ buildContent: `COMPONENT ${other}` });
      expect(await inUse(id, { imageComponentName: "base", accountId })).toMatch(
        `Pipelines in ${REGION} that name it: ${pipeline}. A`,
      );
    },
  );

  test("that more than five pipelines use: the error names five", async () => {
    const request = { regionId: REGION, name: "base", content: "RUN a", componentType: "Test" };
    const { imageComponentId: id } = await stand.client.call("CreateImageComponent", request);
    const users = [];
    for (let count = 0; count < 7; count += 1)
      users.push(await stand.pipeline({ testContent: `COMPONENT ${id}` }));
    const listed = users.sort().slice(0, 5).join(", ");
    expect(await inUse(id)).toMatch(`Pipelines in ${REGION} that name it: ${listed} and 2 more. A`);
  });

  test("that a pipeline uses, where pipelines may not be listed: the error says what to do first", async () => {
    const id = await component();
    await stand.pipeline({ buildContent: `COMPONENT ${id}` });
    await stand.settings({ deny: { DescribeImagePipelines: "Forbidden.RAM" } });
    expect(await inUse(id)).toBe("A component can be deleted when no pipeline uses it.");
  });

  test("that may not be deleted: the error names the permission, and blames no pipeline", async () => {
    const id = await component();
    await stand.settings({ deny: { DeleteImageComponent: "Forbidden.RAM" } });
    const { message } = await errorOf(components().delete(id, outputs(id)));
    expect(message).toMatch(/needs the permission ecs:DeleteImageComponent\./);
    expect(message).toContain(`Allow it for acs:ecs:${REGION}:*:imagecomponent/${id}: docs/ram-policy.md`);
    expect(message).not.toContain("no pipeline uses it");
    expect(await calls("DescribeImageComponents")).toBe(0);
  });

  test("that is gone counts as deleted, but not under another account", async () => {
    const accountId = await stand.client.accountId(REGION);
    await components().delete("ic-gone", { ...outputs("ic-gone"), accountId });
    const { message } = await errorOf(
      components().delete("ic-gone", { ...outputs("ic-gone"), accountId: "1" }),
    );
    expect(message).toMatch(/^image component ic-gone was not found .* It was not treated as deleted/);
  });
});
