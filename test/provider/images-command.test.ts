import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cleanEnvironment, simulatorEnvironment } from "../../tools/lib/clean-environment.cjs";
import { runChild, startChild } from "../support/child";
import { temporaryFolder } from "../support/folder";
import { root } from "../support/root";
import { type NewImage, type Simulator, startSimulator } from "../support/simulator";

jest.setTimeout(60_000);

const HANGZHOU = "cn-hangzhou";
const BEIJING = "cn-beijing";
const BOTH = ["--region", HANGZHOU, "--region", BEIJING];
const command = join(root, "node_modules/.bin/pulumi-alicloud-image-builder");

let simulator: Simulator;
let folder: string;

beforeAll(async () => {
  simulator = await startSimulator();
  folder = temporaryFolder();
});

beforeEach(async () => {
  await simulator.settings({ deny: {} });
  await simulator.reset();
});

afterAll(async () => {
  await simulator.stop();
});

const environment = (): NodeJS.ProcessEnv => ({
  ...cleanEnvironment(process.env),
  ...simulatorEnvironment(simulator),
  ALICLOUD_REGION: HANGZHOU,
});

/** `pulumi-alicloud-image-builder images`, where nobody can be asked. */
const images = (...args: string[]) =>
  runChild(command, ["images", ...args], { cwd: folder, env: environment() });

/** Images m-1, m-2, …, each a day older than the one before. */
const make = (...given: Partial<NewImage>[]) =>
  simulator.makeImages(
    ...given.map((one, index) => ({
      regionId: HANGZHOU,
      imageFamily: "web",
      imageId: `m-${index + 1}`,
      name: `web_exec-${index + 1}`,
      creationTime: `2026-0${9 - index}-01T00:00:00Z`,
      ...one,
    })),
  );

/** Copies of the images m-1, m-2, …, with other IDs and the same names, and without the family. */
const copies = (count: number) =>
  simulator.makeImages(
    ...Array.from({ length: count }, (_, index) => ({
      regionId: BEIJING,
      imageId: `m-b${index + 1}`,
      name: `web_exec-${index + 1}`,
      copied: true,
      creationTime: `2026-0${9 - index}-01T01:00:00Z`,
    })),
  );

const left = async () => (await simulator.state()).images.map(({ id }) => id).sort();
const statuses = async () =>
  Object.fromEntries((await simulator.state()).images.map(({ id, current }) => [id, current["Status"]]));

describe("images list", () => {
  test("shows the images of the account, newest first, with what holds them", async () => {
    await make(
      {},
      { instances: 1, sharedWith: ["1234567890123456"] },
      { imageFamily: "db", status: "Deprecated" },
    );
    const { code, stdout } = await images("list");
    expect(stdout.split("\n").map((line) => line.split(/ {2,}/))).toEqual([
      ["region", "image", "created", "status", "family", "name"],
      [HANGZHOU, "m-1", "2026-09-01T00:00:00Z", "Available", "web", "web_exec-1"],
      [HANGZHOU, "m-2", "2026-08-01T00:00:00Z", "Available", "in use, shared", "web", "web_exec-2"],
      [HANGZHOU, "m-3", "2026-07-01T00:00:00Z", "Deprecated", "db", "web_exec-3"],
      [""],
    ]);
    expect(code).toBe(0);
  });

  test("prints JSON, of what is selected, in every region", async () => {
    await make({ tags: { team: "a" } }, { imageFamily: "db" });
    await copies(2);
    const { stdout } = await images("list", ...BOTH, "--family", "web", "--name-prefix", "web_", "--json");
    expect(JSON.parse(stdout)).toEqual([
      expect.objectContaining({
        regionId: HANGZHOU,
        imageId: "m-1",
        name: "web_exec-1",
        family: "web",
        status: "Available",
        usage: "none",
        shared: false,
        public: false,
        tags: { team: "a" },
        snapshotIds: [expect.stringMatching(/^s-/)],
      }),
      expect.objectContaining({ regionId: BEIJING, imageId: "m-b1" }),
      expect.objectContaining({ regionId: BEIJING, imageId: "m-b2" }),
    ]);
    expect((await images("list", "--family", "none")).stdout).toBe("No image in cn-hangzhou.\n");
  });
});

