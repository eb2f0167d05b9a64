import { join } from "node:path";
import ts from "typescript";
import { root } from "../support/root";

/*
 * What the compiler and the editor say about a program, asked of TypeScript's own language service with the built
 * declarations. One program has all cases, each in a block of its own, and one service has the programs of both entries.
 */

const ENTRIES = ["index", "plugin"] as const;

const refused: [entry: string, code: string, message: string][] = [
  [
    "a typo in a documented value, with the value that was meant",
    'new ImagePipeline("x", { baseImageType: "IMAGE_FAMLY" })',
    `Type '"IMAGE_FAMLY"' is not assignable to type 'Input<Choice<"IMAGE" | "IMAGE_FAMILY" | "OSS", "IMAGE_FAMLY">> | undefined'. Did you mean '"IMAGE_FAMILY"'?`,
  ],
  [
    "beside a right one",
    'new ImagePipeline("x", { baseImageType: "IMAGE", repairMode: "Standrd" })',
    `Type '"Standrd"' is not assignable to type 'Input<Choice<"Standard" | "All" | "Customized", "IMAGE" | "Standrd">> | undefined'. Did you mean '"Standard"'?`,
  ],
  [
    "in a nested argument",
    'new ImagePipeline("x", { imageOptions: { imageFeatures: { nvmeSupport: "suported" } } })',
    `Type '"suported"' is not assignable to type 'Input<Choice<"supported" | "unsupported" | "auto", "suported">> | undefined'. Did you mean '"supported"'?`,
  ],
  [
    "in a list",
    'new ImagePipeline("x", { importImageOptions: { diskDeviceMappings: [{ format: "QCOW" }] } })',
    `Type '"QCOW"' is not assignable to type 'Input<Choice<"" | "RAW" | "VHD" | "QCOW2", "QCOW">> | undefined'. Did you mean '"QCOW2"'?`,
  ],
  [
    "a value of another argument",
    'new ImageComponent("x", { content: "RUN true", componentType: "Linux", systemType: "Linux" })',
    `Type '"Linux"' is not assignable to type 'Input<Choice<"Build" | "Test", "Linux">> | undefined'.`,
  ],
  [
    "one of two that a condition gives",
    'new ImagePipeline("x", { baseImageType: some ? "IMAGE" : "FAMILY" })',
    `Type '"IMAGE" | "FAMILY"' is not assignable to type 'Input<Choice<"IMAGE" | "IMAGE_FAMILY" | "OSS", "FAMILY">> | undefined'.`,
  ],
  [
    "a typo in the action of a retention",
    'new ImageRetention("x", { action: "delet", imageFamily: "web" })',
    `Type '"delet"' is not assignable to type 'Input<Choice<"delete" | "deprecate", "delet">>'. Did you mean '"delete"'?`,
  ],
  [
    "a typo in a golden image",
    'new GoldenImage("x", { baseImageType: "IMAGES" })',
    `Type '"IMAGES"' is not assignable to type 'Input<Choice<"IMAGE" | "IMAGE_FAMILY" | "OSS", "IMAGES">> | undefined'. Did you mean '"IMAGE"'?`,
  ],
  [
    "a wrong name, with the nearest",
    'new ImagePipeline("x", { baseImageTyp: "IMAGE" })',
    "Object literal may only specify known properties, but 'baseImageTyp' does not exist in type 'ImagePipelineArgs<string>'. Did you mean to write 'baseImageType'?",
  ],
  [
    // The preview names the nearest: test/unit/resources/image-pipeline/unknowns.test.ts.
    "a wrong name in a nested argument",
    'new ImagePipeline("x", { imageOptions: { imagName: "web" } })',
    "Object literal may only specify known properties, and 'imagName' does not exist in type 'Input<ImagePipelineImageOptionsArgs<string>>'.",
  ],
  ["no arguments", 'new ImagePipeline("x")', "Expected 2-3 arguments, but got 1."],
];

