import { Ecs } from "../../../provider/src/ecs/api/ecs";
import { stackSettings } from "../../../provider/src/ecs/settings/settings";
import { ImageComponentLifecycle } from "../../../provider/src/resources/image-component/lifecycle";
import { ImagePipelineLifecycle } from "../../../provider/src/resources/image-pipeline/lifecycle";
import type { Lifecycle, Properties } from "../../../provider/src/resources/lifecycle";
import { withoutUndefined } from "../../../provider/src/values/maps";
import { UNKNOWN } from "../../../provider/src/values/unknown";
import { useStand } from "./image-pipeline-execution/stand";

const stand = useStand();

const settings = () => stackSettings(() => undefined, stand.env());
const LIFECYCLES: Record<string, () => Lifecycle> = {
  pipeline: () => new ImagePipelineLifecycle(settings(), new Ecs(stand.client), () => undefined, stand.clock),
  component: () =>
    new ImageComponentLifecycle(settings(), new Ecs(stand.client), () => undefined, stand.clock),
  execution: () => stand.lifecycle,
};

const BASE = { baseImageType: "IMAGE", baseImage: "m-1", buildContent: "RUN true" };

/** With what is unknown left out on both sides. */
function expectToAgree(planned: Properties, outputs: Properties, unknown: string[]) {
  const later = Object.keys(planned).filter((name) => planned[name] === UNKNOWN);
  expect(later.sort()).toEqual([...unknown].sort());
  const known = (properties: Properties) =>
    Object.fromEntries(
      Object.entries(withoutUndefined(properties)).filter(([name]) => !later.includes(name)),
    );
  expect(known(planned)).toEqual(known(outputs));
}

describe.each<[string, () => Promise<Properties>, string[], Properties]>([
  ["pipeline", async () => BASE, ["name", "imagePipelineId", "requestId", "accountId"], { tags: { a: "b" } }],
  [
    "component",
    async () => ({ content: "RUN true" }),
    ["imageComponentName", "componentVersion", "imageComponentId", "requestId", "accountId"],
    { tags: { a: "b" } },
  ],
  [
    "execution",
    async () => ({ imagePipelineId: await stand.pipeline() }),
    [
      ...["executionId", "requestId", "accountId", "createTime"],
      ...["status", "imageId", "imageName", "snapshotIds", "message"],
      ...["imageIds", "copySnapshotIds", "pendingImageRegionIds", "missingImageRegionIds"],
    ],
    { timeoutMinutes: 5 },
  ],
])("the preview of a %s", (kind, declaration, unknown, change) => {
  test("knows every output that a create cannot change, and says of the others that they come later", async () => {
    const lifecycle = LIFECYCLES[kind]?.() as Lifecycle;
    const { inputs } = lifecycle.check(await declaration());
    const { outputs } = await lifecycle.create(inputs);
    expectToAgree(lifecycle.planned(inputs), outputs, unknown);
  });

  test("knows every output of an update in place", async () => {
    const lifecycle = LIFECYCLES[kind]?.() as Lifecycle;
    const given = await declaration();
    const { id, outputs } = await lifecycle.create(lifecycle.check(given).inputs);
    const { inputs } = lifecycle.check({ ...given, ...change });
    const planned = lifecycle.planned(inputs, { id, outputs });
    expectToAgree(planned, (await lifecycle.update(id, outputs, inputs)).outputs, []);
  });
});

test("the preview of a pipeline that is adopted knows its ID", () => {
  const lifecycle = LIFECYCLES["pipeline"]?.() as Lifecycle;
  const { inputs } = lifecycle.check({ ...BASE, adopt: "ip-existing" });
  expect(lifecycle.planned(inputs)).toMatchObject({ name: "ip-existing", imagePipelineId: "ip-existing" });
});

test("the preview of a wait that is continued does not know its image", async () => {
  const { inputs } = stand.lifecycle.check({ imagePipelineId: "ip-1" });
  const outputs = { ...inputs, executionId: "exec-1", status: "BUILDING" };
  expect(stand.lifecycle.planned(inputs, { id: "exec-1", outputs })).toMatchObject({
    executionId: "exec-1",
    status: UNKNOWN,
    imageId: UNKNOWN,
  });
});
