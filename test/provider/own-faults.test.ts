import { imagePipeline } from "pulumi-alicloud-image-builder/host";

/** What the host prints of an error: its stack. */
async function stackOf(call: Promise<unknown>): Promise<string> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Error)) throw new Error("nothing was thrown");
  return error.stack ?? "";
}

test("a fault of this package is printed with its stack, so that it can be found", async () => {
  expect(await stackOf(imagePipeline.check({}, null as never))).toMatch(
    /^TypeError: .+\n\s+at .*host\.js:\d+/,
  );
});

test("an error that is meant for a user is printed without", async () => {
  imagePipeline.configure({ config: { get: () => undefined } });
  expect(await stackOf(imagePipeline.read("ip-1", {}))).toBe("");
});
