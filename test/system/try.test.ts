import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { startSimulator } from "../../simulator/src/index";
import { call, describeExecution } from "../simulator/support";
import { until } from "../support/until";
import {
  buildah,
  busyboxRoot,
  COMMAND,
  docker,
  type Engine,
  inFolder,
  podman,
  removeFolder,
  startTry,
  tried,
  trying,
} from "./engines";

const tar = busyboxRoot();
const base = ["--base-root", tar];
const found = { buildah: buildah(), podman: podman(tar), docker: docker() };
const engines = Object.values(found).filter((one): one is Engine => one !== undefined);

let files = 0;
/** A file with this content. */
function file(content: string): string {
  files += 1;
  const path = inFolder(`content-${files}`);
  writeFileSync(path, content);
  return path;
}

let server: Server;
let url: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    response.statusCode = request.url === "/files/tool.txt" ? 200 : 404;
    response.end("the tool\n");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/files`;
});

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  removeFolder();
});

test("what was tried with which engine", () => {
  for (const [name, engine] of Object.entries(found))
    if (!engine) process.stderr.write(`test:system: ${name} cannot run a container here: it was not tried\n`);
  expect(engines.map(({ name }) => name)).toContain("buildah");
});

describe.each(engines.map((engine) => [engine.name, engine] as const))("%s", (_, engine) => {
  beforeAll(async () => engine.start?.());
  afterAll(async () => engine.stop?.());
  afterEach(() => expect(engine.left()).toBe(""));

  test("each command is run as the service runs it, one after the other on one machine", async () => {
    const content = [
      'ENV APP="my app" PATH="$PATH:/opt/bin"',
      'RUN echo "app=$APP" && echo "path=$PATH" && GONE=1',
      "RUN mkdir -p /srv && echo kept > /srv/file; cd /srv",
      'RUN echo "file=$(cat /srv/file) gone=$GONE in $(pwd) by $(id -un)"',
      "WORKDIR /var/lib",
      "WORKDIR app",
      "USER web",
      'RUN echo "now in $(pwd) by $(id -un)"',
      "USER root",
      "COPY /srv/file /opt/copied",
      'RUN ["cat", "/opt/copied/file"]',
      "RESTART",
      "CMD nginx",
    ].join("\n");
    const { code, stdout } = await tried(engine, [file(content), ...base]);
    expect(stdout).toContain("app=my app\npath=/");
    expect(stdout).toContain(":/opt/bin\n");
    expect(stdout).toContain("file=kept gone= in / by root\n");
    expect(stdout).toContain("now in /var/lib/app by web\n");
    expect(stdout).toContain('line 11: RUN ["cat", "/opt/copied/file"]\nkept\n');
    expect(stdout).toContain("line 12: RESTART\n  documented: ");
    expect(stdout).toContain("Not tried:\n  line 12: RESTART: a container is not restarted");
    expect(stdout).toContain("A container cannot prove: services and systemd, ");
    expect(stdout).toMatch(/\n11 ran, 0 failed, 2 not tried\.\n$/);
    expect(code).toBe(0);
  });

  test("a command that fails is shown with its line and exit code, and with its own output only", async () => {
    const content = "RUN true\n# why\nRUN printf out && \\\n  printf err >&2 && exit 7\nRUN echo never";
    const { code, stdout, stderr } = await tried(engine, [file(content), ...base]);
    expect(stdout).toContain("line 3: FAILED (exit code 7): RUN printf out &&   printf err >&2 && exit 7\n");
    expect(stdout).toMatch(/\n1 ran, 1 failed \(line 3, exit code 7\), 0 not tried, 1 not reached\.\n$/);
    expect(stdout).not.toContain("never");
    expect(stderr.replace(/^(Getting|Copying|Writing|Storing).*\n/gm, "")).toBe("err");
    expect(code).toBe(3);
  });

  test.each<[string, string]>([
    ["exit 125", "exit code 125"],
    ["no-such-command", "exit code 127"],
    ["kill -9 $$", "exit code "],
  ])("RUN %s is a command that failed, and no failure of the engine", async (script, how) => {
    const { code, stdout } = await tried(engine, ["-", ...base], `RUN ${script}`);
    expect(stdout).toContain(`line 1: FAILED (${how}`);
    expect(code).toBe(3);
  });

  test("a user that does not exist fails where it is named", async () => {
    const { code, stdout } = await tried(engine, ["-", ...base], "USER nginx\nRUN true");
    expect(stdout).toContain("line 1: FAILED (the user does not exist in the container): USER nginx\n");
    expect(code).toBe(3);
  });

  test("a component in YAML: parameters, users, directories, programs, and the output of tasks before", async () => {
    const component = `Parameters:
  who: {Type: String}
  count: {Type: Number, DefaultValue: 2}
Tasks:
  - Name: first
    Action: RunShellCommand
    Properties:
      commandContent: |
        #!/bin/cat
        {{ who }} x {{count}}
  - Name: again
    Action: Reboot
  - Name: second
    Action: RunShellCommand
    Properties:
      commandContent: echo "by $(id -un) in $(pwd)"; test "{{ first.stdout }}" = "#!/bin/cat
        me x 2"
      username: web
      workingDir: /tmp
`;
    const { code, stdout } = await tried(engine, [file(component), "--param", "who=me", ...base]);
    expect(stdout).toContain("#!/bin/cat\nme x 2\n");
    expect(stdout).toContain("by web in /tmp\n");
    expect(stdout).toMatch(/line 13: FAILED \(exit code 1\): RunShellCommand second\n/);
    expect(code).toBe(3);
  });

  test("COPY from a URL, by the wget of the base; without a network, the error says so", async () => {
    const content = `COPY ${url}/tool.txt /opt/tools\nRUN cat /opt/tools/tool.txt\nCOPY ${url}/gone /opt`;
    const { code, stdout } = await tried(engine, ["-", ...base], content);
    const line = engine.hasNetwork ? 3 : 1;
    expect(stdout.includes("\nthe tool\n")).toBe(engine.hasNetwork);
    expect(stdout).toContain(
      `line ${line}: FAILED (exit code 1 of the container's wget; without access to the network, every URL fails here): COPY http`,
    );
    expect(code).toBe(3);
  });

  test("^C ends what runs, also in the background, and leaves nothing", async () => {
    const child = startTry(engine, ["-", ...base], "RUN (setsid sleep 987 &) ; echo begun; sleep 986");
    await until("the command runs", () => child.stdout().includes("\nbegun\n"));
    child.process.kill("SIGINT");
    expect(await child.ended).toBe(130);
    expect(child.stdout()).toContain("line 1: FAILED (interrupted by SIGINT): RUN (setsid");
    await until("no process is left", () => !processes().includes("sleep 98"), { shown: processes });
  });

  test("^C ends what the background starts again and again, and leaves nothing", async () => {
    const supervisor = "(setsid sh -c 'while :; do setsid sleep 984 & sleep 0.01; done' &)";
    const child = startTry(engine, ["-", ...base], `RUN ${supervisor} ; echo begun; sleep 986`);
    await until("the command runs", () => child.stdout().includes("\nbegun\n"));
    child.process.kill("SIGINT");
    expect(await child.ended).toBe(130);
    await until("no process is left", () => !processes().includes("sleep 98"), { shown: processes });
  });

  test("when the time is up, it ends with the command that was running, and leaves nothing", async () => {
    const args = ["-", ...base, "--timeout-minutes", "0.1"];
    const { code, stdout } = await tried(engine, args, "RUN sleep 985");
    expect(stdout).toContain("line 1: FAILED (not done in 0.1 minutes): RUN sleep 985\n");
    expect(code).toBe(3);
    await until("no process is left", () => !processes().includes("sleep 98"), { shown: processes });
  });

  test("a base that is none is an error of the engine, and leaves nothing", async () => {
    const { code, stderr } = await tried(engine, ["-", "--base-root", inFolder("none.tar")], "RUN true");
    expect(stderr).toMatch(
      /pulumi-alicloud-image-builder: \w+ \w+ ended with exit code \d+; what it said is above\. Check the base\.\n$/,
    );
    expect(code).toBe(1);
  });
});

