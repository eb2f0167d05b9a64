import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(__dirname, "../..");
const read = (file: string): string => readFileSync(join(root, file), "utf8");

test("the picture of an up is what its script draws, with the same steps in both languages", () => {
  const folder = mkdtempSync(join(tmpdir(), "pictures-"));
  try {
    execFileSync(process.execPath, [join(root, "tools/pictures/up.mjs"), folder]);
    for (const file of ["up.svg", "up.zh-CN.svg"])
      expect(readFileSync(join(folder, file), "utf8")).toBe(read(`docs/${file}`));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const arrows = (file: string) => read(file).match(/<path class="arrow[^>]*>/g);
  expect(arrows("docs/up.svg")?.length).toBeGreaterThan(10);
  expect(arrows("docs/up.zh-CN.svg")).toEqual(arrows("docs/up.svg"));
  expect(read("docs/up.zh-CN.svg")).toMatch(/\p{Script=Han}/u);
});

test("the pictures are small, readable in light and dark, and name no folder of a machine", () => {
  const sizes: Record<string, number> = {
    "docs/demo.svg": 400_000,
    "docs/up.svg": 20_000,
    "docs/up.zh-CN.svg": 20_000,
    "simulator/pictures/page-en.png": 150_000,
    "simulator/pictures/page-zh.png": 150_000,
  };
  for (const [file, most] of Object.entries(sizes))
    expect([file, statSync(join(root, file)).size <= most]).toEqual([file, true]);
  for (const file of ["docs/up.svg", "docs/up.zh-CN.svg"])
    expect(read(file)).toContain("@media (prefers-color-scheme: dark)");
  const demo = read("docs/demo.svg");
  expect(demo).toContain("prefers-reduced-motion");
  expect(demo).toContain("ImagePipeline");
  expect(demo).not.toMatch(/\/(root|home|tmp|work)\/|\.cache/);
});