const accepted: [title: string, code: string][] = [
  ["a string that is known only at run time", 'new ImagePipeline("x", { baseImageType: text })'],
  ["an output of a string", 'new ImagePipeline("x", { baseImageType: output })'],
  ["a promise of a string", 'new ImagePipeline("x", { baseImageType: Promise.resolve(text) })'],
  ["an input of a string", 'new ImagePipeline("x", { baseImageType: input })'],
  ["any value", 'new ImagePipeline("x", { baseImageType: JSON.parse(text) })'],
  ["a string beside a literal", 'new ImagePipeline("x", { baseImageType: text, repairMode: "All" })'],
  ["the documented values by name", 'new ImagePipeline("x", { baseImageType: BaseImageType.Image })'],
  [
    "arguments that were made before",
    'const args = { baseImageType: "IMAGE" }; new ImagePipeline("x", args)',
  ],
  [
    "arguments of the declared type, completed",
    'const args: ImagePipelineArgs = { repairMode: text }; new ImagePipeline("x", { ...args, baseImageType: "OSS" })',
  ],
  [
    "nested arguments that come later",
    'new ImagePipeline("x", { imageOptions: output.apply((name) => ({ imageName: name, imageFeatures: { nvmeSupport: "auto" } })) })',
  ],
  ["a list of pipelines", '[new ImagePipeline("x", { baseImageType: "OSS" })] satisfies ImagePipeline[]'],
  [
    "a class of the program's own",
    'class Web extends ImagePipeline { constructor(name: string) { super(name, { baseImageType: "IMAGE" }); } } new Web("x")',
  ],
  [
    "a function that takes any pipeline",
    'const f = (p: ImagePipeline) => p.imagePipelineId; f(new ImagePipeline("x", { baseImageType: "IMAGE" }))',
  ],
];

const COMPLETED: [title: string, code: string, values: string[]][] = [
  ["in a declaration", 'new ImagePipeline("x", { baseImageType: "" })', ["IMAGE", "IMAGE_FAMILY", "OSS"]],
  [
    "in a nested argument",
    'new ImagePipeline("x", { baseImageType: "IMAGE", imageOptions: { imageFeatures: { nvmeSupport: "" } } })',
    ["supported", "unsupported", "auto"],
  ],
  [
    "beside a text that is not known",
    'new ImagePipeline("x", { baseImageType: text, repairMode: "" })',
    ["Standard", "All", "Customized"],
  ],
  [
    "in arguments that are declared before",
    'const args: ImagePipelineArgs = { baseImageType: "" };',
    ["IMAGE", "IMAGE_FAMILY", "OSS"],
  ],
];

const fileOf = (entry: string) => join(root, `test/unit/program-of-a-user-${entry}.ts`);
const codes = [...refused, ...accepted, ...COMPLETED].map(([, code]) => code);
const programOf = (entry: string) =>
  `import type { Input, Output } from "@pulumi/pulumi";
import { BaseImageType, GoldenImage, ImageComponent, ImagePipeline, type ImagePipelineArgs, ImageRetention } from "${join(root, "provider/dist", entry)}";
declare const text: string, some: boolean, output: Output<string>, input: Input<string>;
void [BaseImageType, GoldenImage, ImageComponent, ImageRetention, some, output, input];
${codes.map((code) => `{ ${code}; }\n`).join("")}`;

const service = languageService(new Map(ENTRIES.map((entry) => [fileOf(entry), programOf(entry)])));

describe.each(ENTRIES)("in a program that imports the entry %s,", (entry) => {
  const [file, program] = [fileOf(entry), programOf(entry)];
  const startOf = (code: string) => program.indexOf(`{ ${code}; }\n`) + 2;
  const errors = [...service.getSyntacticDiagnostics(file), ...service.getSemanticDiagnostics(file)];
  const errorsOf = (code: string) =>
    errors
      .filter(({ start = -1 }) => start >= startOf(code) && start <= startOf(code) + code.length)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n").split("\n")[0]);

  test.each(refused)("the compiler refuses %s", (_title, code, message) => {
    expect(errorsOf(code)).toEqual([message]);
  });

  test.each(accepted)("the compiler accepts %s", (_title, code) => {
    expect(errorsOf(code)).toEqual([]);
  });

  test.each(COMPLETED)("the editor offers the documented values %s", (_title, code, values) => {
    const at = startOf(code) + code.indexOf('""') + 1;
    const offered = service.getCompletionsAtPosition(file, at, undefined)?.entries.map(({ name }) => name);
    expect(offered).toEqual(values);
  });
});

function languageService(programs: ReadonlyMap<string, string>): ts.LanguageService {
  const read = (name: string) => programs.get(name) ?? ts.sys.readFile(name);
  return ts.createLanguageService({
    getScriptFileNames: () => [...programs.keys()],
    getScriptVersion: () => "1",
    getScriptSnapshot: (name) => {
      const content = read(name);
      return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
    },
    getCurrentDirectory: () => root,
    getCompilationSettings: () => ({
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      types: [],
      target: ts.ScriptTarget.ES2022,
      lib: ["lib.es2022.d.ts"],
      module: ts.ModuleKind.Node16,
      moduleResolution: ts.ModuleResolutionKind.Node16,
    }),
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (name) => programs.has(name) || ts.sys.fileExists(name),
    readFile: read,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
  });
}
