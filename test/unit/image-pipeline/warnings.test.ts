import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { warnings } from "../../../provider/src/image-pipeline/warnings";

const dist = join(__dirname, "../../../provider/dist");

/** The modules that a program has loaded after it ran the code. */
function loadedBy(code: string): string[] {
  const script = `${code};process.stdout.write(JSON.stringify(Object.keys(require.cache)))`;
  return JSON.parse(execFileSync(process.execPath, ["-e", script], { encoding: "utf8", cwd: dist }));
}

const heavy = (modules: string[]) =>
  modules.filter((file) => /node_modules\/(zod|dockerfile-ast|@alicloud|@darabonba)\//.test(file));

test("a program that imports the package loads neither the rules nor the SDK", () => {
  expect(heavy(loadedBy('require("./index.js")'))).toEqual([]);
});

test("a content of plain instructions loads no parser", () => {
  const content = "# comment\nFROM IMAGE:m-1\nRUN a && \\\n  b\n\nCOMPONENT ic-1\n";
  const code = `require("./image-pipeline/warnings.js").warnings({ buildContent: ${JSON.stringify(content)} })`;
  expect(heavy(loadedBy(code))).toEqual([]);
});

test("the provider's host loads the SDK for a call only, not for check and diff", () => {
  const modules = loadedBy('require("./host.js").imagePipeline.check({}, { regionId: "cn-hangzhou" })');
  expect(modules.filter((file) => /node_modules\/(@alicloud|@darabonba)\//.test(file))).toEqual([]);
});

describe("a warning names lines and positions, and quotes no content", () => {
  test.each<[Record<string, unknown>, string]>([
    [
      { buildContent: "RUN a\nCOPY secret /x\nENTRYPOINT y" },
      "buildContent: lines 2, 3: not one of the instructions that are known to work (FROM, RUN, COMPONENT). If the service does not know it, the build fails.",
    ],
    [
      { repairMode: "Customized", repairItems: ["fstab", "secret"] },
      "repairItems[1]: it is none of the documented items (fstab, grub, dhcp, selinux, growpart, cloudinit, aegis, nvme, virtio, standardizedtimezone, bcd, hotfix, disk, update, server, bootmgr, vminit, osloader). The service may not know it.",
    ],
    [
      { buildContent: "RUN curl -O https://example.com/secret" },
      "internetMaxBandwidthOut: it is 0, so the intermediate instance has no internet access, but buildContent seems to download something. " +
        "Set it (1 to 100 Mbit/s), unless what is downloaded is reachable from within the VPC.",
    ],
  ])("%j", (args, text) => expect(warnings(args)).toEqual([text]));
});

test("an odd line within a continuation is none of its own", () => {
  expect(warnings({ buildContent: "RUN a && \\\n  # inner\n  COPY-like b && \\\n\n  c" })).toEqual([]);
});
