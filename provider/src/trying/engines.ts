/*
 * The command lines of container engines, and nothing that runs them.
 */

/** Where the container's files come from: an image that the engine has or pulls, or a root filesystem in a tar file. */
export type Base = { image: string } | { tar: string };

/** A command in the container. */
export interface ContainerCommand {
  argv: string[];
  user: string;
  directory: string;
  variables: ReadonlyMap<string, string>;
  /** It reads standard input. */
  reads: boolean;
}

export const ENGINE_NAMES = ["docker", "podman", "buildah"] as const;
export type EngineName = (typeof ENGINE_NAMES)[number];

export interface Engine {
  name: EngineName;
  /** Prints its version, but only if it works. */
  asks: string[];
  /** In this order. The container ends by itself after these seconds, where it has a process. */
  start(container: string, base: Base, seconds: number): string[][];
  exec(container: string, command: ContainerCommand): string[];
  remove(container: string, base: Base): string[][];
  /** It says how the command ended on the command's own standard error (trailer.ts). */
  hasTrailer: boolean;
  /** The variable by which processes are found that outlive the container. */
  marker?: string;
}

/** Docker and podman: the same commands. */
const likeDocker = (name: "docker" | "podman", asks: string[]): Engine => ({
  name,
  asks,
  start: (container, base, seconds) => {
    const image = "image" in base ? base.image : container;
    // Its one process does nothing, and would answer no signal but this.
    const process = ["--entrypoint", "sleep", "--stop-signal", "SIGKILL", "--user", "0", "--workdir", "/"];
    return [
      ...("tar" in base ? [[name, "import", base.tar, image]] : []),
      [name, "run", "--detach", "--rm", "--name", container, ...process, image, String(seconds)],
    ];
  },
  exec: (container, { argv, user, directory, variables, reads }) => [
    ...[name, "exec", ...(reads ? ["--interactive"] : [])],
    ...[...variables].flatMap(([variable, value]) => ["--env", `${variable}=${value}`]),
    ...["--user", user, "--workdir", directory, container, ...argv],
  ],
  remove: (container, base) => [
    [name, "rm", "--force", container],
    ...("tar" in base ? [[name, "rmi", "--force", container]] : []),
  ],
  hasTrailer: false,
});

const MARKER = "IMAGE_BUILDER_TRY";

const buildah: Engine = {
  name: "buildah",
  asks: ["buildah", "info", "--format", "{{.store}}"],
  start: (container, base) =>
    "image" in base
      ? [["buildah", "from", "--name", container, base.image]]
      : [
          ["buildah", "from", "--name", container, "scratch"],
          ["buildah", "add", "--quiet", container, base.tar, "/"],
        ],
  exec: (container, { argv, user, directory, variables }) => [
    ...["buildah", "run"],
    ...[...variables, [MARKER, container]].flatMap(([variable, value]) => ["--env", `${variable}=${value}`]),
    ...["--user", user, "--workingdir", directory, container, "--", ...argv],
  ],
  remove: (container) => [["buildah", "rm", container]],
  hasTrailer: true,
  marker: MARKER,
};

export const ENGINES: readonly Engine[] = [
  likeDocker("docker", ["docker", "version", "--format", "{{.Server.Version}}"]),
  likeDocker("podman", ["podman", "info", "--format", "{{.Version.Version}}"]),
  buildah,
];
