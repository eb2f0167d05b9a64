// Loaded first in each Node process of a deployment (NODE_OPTIONS). When the process ends, this writes where its processor
// time went, when it started and ended, and when it loaded each of our files.

const { Session } = require("node:inspector");
const fs = require("node:fs");
const Module = require("node:module");
const { basename, join } = require("node:path");

const script = process.argv[1] ?? "";
const role = /dynamic-provider/.test(script) ? "host" : /cmd\/run/.test(script) ? "program" : undefined;
if (role !== undefined) observe(role);

/** @param {string} role */
function observe(role) {
  const session = new Session();
  session.connect();
  session.post("Profiler.enable");
  session.post("Profiler.setSamplingInterval", { interval: 500 });
  session.post("Profiler.start");
  const start = performance.timeOrigin;
  const now = () => performance.timeOrigin + performance.now();
  /** @type {{ file: string, start: number, end: number }[]} */
  const loads = [];
  const watched = (/** @type {string} */ file) =>
    /provider\/(dist|plugin)\/[\w-]+\.js$/.test(file) || file === join(process.cwd(), "index.js");
  const load = /** @type {any} */ (Module).prototype.load;
  /** @type {any} */ (Module).prototype.load = function (/** @type {string} */ file) {
    const begin = now();
    load.call(this, file);
    if (watched(file)) loads.push({ file: basename(file, ".js"), start: begin, end: now() });
  };
  let written = false;
  const write = () => {
    if (written) return;
    written = true;
    const end = now();
    session.post("Profiler.stop", (_, result) => {
      const report = {
        role,
        start,
        end,
        loads,
        spent: result ? spentIn(result.profile) : {},
        peak: process.resourceUsage().maxRSS / 1000,
      };
      fs.writeFileSync(join(process.env["PROFILE_OUT"] ?? ".", `${role}.json`), JSON.stringify(report));
    });
  };
  process.on("exit", write);
  // The engine stops the host with a signal.
  for (const signal of /** @type {const} */ (["SIGTERM", "SIGINT"])) {
    process.on(signal, () => {
      write();
      process.exit(0);
    });
  }
}

/** Milliseconds by the owner of the code that they were spent on. @param {import("node:inspector").Profiler.Profile} profile */
function spentIn({ nodes, samples = [], timeDeltas = [] }) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  /** The time of Node's own functions counts for their caller. @param {number | undefined} id @returns {string} */
  const ownerOf = (id) => {
    for (let at = id; at !== undefined; at = parents.get(at)) {
      const { functionName, url } = byId.get(at)?.callFrame ?? { functionName: "", url: "" };
      if (functionName === "(garbage collector)") return "garbage collection";
      if (functionName === "(idle)") return "idle";
      if (/\/provider\/(dist|plugin)\//.test(url)) return "this package";
      if (/node_modules/.test(url)) return "Pulumi's SDK";
    }
    return "Node.js";
  };
  /** @type {Record<string, number>} */
  const spent = {};
  for (const [index, id] of samples.entries()) {
    const owner = ownerOf(id);
    spent[owner] = (spent[owner] ?? 0) + (timeDeltas[index] ?? 0) / 1000;
  }
  delete spent["idle"];
  return spent;
}
