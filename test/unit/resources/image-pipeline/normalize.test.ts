import { checkPipeline } from "../../../support/check";
import { FULL } from "../full-declaration";

const inputs = (args: Record<string, unknown>) => checkPipeline(args, "cn-hangzhou").inputs;
const MINIMAL = { baseImageType: "IMAGE", baseImage: "m-1" };

describe("what check stores", () => {
  test("the resolved region and the constant defaults", () => {
    expect(inputs(MINIMAL)).toEqual({
      ...MINIMAL,
      regionId: "cn-hangzhou",
      systemDiskSize: 40,
      internetMaxBandwidthOut: 0,
      deleteInstanceOnFailure: true,
    });
  });

  test("nothing that is derived from a FROM line: a secret content stays at its own path", () => {
    const stored = inputs({ buildContent: "FROM IMAGE:m-secret\nRUN a" });
    expect(stored).not.toHaveProperty("baseImage");
    expect(stored).not.toHaveProperty("baseImageType");
  });

  test("a deprecated name where the program wrote it", () => {
    expect(inputs({ ...MINIMAL, imageName: "web" })).toMatchObject({ imageName: "web" });
    expect(inputs({ ...MINIMAL, imageName: "web" })).not.toHaveProperty("imageOptions");
  });

  test("account IDs as strings, sets sorted and without duplicates, line ends as LF", () => {
    const args = {
      ...MINIMAL,
      addAccounts: [22, "1", "22"],
      toRegionIds: ["cn-b", "cn-a"],
      buildContent: "RUN a\r\nRUN b",
      testContent: "RUN c\r\n",
    };
    expect(inputs(args)).toMatchObject({
      addAccounts: ["1", "22"],
      toRegionIds: ["cn-a", "cn-b"],
      buildContent: "RUN a\nRUN b",
      testContent: "RUN c\n",
    });
  });

  test("the same when it is done again, for every argument", () => {
    const { reasons, inputs: once } = checkPipeline(FULL);
    expect(reasons).toEqual([]);
    expect(checkPipeline(once).inputs).toEqual(once);
  });

  test("the program's region rather than the configured one", () => {
    expect(inputs({ ...MINIMAL, regionId: "cn-beijing" })).toMatchObject({ regionId: "cn-beijing" });
  });
});

test("without any region the error names every place that was looked in", () => {
  expect(checkPipeline(MINIMAL).reasons).toEqual([
    "regionId: no region is set. Set one of: the argument regionId, configuration alicloud:region, ALICLOUD_REGION, ALIBABA_CLOUD_REGION, ALIBABA_CLOUD_REGION_ID.",
  ]);
});
