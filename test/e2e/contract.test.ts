import { EcsClient } from "../../provider/src/ecs/transport/client";
import { cleanEnvironment, simulatorEnvironment } from "../../tools/lib/clean-environment.cjs";
import { cleanUp, contract } from "../live/contract";
import { settingsOf } from "../live/permission";
import { startChild } from "../support/child";
import { root } from "../support/root";
import { createOutside } from "./outside";
import { stage } from "./stage";

jest.setTimeout(300_000);

const { simulator } = stage();
const regionId = "cn-hangzhou";
const ofSimulator = () => settingsOf(simulatorEnvironment(simulator()));

describe.each(["ignored", "honoured"])("what the provider relies on, where FROM lines are %s", (from) => {
  const notes: string[] = [];
  beforeAll(() => simulator().settings({ from }));
  contract(() => ({
    settings: ofSimulator(),
    regionId,
    imageFamily: "acs:alibaba_cloud_linux_3_2104_lts_x64",
    note: (line) => void notes.push(line),
  }));

  test("and what the simulator does where no document settles it", () => {
    expect(notes).toEqual([
      `a FROM line that was sent stays; one that was not ${from === "honoured" ? "is put in" : "stays away"}`,
      "DescribeImagePipelines of an unknown ID: done",
      "DeleteImagePipeline of a deleted ID: InvalidImagePipeline.NotFound",
      "a heredoc: done, and not InvalidImageTemplateCommand.NotSupported (HTTP 400)",
    ]);
  });
});

test("cleaning up after a live run deletes what has that run's name, and nothing else", async () => {
  await simulator().reset();
  const names = [
    "pib-live-1a2b3c4d-1",
    "pib-live-1a2b3c4d-2",
    "pib-live-00000000-1",
    "mine",
    "pib-live-1a2b3c4d",
  ];
  for (const name of names) {
    const args = { systemDiskSize: 40, internetMaxBandwidthOut: 0, deleteInstanceOnFailure: true };
    await createOutside(simulator(), { baseImageType: "IMAGE", baseImage: "m-1", name, ...args });
  }
  const client = new EcsClient(ofSimulator());
  for (const name of names) await client.call("CreateImageComponent", { regionId, name, content: "RUN a" });
  await cleanUp(client, regionId, "pib-live-1a2b3c4d");
  const { pipelines, components } = await simulator().state();
  expect(pipelines.map(({ current }) => current["Name"])).toEqual(names.slice(2));
  expect(components.map(({ current }) => current["Name"])).toEqual(names.slice(2));
});

describe("npm run test:live", () => {
  async function run(env: NodeJS.ProcessEnv) {
    const child = startChild("npm", ["run", "--silent", "test:live"], {
      cwd: root,
      env: { ...cleanEnvironment(process.env), HOME: "/nonexistent", ...env },
    });
    const code = await child.ended;
    return { code, stdout: child.stdout(), stderr: child.stderr() };
  }

  test("refuses to run without the switch, a region and credentials, and says so", async () => {
    const { code, stderr } = await run({});
    expect(code).toBe(1);
    expect(stderr).toContain("npm run test:live makes, tags and deletes image pipelines in a real account");
    expect(stderr).toContain("missing: the switch: IMAGE_BUILDER_LIVE=1\n");
    expect(stderr).toContain(
      "missing: a region: ALICLOUD_REGION, ALIBABA_CLOUD_REGION, ALIBABA_CLOUD_REGION_ID\n",
    );
    expect(stderr).toContain("missing: credentials: no credentials found. Checked");
    expect(stderr).toContain("Nothing was sent.");
  });

  test("refuses to run by credentials alone, and sends nothing", async () => {
    await simulator().reset();
    const { code, stderr } = await run(simulatorEnvironment(simulator()));
    expect([code, stderr]).toEqual([1, expect.stringContaining("missing: the switch")]);
    expect(stderr).not.toContain("missing: a region");
    expect((await simulator().state()).calls).toEqual({});
  });

  test("runs the same contract against the account that it is given, and leaves nothing there", async () => {
    const { code, stdout, stderr } = await run({
      IMAGE_BUILDER_LIVE: "1",
      ...simulatorEnvironment(simulator()),
    });
    expect([code, stderr]).toEqual([0, expect.stringContaining("a pipeline is adopted as it is")]);
    expect(stdout).toContain("DescribeImagePipelines of an unknown ID: done");
    expect(stderr).toContain("InvalidImageComponent.InUse for deleting a component that a pipeline names");
    const { pipelines, components, executions, calls } = await simulator().state();
    expect([pipelines, components, executions]).toEqual([[], [], []]);
    expect(calls["CreateImagePipeline"]).toBeGreaterThan(5);
    // Once, for a pipeline that does not exist.
    expect(calls["StartImagePipelineExecution"]).toBe(1);
  });
});
