import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Child, finished, startChild } from "../support/child";
import { root } from "../support/root";
import { until } from "../support/until";

/*
 * Container engines with storage of their own, in a folder that is gone afterwards. Nothing of the machine's own engines is
 * touched.
 */

export interface Engine {
  name: string;
  env: NodeJS.ProcessEnv;
  /** Whether its containers can reach a server of this machine. */
  hasNetwork: boolean;
  /** The containers and images that it has. */
  left(): string;
  /** Only of one that has a daemon. */
  start?(): Promise<void>;
  stop?(): Promise<void>;
}

/** It is short, since the path of a socket is in it. */
const folder = mkdtempSync(join(tmpdir(), "ib-sys-"));
export const removeFolder = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
export const inFolder = (name: string): string => join(folder, name);

/** A root filesystem with busybox and nothing else, in a tar file. */
export function busyboxRoot(): string {
  const at = inFolder("root");
  for (const name of ["bin", "etc", "root", "tmp", "usr"]) mkdirSync(join(at, name), { recursive: true });
  const busybox = execFileSync("sh", ["-c", "command -v busybox"], { encoding: "utf8" }).trim();
  copyFileSync(busybox, join(at, "bin/busybox"));
  const applets = execFileSync(busybox, ["--list"], { encoding: "utf8" }).split("\n");
  for (const applet of applets.filter((one) => one !== "" && one !== "busybox"))
    symlinkSync("busybox", join(at, "bin", applet));
  symlinkSync("../bin", join(at, "usr/bin"));
  writeFileSync(join(at, "etc/passwd"), "root:x:0:0::/root:/bin/sh\nweb:x:1000:1000::/tmp:/bin/sh\n");
  writeFileSync(join(at, "etc/group"), "root:x:0:\nweb:x:1000:\n");
  const tar = `${at}.tar`;
  execFileSync("tar", ["-C", at, "-cf", tar, "."]);
  return tar;
}

const storage = (name: string): NodeJS.ProcessEnv => {
  const conf = inFolder(`${name}-storage.conf`);
  const [graph, run] = [inFolder(`${name}-graph`), inFolder(`${name}-run`)];
  writeFileSync(conf, `[storage]\ndriver = "vfs"\ngraphroot = "${graph}"\nrunroot = "${run}"\n`);
  return { CONTAINERS_STORAGE_CONF: conf };
};

const works = (argv: string[], env: NodeJS.ProcessEnv): boolean => {
  const [program = "", ...args] = argv;
  return spawnSync(program, args, { env: { ...process.env, ...env }, timeout: 20_000 }).status === 0;
};

const list = (env: NodeJS.ProcessEnv, script: string): string =>
  execFileSync("sh", ["-c", script], { encoding: "utf8", env: { ...process.env, ...env } }).trim();

/** @throws if it is missing: these tests are about it. */
export function buildah(): Engine {
  const env = { ...storage("buildah"), BUILDAH_ISOLATION: "chroot" };
  if (!works(["buildah", "info"], env))
    throw new Error("buildah does not answer. Run test/system/install.sh as root.");
  return {
    name: "buildah",
    env,
    hasNetwork: true,
    left: () => list(env, "buildah containers --quiet; buildah images --quiet"),
  };
}

/** Undefined where it cannot run a container. */
export function podman(tar: string): Engine | undefined {
  const conf = inFolder("containers.conf");
  const limits = 'default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]';
  const quiet = 'runtime = "runc"\ncgroup_manager = "cgroupfs"\nevents_logger = "none"';
  writeFileSync(conf, `[containers]\n${limits}\nnetns = "host"\n[engine]\n${quiet}\n`);
  const env = { ...storage("podman"), CONTAINERS_CONF: conf };
  if (!works(["podman", "info"], env) || !canRun("podman", tar, env)) return undefined;
  return {
    name: "podman",
    env,
    hasNetwork: true,
    left: () => list(env, "podman ps --all --quiet; podman images --quiet"),
  };
}

/** With a daemon of its own, which needs root. Undefined where it is not installed. */
export function docker(): Engine | undefined {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || !works(["sh", "-c", "command -v dockerd && command -v docker"], {})) return undefined;
  const socket = `unix://${inFolder("docker.sock")}`;
  const env = { DOCKER_HOST: socket };
  const own = ["--data-root", inFolder("docker"), "--exec-root", inFolder("docker-exec")];
  const network = ["--bridge", "none", "--iptables=false", "--ip6tables=false"];
  const rest = ["--pidfile", inFolder("docker.pid"), "--storage-driver", "vfs", "--host", socket];
  let daemon: Child | undefined;
  return {
    name: "docker",
    env,
    hasNetwork: false,
    left: () => list(env, "docker ps --all --quiet; docker images --quiet"),
    async start() {
      daemon = startChild("dockerd", [...own, ...network, ...rest]);
      let failure: string | undefined;
      daemon.ended.then((code) => {
        failure = `dockerd ended with ${code}:\n${daemon?.stderr()}`;
      });
      await until("the daemon answers", () => {
        if (failure !== undefined) throw new Error(failure);
        return works(["docker", "info"], env);
      });
    },
    async stop() {
      await daemon?.stop();
    },
  };
}

function canRun(engine: string, tar: string, env: NodeJS.ProcessEnv): boolean {
  const can =
    works([engine, "import", tar, "can-run"], env) && works([engine, "run", "--rm", "can-run", "true"], env);
  works([engine, "rmi", "--force", "can-run"], env);
  return can;
}

export const COMMAND = join(root, "provider/bin/pulumi-alicloud-image-builder.js");

/** The command as a person runs it, with this engine. */
export const startTry = (engine: Engine, args: string[], input?: string): Child =>
  start(engine.env, [...args, "--engine", engine.name], input);

function start(env: NodeJS.ProcessEnv, args: string[], input?: string): Child {
  const child = startChild(process.execPath, [COMMAND, "try", ...args], {
    env: { ...process.env, ...env },
    hasInput: input !== undefined,
  });
  child.process.stdin?.end(input);
  return child;
}

export const tried = (engine: Engine, args: string[], input?: string) =>
  finished(startTry(engine, args, input));

/** Without naming an engine. */
export const trying = (env: NodeJS.ProcessEnv, args: string[], input?: string) =>
  finished(start(env, args, input));
