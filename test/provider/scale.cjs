// Run by scale.test.ts in a process of its own, on what is built: prints by how much the heap has grown, in bytes.
const { join } = require("node:path");

const host = require(join(__dirname, "../../provider/dist/host.js"));
const count = Number(process.argv[2]);

/** @param {number} number */
const pipeline = (number) => ({
  regionId: "cn-hangzhou",
  baseImageType: "IMAGE",
  baseImage: "m-1",
  // Of bytes, as the engine sends it: a text that is put together here would share its parts.
  buildContent: Buffer.from(`RUN echo ${number} ${"x".repeat(16_000)}`).toString("latin1"),
});

/** @param {number} number */
const component = (number) => ({
  regionId: "cn-hangzhou",
  content: Buffer.from(
    `Tasks:\n  - Name: A\n    Action: RunShellCommand\n    Properties:\n      commandContent: echo ${number} ${"x".repeat(15_000)}`,
  ).toString("latin1"),
});

const { gc = () => undefined } = globalThis;
const heap = () => {
  gc();
  return process.memoryUsage().heapUsed;
};

/** @param {number} from @param {number} to */
async function run(from, to) {
  for (let number = from; number < to; number += 1) {
    const { inputs } = await host.imagePipeline.check({}, pipeline(number));
    await host.imagePipeline.diff(`ip-${number}`, { ...inputs, __provider: "" }, pipeline(number));
    const { inputs: content } = await host.imageComponent.check({}, component(number));
    await host.imageComponent.diff(`ic-${number}`, { ...content, __provider: "" }, component(number));
  }
}

async function main() {
  await run(0, 50);
  const before = heap();
  await run(50, 50 + count);
  process.stdout.write(JSON.stringify({ growth: heap() - before, contents: count * 16_000 }));
}

main();
