import * as fc from "fast-check";
import { minimal } from "./case";

/**
 * Declarations that keep every rule of docs/service.md, Parameters of CreateImagePipeline, each argument
 * present or absent on its own.
 */

const letters = fc.constantFrom(..."abzABZ中文镜像");
const nameMarks = fc.constantFrom(..."abz09AZ中文:_.-");
const familyMarks = fc.constantFrom(..."abz09AZ中文:_-");

const name = (longest: number, marks: fc.Arbitrary<string> = nameMarks): fc.Arbitrary<string> =>
  fc
    .tuple(letters, fc.array(marks, { minLength: 1, maxLength: longest - 1, size: "max" }))
    .map(([first, rest]) => first + rest.join(""));

const family = name(128, familyMarks).filter(
  (text) => !text.startsWith("aliyun") && !text.startsWith("acs:"),
);

const description = fc
  .string({ unit: "grapheme", minLength: 2, maxLength: 100 })
  .filter((text) => !/^https?:\/\//.test(text) && [...text].length >= 2 && [...text].length <= 256);

const id = (prefix: string): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom(..."abcxyz0189"), { minLength: 8, maxLength: 20 })
    .map((characters) => prefix + characters.join(""));

const tagText = (shortest: number): fc.Arbitrary<string> =>
  fc
    .string({ unit: fc.constantFrom(..."ab1 中文./:_-"), minLength: shortest, maxLength: 128 })
    .filter((text) => !/^(aliyun|acs:)|https?:\/\//.test(text));

const tags = fc.dictionary(tagText(1), tagText(0), { maxKeys: 20, noNullPrototype: true });

const command = fc.oneof(
  fc.constantFrom(
    "RUN echo 你好",
    "RUN yum install -y nginx",
    "COMPONENT ic-bp12dvdzvr9k90001",
    "# why",
    "",
    "   ",
  ),
  fc.constantFrom(
    "RUN make && \\\n    make install",
    "RUN <<EOF\necho 1\nRUN 2\nEOF",
    "RUN a \\\n# why\n  b",
  ),
  fc.constantFrom("run echo small", "RUN\techo tab", "  RUN echo indented", "ENV A=b", "RUN echo $((1<<4))"),
  fc.constantFrom("RUN cat <<< word", "RUN cat <<'A' > a && cat <<B\n1\nA\n2\nB", "RUN echo 'it''s' \"so\""),
  fc.nat(400).map((length) => `RUN echo ${"x".repeat(length)}`),
  fc.string({ unit: "grapheme", maxLength: 30 }).map((text) => `RUN echo ${text}`),
);

const lineEnd = fc.constantFrom("\n", "\r\n");

const commands = (most: number): fc.Arbitrary<string> =>
  fc
    .tuple(fc.array(command, { maxLength: most, size: "max" }), lineEnd, fc.boolean())
    .map(([list, end, atTheEnd]) => list.join(end) + (atTheEnd ? end : ""));

const content = fc.oneof({ arbitrary: commands(12), weight: 15 }, { arbitrary: commands(140), weight: 1 });

const account = fc.oneof(
  id("").map((text) => text.replace(/\D/g, "7")),
  fc.integer({ min: 1_000_000_000, max: Number.MAX_SAFE_INTEGER }),
);

const regionId = fc.constantFrom(
  "cn-hangzhou",
  "cn-beijing",
  "cn-shanghai",
  "ap-southeast-1",
  "eu-central-1",
);

const nvme = fc.constantFrom("supported", "unsupported", "auto");

const some = <T extends Record<string, fc.Arbitrary<unknown>>>(model: T) =>
  fc.record(model, { requiredKeys: [] });

const mapping = fc.record(
  {
    ossBucket: id("bucket-"),
    ossObject: id("object/"),
    format: fc.constantFrom("RAW", "VHD", "QCOW2", ""),
    diskImageSize: fc.integer({ min: 1, max: 2048 }),
  },
  { requiredKeys: ["ossBucket", "ossObject"] },
);

const boot = fc.constantFrom(
  {},
  { architecture: "x86_64" },
  { architecture: "arm64" },
  { bootMode: "BIOS" },
  { bootMode: "UEFI" },
  { architecture: "x86_64", bootMode: "BIOS" },
  { architecture: "x86_64", bootMode: "UEFI" },
  { architecture: "arm64", bootMode: "UEFI" },
);

const importImageOptions = fc
  .tuple(
    boot,
    fc.record(
      {
        diskDeviceMappings: fc.array(mapping, { minLength: 1, maxLength: 17 }),
        osType: fc.constantFrom("windows", "linux"),
        platform: fc.constantFrom(
          "Aliyun",
          "Fedora CoreOS",
          "Others Linux",
          "Windows Server 2022",
          "Other Windows",
        ),
        licenseType: fc.constantFrom("Auto", "Aliyun", "BYOL"),
        features: some({
          imdsSupport: fc.constantFrom("v1", "v2"),
          nvmeSupport: fc.constantFrom("supported", "unsupported"),
        }),
        retentionStrategy: fc.constantFrom(
          "RetainOnlySuccessful",
          "RetainOnlyFailed",
          "RetainAlways",
          "RetainNever",
        ),
        retainImportedImage: fc.boolean(),
        imageName: fc.string({ unit: "grapheme", minLength: 1, maxLength: 80 }),
        description: fc.string({ unit: "grapheme", minLength: 1, maxLength: 80 }),
        importImageTags: fc.dictionary(fc.string({ minLength: 1 }), fc.string(), { noNullPrototype: true }),
        roleName: id("Role"),
      },
      { requiredKeys: ["diskDeviceMappings"] },
    ),
  )
  .map(([one, other]) => ({ ...one, ...other }));

const base = fc.oneof(
  fc.record({ baseImageType: fc.constant("IMAGE"), baseImage: id("m-") }),
  fc.record({
    baseImageType: fc.constant("IMAGE_FAMILY"),
    baseImage: fc.oneof(family, id("acs:")),
  }),
  fc.record({ baseImageType: fc.constant("OSS"), importImageOptions }),
);

const imageOptions = some({
  imageName: name(64),
  imageFamily: family,
  description,
  imageFeatures: some({ nvmeSupport: nvme }),
  imageTags: tags,
});

const rest = fc.record(
  {
    regionId,
    name: name(128),
    description,
    testContent: content,
    instanceType: fc.constantFrom("ecs.g6.large", "ecs.g8y.xlarge"),
    systemDiskSize: fc.integer({ min: 20, max: 500 }),
    internetMaxBandwidthOut: fc.integer({ min: 0, max: 100 }),
    deleteInstanceOnFailure: fc.boolean(),
    vswitchId: id("vsw-"),
    resourceGroupId: id("rg-"),
    addAccounts: fc.array(account, { maxLength: 20 }),
    toRegionIds: fc.array(regionId, { maxLength: 20 }),
    tags,
    imageOptions,
    advancedOptions: some({
      imageNameSuffix: fc.constant("disable"),
      retainCloudAssistant: fc.boolean(),
    }),
    repairMode: fc.constantFrom("Standard", "All", "Customized"),
    repairItems: fc.array(fc.constantFrom("fstab", "grub", "bcd", "virtio", "later"), { maxLength: 8 }),
  },
  { requiredKeys: ["regionId"] },
);

/** The base image as arguments, as a FROM line, or as both; a content without either rule broken. */
const withBase = fc
  .tuple(base, fc.option(content, { nil: undefined }), fc.constantFrom("arguments", "FROM", "both"), lineEnd)
  .map(([image, text, place, end]): Record<string, unknown> => {
    if (place === "arguments" || !("baseImage" in image)) {
      return text === undefined ? image : { ...image, buildContent: text };
    }
    const buildContent = [`FROM ${image.baseImageType}:${image.baseImage}`, text ?? "RUN true"].join(end);
    return place === "both" ? { ...image, buildContent } : { buildContent };
  });

const deprecated = some({ imageName: name(64), imageFamily: family, nvmeSupport: nvme });

/** Mostly right: texts in the contents are free, so that some declarations are refused. */
export const declarations: fc.Arbitrary<Record<string, unknown>> = fc
  .tuple(rest, withBase, fc.option(deprecated, { nil: {}, freq: 2 }))
  .map(([one, two, three]) => ({ ...one, ...two, ...("imageOptions" in one ? {} : three) }));

const edges = fc.constantFrom<unknown>(
  "",
  "x",
  0,
  -1,
  1.5,
  2 ** 53,
  true,
  null,
  [],
  {},
  [""],
  [{}],
  { "": "" },
  "\n",
);

/** A declaration with one of its arguments, or an argument that nobody knows, replaced by something odd. */
export const oddDeclarations: fc.Arbitrary<Record<string, unknown>> = fc
  .tuple(declarations, fc.nat(), edges, fc.boolean())
  .map(([args, pick, edge, unknownName]) => {
    const keys = Object.keys(args);
    const key = unknownName ? "unheardOf" : (keys[pick % keys.length] ?? "name");
    return { ...args, [key]: edge };
  });

const pieces = fc.constantFrom(
  ...["http://", "https://", "http:", "aliyun", "Aliyun", "acs:", "ACS:", "www", "a", "Z", "0", "9"],
  ...["中", "文", "〇", "㐀", "𠮷", "々", "ー", "あ", "ア", "한", "Ａ", "é", "ß", "я", "😀", "，", "。", "·"],
  ...[
    "_",
    "-",
    ".",
    ":",
    "/",
    "@",
    " ",
    "\t",
    "\n",
    "\r\n",
    "\u00a0",
    "\u200b",
    "\u0000",
    "'",
    '"',
    "e\u0301",
  ],
);

const textOfPieces = fc
  .tuple(
    fc.array(pieces, { maxLength: 4 }),
    pieces,
    fc.constantFrom(0, 0, 0, 1, 62, 63, 64, 126, 127, 128, 254, 255, 256),
  )
  .map(([first, piece, times]) => first.join("") + piece.repeat(times));

const plainWith = (...arguments_: readonly ((text: string) => Record<string, unknown>)[]) =>
  fc.constantFrom(...arguments_);

const anyText = plainWith(
  (name) => ({ name }),
  (description) => ({ description }),
  (imageName) => ({ imageName }),
  (imageFamily) => ({ imageFamily }),
  (imageName) => ({ imageOptions: { imageName } }),
  (imageFamily) => ({ imageOptions: { imageFamily } }),
  (description) => ({ imageOptions: { description } }),
  (key) => ({ imageOptions: { imageTags: { [key]: "web" } } }),
  (value) => ({ imageOptions: { imageTags: { team: value } } }),
  (key) => ({ tags: { [key]: "web" } }),
  (value) => ({ tags: { team: value } }),
  (text) => ({ toRegionIds: [text] }),
  (text) => ({ addAccounts: [text] }),
  (regionId) => ({ regionId }),
  (text) => ({ repairMode: "Customized", repairItems: [[...text].slice(0, 100).join("")] }),
  (text) => ({ importImageOptions: { roleName: text, imageName: text, description: text } }),
  (text) => ({ importImageOptions: { importImageTags: { [text]: text } } }),
  (text) => ({ importImageOptions: { diskDeviceMappings: [{ ossBucket: text, ossObject: text }] } }),
  (imageNameSuffix) => ({ advancedOptions: { imageNameSuffix } }),
  (buildContent) => ({ buildContent }),
  (testContent) => ({ testContent }),
);

/** Whether a thing of that ID exists is the service's to say: one with blanks in it, or hundreds of characters long, never does. */
const anyId = plainWith(
  (baseImage) => ({ baseImage }),
  (baseImage) => ({ baseImageType: "IMAGE_FAMILY", baseImage }),
  (instanceType) => ({ instanceType }),
  (vswitchId) => ({ vswitchId }),
  (resourceGroupId) => ({ resourceGroupId }),
);

/** A plain declaration with one text at the edge of what is allowed. */
export const declarationsOfOddText: fc.Arbitrary<Record<string, unknown>> = fc.oneof(
  fc.tuple(textOfPieces, anyText).map(([text, place]) => ({ ...minimal, ...place(text) })),
  fc.tuple(textOfPieces, anyId).map(([text, place]) => ({
    ...minimal,
    ...place([...text.replace(/[\s\p{Cf}\p{Cc}]/gu, "")].slice(0, 60).join("")),
  })),
);

const parts = fc.constantFrom(
  ...[
    "RUN echo 1",
    "RUN echo 1 \\",
    "RUN echo 1 \\\\",
    "RUN echo 1 \\ ",
    "RUN echo '\\",
    "  more",
    "",
    "  ",
    "\t",
  ],
  ...[
    "# why",
    "# why \\",
    "  # why",
    "RUN # why",
    "#",
    "# escape=`",
    "RUN a `",
    "RUN",
    "COMPONENT ic-1",
    "run x",
  ],
  ...[
    "RUN <<EOF",
    "RUN <<-EOF",
    "RUN <<'EOF'",
    'RUN <<"EOF"',
    "RUN cat <<EOF > a",
    "RUN cat <<A <<B",
    "RUN cat <<< EOF",
  ],
  ...[
    "EOF",
    "\tEOF",
    " EOF",
    "EOF ",
    "A",
    "B",
    "RUN echo $((1<<EOF))",
    'RUN echo "<<EOF"',

    "RUN 0<<EOF",
  ],
  ...["ENV A=b", "COPY <<EOF /a", "ENV A=<<EOF", "SHELL x", "Tasks:", "- a: b", "key: value"],
);

/** Contents of parts that are hard to count, filled up with plain commands to about 127. */
export const declarationsAboutTheLimit: fc.Arbitrary<Record<string, unknown>> = fc
  .tuple(
    fc.array(parts, { minLength: 1, maxLength: 8 }),
    fc.integer({ min: 119, max: 128 }),
    fc.boolean(),
    lineEnd,
  )
  .map(([hard, plain, first, end]) => {
    const runs = Array.from({ length: plain }, (_, index) => `RUN echo ${index}`);
    return { ...minimal, buildContent: (first ? [...hard, ...runs] : [...runs, ...hard]).join(end) };
  });
