import { setTimeout as sleep } from "node:timers/promises";
import { orphans } from "../../../provider/src/command/orphans";
import { Ecs } from "../../../provider/src/ecs/api/ecs";
import { errorOf } from "../../support/error";
import { REGION, useStand } from "../resources/image-pipeline-execution/stand";

const stand = useStand();

test("asks every pipeline for its builds once, and at most ten at a time", async () => {
  const pipelines = 23;
  for (let made = 0; made < pipelines; made += 1) await stand.pipeline();
  const times = { now: 0, most: 0, all: 0 };
  // Held until ten have come: on a busy machine, the first would be answered before the tenth is asked.
  let open = () => {};
  const tenAreHere = new Promise<void>((resolve) => {
    open = resolve;
  });
  const client = await stand.between(async (action, answer) => {
    if (action !== "DescribeImagePipelineExecutions") return answer;
    times.now += 1;
    times.all += 1;
    times.most = Math.max(times.most, times.now);
    if (times.now === 10) open();
    await tenAreHere;
    await sleep(10);
    times.now -= 1;
    return answer;
  });
  const { found } = await orphans(new Ecs(client), [REGION], []);
  expect(found).toHaveLength(pipelines);
  expect(times).toEqual({ now: 0, most: 10, all: pipelines });
});

test("goes on without the builds of a pipeline that somebody deletes meanwhile", async () => {
  const gone = await stand.pipeline();
  const there = await stand.pipeline();
  const { executionId } = await stand.client.call("StartImagePipelineExecution", {
    regionId: REGION,
    imagePipelineId: there,
  });
  const client = await stand.between(async (action, answer) => {
    if (action === "DescribeImagePipelines")
      await stand.client.call("DeleteImagePipeline", { regionId: REGION, imagePipelineId: gone });
    return answer;
  });
  const { found } = await orphans(new Ecs(client), [REGION], [there]);
  expect(found.map(({ id }) => id)).toEqual([gone, executionId]);
});

test("lists nothing if the builds of one pipeline cannot be read: what is missing would look known", async () => {
  await stand.pipeline();
  await stand.settings({ deny: { DescribeImagePipelineExecutions: "Forbidden.RAM" } });
  expect((await errorOf(orphans(new Ecs(stand.client), [REGION], []))).message).toContain(
    "needs the permission ecs:DescribeImagePipelineExecutions",
  );
});