describe("images prune", () => {
  test("in a dry run says what would go and why the rest stays, and changes nothing", async () => {
    await make({}, { instances: 1 }, {}, {});
    const { code, stdout } = await images("prune", "--family", "web", "--keep", "1", "--dry-run");
    expect(stdout.split("\n").map((line) => line.replaceAll(/ {2,}/g, "|"))).toEqual([
      "|region|image|created|name|because",
      "keep|cn-hangzhou|m-1|2026-09-01T00:00:00Z|web_exec-1|one of the newest 1",
      "skip|cn-hangzhou|m-2|2026-08-01T00:00:00Z|web_exec-2|instances use it",
      "delete|cn-hangzhou|m-3|2026-07-01T00:00:00Z|web_exec-3|not one of the newest 1",
      "delete|cn-hangzhou|m-4|2026-06-01T00:00:00Z|web_exec-4|not one of the newest 1",
      "",
      "dry run: would have deleted 2 images, kept 1, skipped 1: 1 × instances use it",
      "",
    ]);
    expect(code).toBe(3);
    expect(await left()).toHaveLength(4);
    expect((await images("prune", "--family", "web", "--keep", "4", "--dry-run")).code).toBe(0);
  });

  test("deletes without a question if it is told so, as cron does, and prints JSON", async () => {
    await make({}, {}, {});
    await copies(3);
    const selector = ["--family", "web", "--name-prefix", "web_"];
    const { code, stdout, stderr } = await images(
      "prune",
      ...BOTH,
      ...selector,
      "--keep",
      "1",
      "--yes",
      "--json",
    );
    expect(JSON.parse(stdout)).toEqual({
      deleted: [
        { regionId: HANGZHOU, imageId: "m-2" },
        { regionId: HANGZHOU, imageId: "m-3" },
        { regionId: BEIJING, imageId: "m-b2" },
        { regionId: BEIJING, imageId: "m-b3" },
      ],
      deprecated: [],
      kept: [
        { regionId: HANGZHOU, imageId: "m-1" },
        { regionId: BEIJING, imageId: "m-b1" },
      ],
      skipped: [],
      pending: [],
    });
    expect([code, stderr]).toEqual([0, ""]);
    expect(await left()).toEqual(["m-1", "m-b1"]);
    expect((await simulator.state()).snapshots).toHaveLength(2);
  });

  test("where nobody can be asked, changes nothing without --yes and makes no call", async () => {
    await make({}, {});
    const { code, stderr } = await images("prune", "--family", "web", "--keep", "1");
    expect(stderr).toBe(
      "pulumi-alicloud-image-builder: nobody can be asked here, and nothing was changed. Use --dry-run to see what would go, and --yes to let it go.\n",
    );
    expect(code).toBe(1);
    expect((await simulator.state()).calls["DescribeImages"]).toBeUndefined();
  });

  test.each([
    ["yes", ["m-1"], "deleted 1 image, kept 1, skipped 0"],
    ["no", ["m-1", "m-2"], "Nothing was changed."],
  ])("at a terminal asks, and takes %j for what it is", async (answer, remaining, says) => {
    await make({}, {});
    const terminal = [
      "import os, pty, sys",
      "def read(fd):",
      "    data = os.read(fd, 1024)",
      "    if b'Type yes' in data: os.write(fd, sys.argv[1].encode() + b'\\n')",
      "    return data",
      "pty.spawn(sys.argv[2:], read)",
    ].join("\n");
    const args = [command, "images", "prune", "--family", "web", "--keep", "1"];
    const child = startChild("python3", ["-c", terminal, answer, process.execPath, ...args], {
      env: environment(),
    });
    await child.ended;
    expect(child.stdout()).toContain("Delete 1 image with its snapshots? Type yes: ");
    expect(child.stdout()).toContain(says);
    expect(await left()).toEqual(remaining);
  });

  test("never touches what a stack still names, or a tag excludes", async () => {
    await make({}, {}, { tags: { hold: "yes" } }, {});
    const file = join(folder, "stack.json");
    const resources = [{ urn: "u", type: "t", outputs: { imageIds: { [HANGZHOU]: "m-2" } } }];
    writeFileSync(file, JSON.stringify({ version: 3, deployment: { resources } }));
    const protection = ["--state", file, "--exclude-tag", "hold=yes", "--keep-image", "m-4"];
    const { stdout } = await images("prune", "--family", "web", "--keep", "1", ...protection, "--yes");
    expect(stdout).toContain(
      "deleted 0 images, kept 1, skipped 3: 1 × a given state names it, 1 × it has a tag of excludeTags, 1 × it is in keepImageIds",
    );
    expect(await left()).toHaveLength(4);
    const piped = ["prune", "--family", "web", "--keep", "1", "--keep-image", "m-3", "--state", "-", "--yes"];
    const { code } = await runChild(command, ["images", ...piped], {
      cwd: folder,
      env: environment(),
      input: readFileSync(file, "utf8"),
    });
    expect([code, await left()]).toEqual([0, ["m-1", "m-2", "m-3"]]);
    const wrong = join(folder, "notes.txt");
    writeFileSync(wrong, "m-2");
    const { stderr } = await images("prune", "--family", "web", "--keep", "1", "--state", wrong, "--yes");
    expect(stderr).toContain("notes.txt: this is not a stack export.");
  });

  test("of which a part fails says what is left, and exits with 1", async () => {
    await make({}, {});
    await simulator.settings({ deny: { DeleteImage: "Forbidden.RAM" } });
    const { code, stdout, stderr } = await images("prune", "--family", "web", "--keep", "1", "--yes");
    expect(stdout).toContain("deleted 0 images, kept 1, skipped 0");
    expect(stderr).toMatch(
      /^pulumi-alicloud-image-builder: image retention: not everything was deleted\. Left: m-2 in cn-hangzhou\. DeleteImage in cn-hangzhou: Forbidden\.RAM/,
    );
    expect(code).toBe(1);
  });
});

