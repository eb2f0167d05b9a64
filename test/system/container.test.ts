import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { networkInterfaces } from "node:os";
import { dirname, join } from "node:path";
import { runChild } from "../support/child";
import { root } from "../support/root";
import { until } from "../support/until";
import { buildah, busyboxRoot, docker, type Engine, inFolder, podman, removeFolder } from "./engines";

/*
 * simulator/Containerfile. No image can be fetched here, so its base is this machine's Node.js on busybox.
 */

const BASE = "node-on-busybox";
const IMAGE = "image-builder-simulator";
const { version } = JSON.parse(readFileSync(join(root, "simulator/package.json"), "utf8"));

/** This machine's Node.js, with the libraries that it is linked to, in a tar file. */
function nodeRoot(): string {
  const tar = busyboxRoot();
  const at = tar.replace(/\.tar$/, "");
  const node = realpathSync(process.execPath);
  const linked = execFileSync("ldd", [node], { encoding: "utf8" }).match(/\/\S+/g) ?? [];
  for (const library of linked) {
    mkdirSync(join(at, dirname(library)), { recursive: true });
    copyFileSync(library, join(at, library));
  }
  copyFileSync(node, join(at, "bin/node"));
  execFileSync("tar", ["-C", at, "-cf", tar, "."]);
  return tar;
}

/** What is published, as the context of the build. */
function context(): string {
  const folder = inFolder("package");
  mkdirSync(folder);
  for (const name of ["package.json", "LICENSE", "Containerfile", "dist", "page"])
    cpSync(join(root, "simulator", name), join(folder, name), { recursive: true });
  return folder;
}

/** An address of this machine that is not loopback, as a client of a published port has it. */
const outside = Object.values(networkInterfaces())
  .flatMap((all) => all ?? [])
  .find(({ internal, family }) => !internal && family === "IPv4")?.address;

let tar: string;
let folder: string;
const engines: Engine[] = [];

beforeAll(async () => {
  tar = nodeRoot();
  folder = context();
  engines.push(buildah());
  for (const engine of [podman(tar), docker()]) if (engine) engines.push(engine);
  for (const engine of engines) await engine.start?.();
}, 120_000);

afterAll(async () => {
  for (const engine of engines) await engine.stop?.();
  // What docker leaves of a container with the network of the host.
  spawnSync("umount", [inFolder("docker-exec/netns/default")]);
  removeFolder();
});

const inEngine =
  (engine: Engine) =>
  async (...args: string[]) => {
    const { code, stdout, stderr } = await runChild(engine.name, args, {
      env: { ...process.env, ...engine.env },
    });
    if (code !== 0)
      throw new Error(`${engine.name} ${args.join(" ")} ended with ${code}:\n${stdout}${stderr}`);
    return stdout.trim();
  };

async function build(engine: Engine) {
  const run = inEngine(engine);
  if (engine.name === "buildah") {
    const scratch = await run("from", "scratch");
    await run("add", scratch, tar, "/");
    await run("config", "--env", "PATH=/bin", scratch);
    await run("commit", scratch, BASE);
    await run("rm", scratch);
  } else await run("import", "--change", "ENV PATH=/bin", tar, BASE);
  const own = engine.name === "docker" ? [] : ["--format", "docker", "--pull=never"];
  await run(
    "build",
    ...own,
    "--build-arg",
    `NODE_IMAGE=${BASE}`,
    "--tag",
    IMAGE,
    "--file",
    join(folder, "Containerfile"),
    folder,
  );
  return run;
}

test("buildah builds the image from what is published: a user without rights, a known port, a check of its health", async () => {
  const [engine] = engines;
  if (!engine) throw new Error("there is no engine");
  const run = await build(engine);
  const {
    Docker: { config },
  } = JSON.parse(await run("inspect", "--type", "image", IMAGE));
  expect(config).toMatchObject({
    User: "1000:1000",
    ExposedPorts: { "4599/tcp": {} },
    Healthcheck: { Test: expect.arrayContaining(["CMD", "node"]) },
  });
  const container = await run("from", "--pull=never", IMAGE);
  expect(
    await run(
      "run",
      container,
      "--",
      "/bin/sh",
      "-c",
      "id -u; touch /data/a && echo writes; touch /a || echo cannot",
    ),
  ).toBe("1000\nwrites\ncannot");
  expect(await run("run", container, "--", "node", "/simulator/dist/cli.js", "--version")).toBe(version);
  await run("rm", container);
  await run("rmi", "--all", "--force");
});

test("it runs and becomes healthy; from outside the API is reached, and the control interface is not", async () => {
  const able = engines.slice(1);
  if (able.length === 0)
    process.stderr.write("Neither podman nor docker can run containers here: only buildah was tried.\n");
  for (const engine of able) {
    const run = await build(engine);
    const args = ["run", "--detach", "--name", "simulator", "--network", "host"];
    await run(...args, IMAGE);
    try {
      const health = () =>
        engine.name === "podman"
          ? run("healthcheck", "run", "simulator").then(
              () => "healthy",
              () => "starting",
            )
          : run("inspect", "--format", "{{.State.Health.Status}}", "simulator");
      await until("the container is healthy", async () => (await health()) === "healthy");
      const [first = ""] = (await run("logs", "simulator")).split("\n");
      expect(JSON.parse(first)).toEqual({
        endpoint: "http://127.0.0.1:4599",
        accessKeyId: "simulator",
        accessKeySecret: "simulator",
      });
      expect((await fetch("http://127.0.0.1:4599/_simulator/state")).status).toBe(200);
      if (outside !== undefined) {
        expect(await (await fetch(`http://${outside}:4599/`)).json()).toMatchObject({ version });
        expect((await fetch(`http://${outside}:4599/_simulator/state`)).status).toBe(403);
      }
      const inside =
        "fetch('http://127.0.0.1:4599/_simulator/clock').then((answer) => console.log(answer.status))";
      expect(await run("exec", "simulator", "node", "-e", inside)).toBe("200");
    } finally {
      await run("rm", "--force", "simulator");
      await run("rmi", "--force", IMAGE, BASE);
    }
  }
}, 150_000);

test("the base of this test is gone from the machine", () => {
  rmSync(folder, { recursive: true });
  expect(engines.map((engine) => engine.left())).toEqual(engines.map(() => ""));
});
