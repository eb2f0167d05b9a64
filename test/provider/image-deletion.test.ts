import { shell } from "../../provider/src/servers/dynamic/shell";
import { AT_ONCE } from "../e2e/building";
import type { DynamicHost, Properties } from "../support/dynamic-host";
import type { Simulator } from "../support/simulator";
import { checkAndCreate, declared, failureOf, hostOnSimulator } from "./stand";

jest.setTimeout(120_000);

let simulator: Simulator;
let host: DynamicHost;

beforeAll(async () => {
  ({ simulator, host } = await hostOnSimulator());
});

beforeEach(async () => {
  await simulator.reset();
  await simulator.settings({ stateSeconds: AT_ONCE });
});

/** A build whose image is deleted with it. */
async function built(more: Properties = {}) {
  const pipeline = await checkAndCreate(host, declared(more));
  return checkAndCreate(host, {
    __provider: shell("imagePipelineExecution"),
    imagePipelineId: pipeline.id,
    deleteImageOnDestroy: true,
  });
}

const images = async () => (await simulator.state()).images.map(({ id }) => id);

test("an image that the pipeline shares is deleted with its build", async () => {
  const { id, properties } = await built({ addAccounts: ["1234567890123456", "1234567890123457"] });
  expect(await images()).toEqual([properties["imageId"]]);
  await host.delete(id, properties);
  expect(await images()).toEqual([]);
  expect(host.stdout() + host.stderr()).toContain(
    `image ${properties["imageId"]}: no longer shared with 2 accounts, so that it can be deleted (deleteImageOnDestroy)`,
  );
});

test("an image that instances use is kept with its build, and deleted by the next try", async () => {
  const { id, properties } = await built();
  const imageId = String(properties["imageId"]);
  await simulator.setImageUsage(imageId, "instance");
  const { message, details } = await failureOf(host.delete(id, properties));
  expect(message).toContain("DeleteImage in cn-hangzhou: ImageUsingByInstance (HTTP 403, request ID ");
  expect(message).toContain(`\`aliyun ecs DescribeInstances --RegionId cn-hangzhou --ImageId ${imageId}\``);
  expect(message).toMatch(/It was not deleted: run this again when no instance uses the image\.$/);
  expect(details).toBeUndefined();
  expect(await images()).toEqual([imageId]);
  await simulator.setImageUsage(imageId, "none");
  await host.delete(id, properties);
  expect(await images()).toEqual([]);
});