describe("images rollback and restore", () => {
  const inRegions = ["--family", "web", ...BOTH];

  test("take the newest image and its copies out of the family, and back", async () => {
    await make({}, {}, {});
    await copies(3);
    const dry = await images("rollback", ...inRegions, "--dry-run");
    expect(dry.stdout).toBe("cn-beijing  m-b1  would be deprecated\ncn-hangzhou  m-1  would be deprecated\n");
    expect(Object.values(await statuses())).toEqual(Array(6).fill("Available"));

    const { code, stdout } = await images("rollback", ...inRegions);
    expect(stdout).toBe(
      "cn-beijing  m-b1  deprecated\ncn-hangzhou  m-1  deprecated\nFamily web points to m-2 (2026-08-01T00:00:00Z) in cn-hangzhou.\n",
    );
    expect(code).toBe(0);
    expect(await statuses()).toEqual({
      ...{ "m-1": "Deprecated", "m-2": "Available", "m-3": "Available" },
      ...{ "m-b1": "Deprecated", "m-b2": "Available", "m-b3": "Available" },
    });
    // A retention does not take the way back: the image stays until as many newer ones are available.
    expect((await images("prune", "--family", "web", "--keep", "2", "--yes")).stdout).toContain(
      "deleted 0 images",
    );

    expect((await images("restore", ...inRegions)).stdout).toBe(
      "cn-beijing  m-b1  restored\ncn-hangzhou  m-1  restored\nFamily web points to m-1 (2026-09-01T00:00:00Z) in cn-hangzhou.\n",
    );
    expect(Object.values(await statuses())).toEqual(Array(6).fill("Available"));
  });

  test("a rollback that fails half way continues with the same image", async () => {
    await make({}, {}, {});
    await copies(2);
    await simulator.setImage("m-1", { sharedWith: ["1234567890123456"] });
    expect((await images("rollback", ...inRegions)).stderr).toContain(
      "image m-1 in cn-hangzhou is shared with other accounts, and a shared image cannot be deprecated. Nothing was changed. Use --unshare to end its sharing.",
    );
    await simulator.settings({ deny: { ModifyImageSharePermission: "Forbidden.RAM" } });
    const { code, stderr } = await images("rollback", ...inRegions, "--unshare");
    expect(stderr).toMatch(
      /Image m-1 in cn-hangzhou was not deprecated\. Done: m-b1 in cn-beijing\. Run this again to continue\.\n$/,
    );
    expect(code).toBe(1);
    await simulator.settings({ deny: {} });
    const { stdout } = await images("rollback", ...inRegions, "--unshare");
    expect(stdout).toContain("cn-hangzhou  m-1  deprecated\n");
    expect(await statuses()).toMatchObject({ "m-1": "Deprecated", "m-2": "Available", "m-b2": "Available" });
  });

  test("refuse what would leave a region without an image, or would not change the family", async () => {
    await make({}, {}, { imageFamily: "db", status: "Deprecated", imageId: "m-db" });
    await copies(1);
    expect((await images("restore", "--family", "web", "--image", "m-db")).stderr).toContain(
      "image m-db in cn-hangzhou is in family db, not in web. Nothing was changed.",
    );
    expect((await images("rollback", ...inRegions)).stderr).toContain(
      "image m-b1 in cn-beijing is the only available one there: m-2, the one before it in cn-hangzhou, has no copy. Nothing was changed. Leave cn-beijing out, or copy the image there.",
    );
    await simulator.setImage("m-2", { status: "Deprecated" });
    expect((await images("rollback", "--family", "web")).stderr).toContain(
      "family web has one available image only in cn-hangzhou, m-1: a rollback would leave it without an image. Nothing was changed.",
    );
    expect((await images("restore", "--family", "web")).stderr).toContain(
      "the newest deprecated image of family web in cn-hangzhou, m-2, is older than m-1, to which the family points, so restoring it would not change that. Nothing was changed. Use --image m-2 to restore it all the same.",
    );
    expect(await statuses()).toEqual({
      ...{ "m-1": "Available", "m-2": "Deprecated", "m-b1": "Available", "m-db": "Deprecated" },
    });
    expect((await images("restore", "--family", "web", "--image", "m-2")).stdout).toBe(
      "cn-hangzhou  m-2  restored\nFamily web points to m-1 (2026-09-01T00:00:00Z) in cn-hangzhou.\n",
    );
    expect((await images("restore", "--family", "web")).stderr).toContain(
      "family web has no deprecated image in cn-hangzhou. Check --family, the first --region and the account.",
    );
    expect((await images("rollback", "--family", "none")).stderr).toContain(
      "family none has no available image in cn-hangzhou. Check --family, the first --region and the account.",
    );
    expect((await images("rollback")).stderr).toContain("images rollback needs --family FAMILY.");
  });

  test("an empty family is not the images of all families, and another family's image is not restored", async () => {
    await make({}, {}, { imageFamily: "db" });
    for (const command of ["rollback", "restore"]) {
      expect(await images(command, "--family", "")).toMatchObject({
        code: 1,
        stderr: expect.stringContaining(`images ${command} needs --family FAMILY, which is empty.`),
      });
    }
    expect((await images("restore", "--family", "web", "--image", "m-3")).stderr).toContain(
      "image m-3 in cn-hangzhou is in family db, not in web. Nothing was changed.",
    );
    expect((await images("restore", "--family", "web", "--image", "m-9")).stderr).toContain(
      "image m-9 was not found in cn-hangzhou. Check --image, --region and the account.",
    );
    expect(new Set(Object.values(await statuses()))).toEqual(new Set(["Available"]));
  });

  test("a rollback names a region that has no copy of the image", async () => {
    await make({}, {});
    expect(await images("rollback", "--family", "web", ...BOTH)).toMatchObject({
      code: 0,
      stderr: "cn-beijing has no available copy of image m-1, so nothing changes there.\n",
    });
  });
});

test("images --help has all commands", async () => {
  const { code, stdout } = await images("--help");
  expect(stdout).toMatch(/^Usage: pulumi-alicloud-image-builder images list /);
  expect(code).toBe(0);
  for (const option of ["--keep", "--older-than-days", "--exclude-tag", "--yes", "--unshare"])
    expect(stdout).toContain(option);
});
