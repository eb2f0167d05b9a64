import { PLUGINS } from "../support/front";
import type { Project, ProjectOptions } from "../support/project";

/** A program without any class of this package, as a resource of the plugin looks to the engine. */
export const pluginProgram = (...statements: string[]): string =>
  [
    'const pulumi = require("@pulumi/pulumi");',
    "const outputs = (...names) => Object.fromEntries(names.map((name) => [name, undefined]));",
    "const resource = (type, ...names) => class extends pulumi.CustomResource {",
    "  constructor(name, args, opts) {",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the program's template.
    "    super(`alicloud-image-builder:index:${type}`, name, { ...outputs(...names), ...args }, opts);",
    "  }",
    "};",
    'const born = ["requestId", "accountId"];',
    'const ImagePipeline = resource("ImagePipeline", "imagePipelineId", "regionId", "name", "tags", ...born);',
    'const ImageComponent = resource("ImageComponent", "imageComponentId", "componentVersion", ...born);',
    'const ImagePipelineExecution = resource("ImagePipelineExecution", "executionId", "status", "imageId", "imageName", ...born);',
    "class Provider extends pulumi.ProviderResource {",
    "  constructor(name, args) {",
    '    super("alicloud-image-builder", name, args);',
    "  }",
    "}",
    ...statements,
    "",
  ].join("\n");

/** A project with the plugin, and its program in JavaScript. */
export async function pluginProject(
  project: (options: ProjectOptions) => Promise<Project>,
  statements: string[],
  options: Partial<ProjectOptions> = {},
): Promise<Project & { program(...statements: string[]): void }> {
  const main = "index.js";
  const made = await project({
    program: "",
    ...options,
    files: {
      "Pulumi.yaml": JSON.stringify({ name: "test", runtime: "nodejs", main, plugins: PLUGINS }),
      "package.json": JSON.stringify({ name: "test", private: true, main }),
      [main]: pluginProgram(...statements),
      ...options.files,
    },
  });
  return { ...made, program: (...changed) => made.write(main, pluginProgram(...changed)) };
}
