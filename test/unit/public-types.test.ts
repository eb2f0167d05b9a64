import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type { FoundImagePipeline, ImagePipelineExecution } from "../../provider/src/index";

const dist = join(__dirname, "../../provider/dist");

/** Every package that the declarations import, from the entry on. */
function packagesFrom(file: string, seen = new Set<string>()): Set<string> {
  const packages = new Set<string>();
  if (seen.has(file)) return packages;
  seen.add(file);
  for (const [, name = ""] of readFileSync(file, "utf8").matchAll(/(?:from|import\()\s*"([^"]+)"/g)) {
    if (!name.startsWith(".")) packages.add(name);
    else for (const inner of packagesFrom(`${join(dirname(file), name)}.d.ts`, seen)) packages.add(inner);
  }
  return packages;
}

test.each([
  ["index.d.ts", ["@pulumi/pulumi"]],
  ["plugin.d.ts", ["@pulumi/pulumi"]],
  ["testing.d.ts", ["@pulumi/pulumi"]],
  ["servers/dynamic/host.d.ts", []],
])(
  "a program's compiler checks no types but ours and Pulumi's: neither zod's nor the SDK's (%s)",
  (entry, packages) => {
    expect([...packagesFrom(join(dist, entry))]).toEqual(packages);
  },
);

test("the compiler makes a program say what it does when a build has no image", async () => {
  // The types are what is tested here: `npm run typecheck` refuses this line if imageId were always a text.
  const missing: ImagePipelineExecution["imageId"] = pulumi.output<string | undefined>(undefined);
  // @ts-expect-error Passed on as it is, where a text is needed.
  const needed: pulumi.Output<string> = missing;
  expect(needed).toBe(missing);
});

test("a found pipeline can have a value that is newer than this release, and the compiler still knows the documented ones", () => {
  const found: Pick<FoundImagePipeline, "repairMode" | "importImageOptions"> = {
    repairMode: "SomethingNew",
    importImageOptions: { bootMode: "UEFI-Preferred" },
  };
  const documented: NonNullable<FoundImagePipeline["repairMode"]>[] = ["Standard", "All", "Customized"];
  expect(documented).not.toContain(found.repairMode);
});
