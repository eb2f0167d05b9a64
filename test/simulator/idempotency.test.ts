/** A ClientToken makes a create repeatable: one pipeline, however often it is asked for. */

import type { Flat } from "./support.js";
import {
  call,
  createPipeline,
  describePipelines,
  MINIMAL,
  REGION,
  signedRequest,
  useSimulator,
  verdict,
} from "./support.js";

const simulator = useSimulator();
const ClientToken = "9f0c6c1e";
const count = async (RegionId = REGION) =>
  (await describePipelines(simulator.current, { RegionId })).TotalCount;
const create = (parameters: Flat) => createPipeline(simulator.current, parameters);

test("the same token with the same parameters gets the same pipeline", async () => {
  const first = await create({ ClientToken, Name: "name" });
  expect(await create({ Name: "name", ClientToken })).toBe(first);
  expect(await count()).toBe(1);
});

test("each answer has a request ID of its own", async () => {
  const answers = [1, 2].map(() =>
    call(simulator.current, "CreateImagePipeline", { ...MINIMAL, ClientToken }),
  );
  const [first, second] = await Promise.all(answers);
  expect(first?.body["ImagePipelineId"]).toBe(second?.body["ImagePipelineId"]);
  expect(first?.body["RequestId"]).not.toBe(second?.body["RequestId"]);
});

test("50 requests at once create one pipeline", async () => {
  const ids = await Promise.all(Array.from({ length: 50 }, () => create({ ClientToken })));
  expect(new Set(ids).size).toBe(1);
  expect(await count()).toBe(1);
});

test("the two signatures, and GET and POST, make no difference", async () => {
  const first = await create({ ClientToken });
  for (const method of ["GET", "POST"]) {
    const raw = { method, action: "CreateImagePipeline", query: { ...MINIMAL, ClientToken } };
    const { text } = await signedRequest(simulator.current, raw);
    expect(JSON.parse(text).ImagePipelineId).toBe(first);
  }
});

test("the same token with other parameters is refused, and creates nothing", async () => {
  await create({ ClientToken, "AddAccount.1": "1", "AddAccount.2": "2" });
  for (const other of [{}, { "AddAccount.1": "2", "AddAccount.2": "1" }]) {
    const parameters = { ...MINIMAL, ClientToken, ...other };
    expect(await verdict(simulator.current, "CreateImagePipeline", parameters)).toBe(
      "400 IdempotentParameterMismatch",
    );
  }
  expect(await count()).toBe(1);
});

test("no token, or an empty one, creates a pipeline each time", async () => {
  for (const parameters of [{}, {}, { ClientToken: "" }, { ClientToken: "" }]) await create(parameters);
  expect(await count()).toBe(4);
});

test("a token applies to its own region", async () => {
  await create({ ClientToken });
  await create({ ClientToken, RegionId: "cn-beijing" });
  expect([await count(), await count("cn-beijing")]).toEqual([1, 1]);
});

test("a refused request leaves its token free", async () => {
  const refused = { ...MINIMAL, ClientToken, BaseImage: "m-notfound" };
  expect(await verdict(simulator.current, "CreateImagePipeline", refused)).toBe("404 InvalidImage.NotFound");
  expect(await create({ ClientToken })).toMatch(/^ip-/);
});

test("a token is remembered after its pipeline was deleted", async () => {
  const ImagePipelineId = await create({ ClientToken });
  await call(simulator.current, "DeleteImagePipeline", { RegionId: REGION, ImagePipelineId });
  expect(await create({ ClientToken })).toBe(ImagePipelineId);
  expect(await count()).toBe(0);
});
