import { Ecs } from "../../../../provider/src/ecs/api/ecs";
import { ImageComponentLifecycle } from "../../../../provider/src/resources/image-component/lifecycle";
import { ImagePipelineLifecycle } from "../../../../provider/src/resources/image-pipeline/lifecycle";
import { errorOf } from "../../../support/error";
import { REGION, useStand } from "../image-pipeline-execution/stand";

const stand = useStand();

const settings = () => ({ config: () => undefined, env: stand.env() });
const pipelines = () =>
  new ImagePipelineLifecycle(
    settings(),
    new Ecs(stand.client),
    (line) => void stand.said.push(line),
    stand.clock,
  );
const components = () => new ImageComponentLifecycle(settings(), new Ecs(stand.client), stand.clock);

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

  test.each(["InvalidStatus.CancelFailed", "InvalidStatus.ImagePipelineExecution"])(
    "for whose cancelling it is too late (%s): its end is waited for",
    async (code) => {
      const { id, executionId } = await building();
      await stand.settings({ deny: { CancelImagePipelineExecution: code } });
      await remove(id);
      expect(stand.said.slice(0, 2)).toEqual([
        `image pipeline ${id}: cancelling execution ${executionId} (BUILDING)`,
        `image pipeline ${id}: waiting for execution ${executionId}, which can no longer be cancelled`,
      ]);
      expect((await stand.state()).pipelines).toEqual([]);
    },
  );
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

  test("that a pipeline uses: the error says what to do first", async () => {
    const id = await component();
    await stand.pipeline({ buildContent: `COMPONENT ${id}` });
    const { message } = await errorOf(components().delete(id, outputs(id)));
    expect(message).toContain("InvalidImageComponent.InUse (HTTP 403");
    expect(message).toMatch(/ A component can be deleted when no pipeline uses it\.$/);
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
