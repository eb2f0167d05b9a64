import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { hasGo } from "../support/go";
import { root } from "../support/root";

// With a cold cache, Go compiles Pulumi's SDK.
jest.setTimeout(900_000);

const run = promisify(execFile);

test("the SDKs are what the generator makes of the schema, and Go compiles its own; without Go, what is recorded", async () => {
  const script = join(root, "tools/generate-sdks.mjs");
  await run(process.execPath, [script, hasGo ? "--compare" : "--check"]);
  const options = { cwd: join(root, "sdk/go/imagebuilder"), env: { ...process.env, GOWORK: "off" } };
  if (hasGo)
    expect(await run("go", ["vet", "-mod=readonly", "./..."], options)).toMatchObject({ stdout: "" });
});

test("the Python SDK installs into an environment, and has every resource, lookup and enumeration", async () => {
  const python = join(root, ".tools/python-programs/bin/python");
  if (!existsSync(python)) throw new Error(`there is no ${python}: run \`npm test\`, which makes it`);
  const program = [
    "import json, pulumi, pulumi_alicloud_image_builder as sdk",
    "names = [name for name in dir(sdk) if name[0].isupper() or name.startswith('get_')]",
    "print(json.dumps([names, sdk.BaseImageType.IMAGE_FAMILY.value, sdk.__file__]))",
  ];
  const { stdout } = await run(python, ["-W", "error", "-c", program.join("\n")]);
  const [names, family, file] = JSON.parse(stdout);
  expect(names).toEqual(
    expect.arrayContaining([
      ...[
        "ImageComponent",
        "ImagePipeline",
        "ImagePipelineArgs",
        "ImagePipelineExecution",
        "ImageRetention",
        "Provider",
      ],
      ...["BaseImageType", "RepairMode", "get_image_components", "get_image_pipeline"],
      ...["get_image_pipeline_executions", "get_image_pipelines", "get_image_pipelines_output"],
      ...["get_images", "get_images_output", "get_image_from_family"],
    ]),
  );
  expect(family).toBe("IMAGE_FAMILY");
  expect(file).toMatch(join(root, ".tools/python-programs"));
});
