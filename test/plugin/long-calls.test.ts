import { join } from "node:path";
import { simulatorEnvironment } from "../../tools/lib/clean-environment.cjs";
import { declared as declaredForHost, startHost } from "../provider/stand";
import { finished, startChild } from "../support/child";
import { type Line, reaching, startEngine, urnOf } from "../support/plugin";
import { root } from "../support/root";
import { type Simulator, startSimulator } from "../support/simulator";
import { until } from "../support/until";
import { declared, ownPlugin } from "./stand";

jest.setTimeout(60_000);

const throttled = (action: string) =>
  `throttled, retried until \\d\\d:\\d\\d:\\d\\d: ${action} in cn-hangzhou \\(Throttling\\.User\\)`;
const about = (action: string) => expect.stringMatching(new RegExp(`^${throttled(action)}$`));

let simulator: Simulator;
const hostLines: Line[] = [];
let engine: Awaited<ReturnType<typeof startEngine>>;

beforeAll(async () => {
  simulator = await startSimulator();
  engine = await startEngine(hostLines);
});

afterAll(async () => {
  engine.stop();
  await simulator.stop();
});

/** Every front at once, because each of them takes as long as a call takes before it is shown. */
test("while calls are throttled, each front shows it, and keeps nothing of it when they are answered", async () => {
  const plugin = await ownPlugin({ args: reaching(simulator) });
  const host = await startHost({ simulator, engine: engine.address });
  await simulator.faults({
    actions: ["CreateImagePipeline", "DescribeImagePipelines", "DescribeImages"],
    kinds: ["throttle"],
    rate: 1,
  });

  const { inputs } = await plugin.check("ImagePipeline", declared());
  const byPlugin = plugin.create("ImagePipeline", inputs);
  const lookup = plugin.invoke("getImagePipelines");
  const { inputs: hostInputs } = await host.check({}, declaredForHost());
  const byHost = host.create(hostInputs);
  const command = startChild(
    join(root, "node_modules/.bin/pulumi-alicloud-image-builder"),
    ["images", "list", "--region", "cn-hangzhou"],
    { env: { ...process.env, ...simulatorEnvironment(simulator) } },
  );

  await until(
    "a line of each front",
    () => plugin.lines.length >= 2 && hostLines.length >= 1 && command.stderr() !== "",
  );
  await simulator.faults({});
  expect((await byPlugin).id).toMatch(/^ip-/);
  expect((await byHost).id).toMatch(/^ip-/);
  await lookup;
  await until("the end of what is shown", () => hostLines.length >= 2 && plugin.lines.length >= 4);

  const line = { severity: "info", ephemeral: true };
  const onRow = { ...line, urn: urnOf("ImagePipeline"), text: about("CreateImagePipeline") };
  const onStack = { ...line, urn: "", text: about("DescribeImagePipelines") };
  for (const shown of [onRow, onStack]) {
    const lines = plugin.lines.filter(({ urn }) => urn === shown.urn);
    expect(lines).toEqual([shown, { ...shown, text: "" }]);
  }
  expect(plugin.lines).toHaveLength(4);
  expect(hostLines).toEqual([
    { ...line, urn: "", text: about("CreateImagePipeline") },
    { ...line, urn: "", text: "" },
  ]);
  expect(host.stdout()).toMatch(/^\d+\s*$/);
  expect(await finished(command)).toMatchObject({
    code: 0,
    stderr: expect.stringMatching(new RegExp(`^${throttled("DescribeImages")}\\n$`)),
  });
});