const processes = (): string => execFileSync("ps", ["-eo", "args"], { encoding: "utf8" });

describe("whatever the engine", () => {
  const [engine] = engines as [Engine];

  test("components of a stack, and a test content, which begins as root again", async () => {
    const state = JSON.stringify({
      deployment: {
        resources: [
          {
            type: "alicloud-image-builder:index:ImageComponent",
            id: "ic-1",
            outputs: { regionId: "cn-hangzhou", content: 'ENV INSIDE="1"\nRUN echo in the component' },
          },
        ],
      },
    });
    const build = file('COMPONENT ic-1\nRUN echo "outside=$INSIDE"\nUSER web');
    const args = [build, "--state", "-", "--test", file('RUN test "$(id -un)" = root && exit 9'), ...base];
    const { code, stdout } = await tried(engine, args, state);
    expect(stdout).toContain("line 1, ic-1 line 2: RUN echo in the component\n");
    expect(stdout).toContain("\nin the component\n");
    expect(stdout).toContain("\noutside=\n");
    expect(stdout).toContain("test content, line 1: FAILED (exit code 9)");
    expect(code).toBe(4);
  });

  test("nothing is run of a content that the service refuses, or of which a part cannot be tried", async () => {
    const refused = await tried(engine, ["-", ...base], "RUN echo ran\nADD a b");
    expect(refused.stderr).toContain(
      "the service refuses the content:\n  line 2: ADD is not a command of Image Builder.",
    );
    const unknown = await tried(engine, ["-", ...base], "RUN echo ran\nCOMPONENT ic-9");
    expect(unknown.stderr).toContain(
      "nothing was run, because this cannot be done in a container:\n  line 2: COMPONENT ic-9: its content is not given.",
    );
    const skipped = await tried(engine, ["-", ...base, "--skip-unsupported"], "RUN echo ran\nCOMPONENT ic-9");
    expect([refused.stdout, unknown.stdout, refused.code, unknown.code]).toEqual(["", "", 1, 1]);
    expect(skipped.stdout).toMatch(/\nran\n[\s\S]*\n1 ran, 0 failed, 1 not tried\.\n$/);
    expect(skipped.code).toBe(0);
  });

  test("the simulator runs a build with it, and fails where it fails, with what was printed", async () => {
    const command = `${process.execPath} ${COMMAND} try - --engine ${engine.name} --base-root ${tar}`;
    const { env } = process;
    process.env = { ...env, ...engine.env };
    const simulator = await startSimulator({ speed: 100_000, runBuilds: command });
    try {
      const region = { RegionId: "cn-hangzhou" };
      const component = await call(simulator, "CreateImageComponent", {
        ...region,
        Content: "RUN echo made > /made",
      });
      const create = { ...region, BaseImageType: "IMAGE", BaseImage: "m-1" };
      const named = `COMPONENT ${component.body["ImageComponentId"]}`;
      const results: unknown[] = [];
      for (const contents of [
        { BuildContent: `${named}\nRUN test -e /made` },
        { BuildContent: `${named}\nRUN cat /maid`, TestContent: "RUN true" },
        { BuildContent: named, TestContent: "RUN cat /maid" },
      ]) {
        const { body } = await call(simulator, "CreateImagePipeline", { ...create, ...contents });
        const started = { ...region, ImagePipelineId: String(body["ImagePipelineId"]) };
        const { body: execution } = await call(simulator, "StartImagePipelineExecution", started);
        const describe = () => describeExecution(simulator, String(execution["ExecutionId"]));
        await until("the build ends", async () =>
          /SUCCESS|FAILED/.test(String((await describe())["Status"])),
        );
        const { Status, ErrorInfo = "" } = await describe();
        results.push([Status, /line.*FAILED.*|cat: .*/g.exec(String(ErrorInfo))?.[0]]);
      }
      expect(results).toEqual([
        ["SUCCESS", undefined],
        ["FAILED", expect.stringMatching(/cat: can't open '\/maid'|line 2: FAILED/)],
        ["TEST_FAILED", expect.stringMatching(/cat: can't open '\/maid'|line 1: FAILED/)],
      ]);
    } finally {
      await simulator.close();
      process.env = env;
    }
    expect(engine.left()).toBe("");
  });

  test("without --engine, the first that answers is taken, and the error says how each failed", async () => {
    const only = (programs: string[]): NodeJS.ProcessEnv => {
      files += 1;
      const folder = inFolder(`path-${files}`);
      mkdirSync(folder);
      for (const program of programs) {
        const path = execFileSync("sh", ["-c", `command -v ${program}`], { encoding: "utf8" }).trim();
        symlinkSync(path, join(folder, program));
      }
      return { ...engine.env, DOCKER_HOST: `unix://${inFolder("nothing.sock")}`, PATH: folder };
    };
    writeFileSync(inFolder("fake-docker"), "#!/bin/sh\necho 'no daemon' >&2\nexit 1\n", { mode: 0o755 });
    const env = only([]);
    symlinkSync(inFolder("fake-docker"), join(String(env["PATH"]), "docker"));
    const none = await trying(env, ["-", ...base], "RUN true");
    expect(none.stderr).toBe(
      "pulumi-alicloud-image-builder: no container engine answers. Asked:\n" +
        "  docker version: no daemon\n  podman info: not installed\n  buildah info: not installed\n" +
        "Install or start docker, podman or buildah; --engine names the one to use.\n",
    );
    expect(none.code).toBe(1);
    const first = await trying(only(["buildah"]), ["-", ...base], "RUN true");
    expect(first.stdout).toContain("Trying it in one container of buildah, ");
    expect(first.code).toBe(0);
  });
});
