// Run by linear.test.ts in a process of its own, on what is built: prints what took long.
const { join } = require("node:path");

const dist = join(__dirname, "../../provider/dist");
const pulumi = require("@pulumi/pulumi");
const { buildContent, comment, importDockerfile, renderTemplate, run, ...classes } = require(
  join(dist, "index.js"),
);
const host = require(join(dist, "host.js"));

const { fragments, beginnings, sizes, limit } = JSON.parse(process.argv[2] ?? "");

const place = { regionId: "cn-hangzhou" };
const image = { ...place, baseImageType: "IMAGE", baseImage: "m-1" };

/** @param {any} output */
const settled = (output) =>
  Promise.allSettled([output.promise(), output.isKnown, output.isSecret, output.allResources()]);
/** @param {() => unknown} action */
const refusing = (action) => {
  try {
    action();
  } catch (error) {
    if (!(error instanceof Error) || error.constructor !== Error) throw error;
  }
};

/** @type {Record<string, (text: string) => unknown>} */
const operations = {
  "check of a pipeline": (text) =>
    host.imagePipeline.check({}, { ...image, buildContent: text, testContent: text }),
  "check of a component": (text) => host.imageComponent.check({}, { ...place, content: text }),
  "check of an execution": (text) =>
    host.imagePipelineExecution.check(
      {},
      { ...place, imagePipelineId: text, triggers: [text], tags: { a: text } },
    ),
  "check of names and tags": (text) =>
    host.imagePipeline.check(
      {},
      { ...image, name: text, description: text, imageFamily: text, tags: { [text]: text } },
    ),
  "check of unknown names": (text) => host.imagePipeline.check({}, { ...image, [text]: 1, repairMode: text }),
  "diff of a pipeline": (text) =>
    host.imagePipeline.diff("ip-1", { ...image, buildContent: text }, { ...image, testContent: text }),
  importDockerfile: (text) => refusing(() => importDockerfile(text)),
  renderTemplate: (text) => settled(renderTemplate({ ...image, buildContent: text })),
  run: (text) => settled(run(text, text)),
  buildContent: (text) => settled(buildContent(text, text)),
  comment,
};

// What a program waits for: the registration comes later, and sends the text as it is.
let count = 0;
/** @type {Record<string, (text: string) => unknown>} */
const declarations = {
  "declaring a pipeline": (text) =>
    new classes.ImagePipeline(`p${count++}`, {
      ...image,
      buildContent: text,
      testContent: text,
      repairItems: [text],
    }),
  "declaring a component": (text) => new classes.ImageComponent(`c${count++}`, { ...place, content: text }),
  "declaring an execution": (text) =>
    new classes.ImagePipelineExecution(`e${count++}`, { ...place, imagePipelineId: text, triggers: [text] }),
};

/**
 * The time of this process, and not of the clock: other processes of a loaded machine do not count.
 * @param {NodeJS.CpuUsage} before
 */
const since = (before) => {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};

/**
 * @param {(text: string) => unknown} action
 * @param {string} text
 */
async function timeOf(action, text) {
  let best = Number.POSITIVE_INFINITY;
  // A collection of garbage can fall into any of them.
  for (let round = 0; round < 3 && best > limit; round += 1) {
    const before = process.cpuUsage();
    const done = action(text);
    if (done instanceof Promise) await done;
    best = Math.min(best, since(before));
  }
  return best;
}

const texts = function* () {
  for (const size of sizes)
    for (const fragment of fragments)
      for (const beginning of size > 100_000 ? beginnings.slice(0, 1) : beginnings) {
        const repeated = fragment.repeat(Math.floor((size - beginning.length) / Buffer.byteLength(fragment)));
        yield {
          text: `${beginning}${repeated}x`,
          what: `${size} of ${JSON.stringify(fragment)} after ${JSON.stringify(beginning)}`,
        };
      }
};

async function main() {
  pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => ({ id: name, state: inputs }),
    call: () => ({}),
  });
  const slow = [];
  for (const [name, action] of [...Object.entries(operations), ...Object.entries(declarations)]) {
    for (const beginning of beginnings) await action(`${beginning}a\nRUN b\n`);
    for (const { text, what } of texts()) {
      const time = await timeOf(action, text);
      if (time > limit) slow.push(`${name}: ${Math.round(time)} ms for ${what}`);
    }
  }
  require("node:fs").writeSync(1, JSON.stringify(slow));
  // What was declared would now be registered, and Pulumi complains that it is not.
  process.removeAllListeners("exit");
  process.exit(0);
}

main();
