import { ENGINES } from "../../../provider/src/trying/engines";

const command = {
  argv: ["/bin/sh", "-c", "echo hi"],
  user: "web",
  directory: "/opt",
  variables: new Map([["A", "b c"]]),
};
const lines = (argvs: string[][]) => argvs.map((argv) => argv.join(" "));

test.each(["docker", "podman"])(
  "%s: the container does nothing, ends by itself, and is removed with the imported image",
  (name) => {
    const engine = ENGINES.find((one) => one.name === name);
    const run = `${name} run --detach --rm --name c --entrypoint sleep --stop-signal SIGKILL --user 0 --workdir /`;
    expect(lines(engine?.start("c", { image: "debian:12" }, 60) ?? [])).toEqual([`${run} debian:12 60`]);
    expect(lines(engine?.start("c", { tar: "root.tar" }, 60) ?? [])).toEqual([
      `${name} import root.tar c`,
      `${run} c 60`,
    ]);
    expect(engine?.exec("c", { ...command, reads: false }).join("|")).toBe(
      `${name}|exec|--env|A=b c|--user|web|--workdir|/opt|c|/bin/sh|-c|echo hi`,
    );
    expect(engine?.exec("c", { ...command, reads: true }).slice(0, 3)).toEqual([
      name,
      "exec",
      "--interactive",
    ]);
    expect(lines(engine?.remove("c", { image: "debian:12" }) ?? [])).toEqual([`${name} rm --force c`]);
    expect(lines(engine?.remove("c", { tar: "root.tar" }) ?? [])).toEqual([
      `${name} rm --force c`,
      `${name} rmi --force c`,
    ]);
  },
);

test("buildah: the container is files only, and its commands are marked, so that none outlives it", () => {
  const buildah = ENGINES.find((one) => one.name === "buildah");
  expect(lines(buildah?.start("c", { image: "debian:12" }, 60) ?? [])).toEqual([
    "buildah from --name c debian:12",
  ]);
  expect(lines(buildah?.start("c", { tar: "root.tar" }, 60) ?? [])).toEqual([
    "buildah from --name c scratch",
    "buildah add --quiet c root.tar /",
  ]);
  expect(buildah?.exec("c", { ...command, reads: false }).join("|")).toBe(
    "buildah|run|--env|A=b c|--env|IMAGE_BUILDER_TRY=c|--user|web|--workingdir|/opt|c|--|/bin/sh|-c|echo hi",
  );
  expect(lines(buildah?.remove("c", { tar: "root.tar" }) ?? [])).toEqual(["buildah rm c"]);
});
