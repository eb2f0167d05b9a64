import { accepted, type Case, fromOss, many, refused } from "../case";

const disks = "docs/service.md, Import of an image file: DiskDeviceMappings";
const file = { ossBucket: "images", ossObject: "centos.raw" };
const mappings = (count: number): Record<string, unknown>[] =>
  many(count, (n) => ({ ossBucket: "images", ossObject: `disk-${n}.raw` }));

interface Choice {
  field: string;
  parameter: string;
  values: readonly [string, string, ...string[]];
  /** Refused: in other letters, or a neighbour's value. */
  wrong: readonly string[];
}

const choices: readonly Choice[] = [
  {
    field: "architecture",
    parameter: "Architecture",
    values: ["x86_64", "arm64"],
    wrong: ["X86_64", "i386"],
  },
  { field: "bootMode", parameter: "BootMode", values: ["BIOS", "UEFI"], wrong: ["uefi", "UEFI-Preferred"] },
  { field: "osType", parameter: "OSType", values: ["windows", "linux"], wrong: ["Linux", "macos"] },
  {
    field: "licenseType",
    parameter: "LicenseType",
    values: ["Auto", "Aliyun", "BYOL"],
    wrong: ["auto", "None"],
  },
  {
    field: "features.imdsSupport",
    parameter: "Features.ImdsSupport",
    values: ["v1", "v2"],
    wrong: ["V2", "v3"],
  },
  {
    field: "features.nvmeSupport",
    parameter: "Features.NvmeSupport",
    values: ["supported", "unsupported"],
    wrong: ["auto", "Supported"],
  },
  {
    field: "retentionStrategy",
    parameter: "RetentionStrategy",
    values: ["RetainOnlySuccessful", "RetainOnlyFailed", "RetainAlways", "RetainNever"],
    wrong: ["retainAlways", "Always"],
  },
  {
    field: "platform",
    parameter: "Platform",
    values: [
      "Aliyun",
      "Anolis",
      "CentOS",
      "Ubuntu",
      "CoreOS",
      "SUSE",
      "Debian",
      "OpenSUSE",
      "FreeBSD",
      "RedHat",
      "Kylin",
      "UOS",
      "Fedora",
      "Fedora CoreOS",
      "CentOS Stream",
      "AlmaLinux",
      "Rocky Linux",
      "Gentoo",
      "Customized Linux",
      "Others Linux",
      "Windows Server 2022",
      "Windows Server 2019",
      "Windows Server 2016",
      "Windows Server 2012",
      "Windows Server 2008",
      "Windows Server 2003",
      "Other Windows",
    ],
    wrong: ["ubuntu", "Other Linux", "Others Windows", "Windows Server 2025"],
  },
];

/** What is documented for Windows, too. */
const forWindows = { buildContent: "COMPONENT ic-bp12dvdzvr9k90001" };

const at = (field: string, value: string): Record<string, unknown> => {
  const [outer = field, inner] = field.split(".");
  return inner ? { [outer]: { [inner]: value } } : { [outer]: value };
};

const word = (allowed: string): RegExp => new RegExp(`(?<![a-z])${allowed}`);

/** Two of them have no code of their own. */
const code = (parameter: string): string =>
  ["Features.ImdsSupport", "RetentionStrategy"].includes(parameter)
    ? `InvalidParameter.ImportImageOptions.${parameter}`
    : `InvalidParameter.ImportImageOptions${parameter.replace(".", "")}`;

const chosen: Case[] = choices.flatMap(({ field, parameter, values, wrong }) => [
  ...values.map((value) =>
    accepted(
      `${field} ${value} of an import is accepted`,
      `docs/service.md, Import of an image file: ${parameter}`,
      { ...fromOss(at(field, value)), ...(/windows/i.test(value) && forWindows) },
    ),
  ),
  ...wrong.map(
    (value): Case => ({
      title: `${field} ${value} of an import is refused`,
      source: `docs/service.md, Import of an image file: ${parameter}`,
      args: fromOss(at(field, value)),
      check: { refuse: [`importImageOptions.${field}`] },
      says: [word(values[0]), word(values[1])],
      simulator: code(parameter),
    }),
  ),
]);

const formats: Case[] = [
  ...["RAW", "VHD", "QCOW2"].map((format) =>
    accepted(
      `an image file of format ${format} is accepted`,
      disks,
      fromOss({
        diskDeviceMappings: [{ ...file, format }],
      }),
    ),
  ),
  accepted(
    "an empty format, the documented default, means that it is detected",
    disks,
    fromOss({
      diskDeviceMappings: [{ ...file, format: "" }],
    }),
  ),
  {
    title: "a format in small letters is refused",
    source: disks,
    args: fromOss({ diskDeviceMappings: [{ ...file, format: "qcow2" }] }),
    check: { refuse: ["importImageOptions.diskDeviceMappings[0].format"] },
    says: [/RAW/, /VHD/, /QCOW2/],
    simulator: "InvalidParameter.ImportImageOptionsDiskDeviceMappingsFormat",
  },
  {
    title: "the format of the third disk is refused by its place",
    source: disks,
    args: fromOss({ diskDeviceMappings: [file, file, { ...file, format: "VMDK" }] }),
    check: { refuse: ["importImageOptions.diskDeviceMappings[2].format"] },
    says: [/RAW/, /VHD/, /QCOW2/],
    simulator: "InvalidParameter.ImportImageOptionsDiskDeviceMappingsFormat",
  },
];

const size = "docs/service.md, Import of an image file: DiskImageSize";
const sized = (diskImageSize: unknown): Record<string, unknown> => ({
  diskDeviceMappings: [{ ...file, diskImageSize }],
});

const refusedSize = (
  title: string,
  value: unknown,
  says: RegExp,
  simulator = "InvalidOperation.DiskImageSizeExceeded",
): Case =>
  refused(
    title,
    size,
    fromOss(sized(value)),
    "importImageOptions.diskDeviceMappings[0].diskImageSize",
    says,
    simulator,
  );

const sizes: Case[] = [
  accepted("an imported disk of 1 GiB is accepted", size, fromOss(sized(1))),
  accepted("an imported disk of 2048 GiB is accepted", size, fromOss(sized(2048))),
  accepted(
    "imported disks of several sizes are accepted",
    size,
    fromOss({
      diskDeviceMappings: [
        { ...file, diskImageSize: 40 },
        { ...file, diskImageSize: 2048 },
      ],
    }),
  ),
  refusedSize("an imported disk of 0 GiB is refused", 0, /1 to 2,?048/),
  refusedSize("an imported disk of 2049 GiB is refused", 2049, /1 to 2,?048/),
  refusedSize("an imported disk of less than nothing is refused", -1, /1 to 2,?048/),
  refusedSize("an imported disk of 1.5 GiB is refused", 1.5, /integer|whole/i),
  refusedSize('an imported disk of "40" GiB is refused: a number is wanted', "40", /number/i, "accept"),
  {
    title: "a data disk of 2049 GiB is refused by its place",
    source: size,
    args: fromOss({ diskDeviceMappings: [file, { ...file, diskImageSize: 2049 }] }),
    check: { refuse: ["importImageOptions.diskDeviceMappings[1].diskImageSize"] },
    says: [/1 to 2,?048/],
    simulator: "InvalidOperation.DiskImageSizeExceeded",
  },
];

const counts: Case[] = [
  accepted(
    "a system disk and 16 data disks are accepted",
    disks,
    fromOss({ diskDeviceMappings: mappings(17) }),
  ),
  {
    title: "a system disk and 17 data disks are refused",
    source: disks,
    args: fromOss({ diskDeviceMappings: mappings(18) }),
    check: { refuse: ["importImageOptions.diskDeviceMappings"] },
    says: [/17/],
    simulator: "InvalidImportImageOptionsDiskDeviceMappings.LengthLimitExceeded",
  },
  accepted(
    "two disks from the same file are two disks, not one",
    disks,
    fromOss({
      diskDeviceMappings: [file, file],
    }),
  ),
  {
    title: "one disk where a list is wanted is refused",
    source: disks,
    args: fromOss({ diskDeviceMappings: file }),
    check: { refuse: ["importImageOptions.diskDeviceMappings"] },
    says: [/list|array/i],
    simulator: [
      "InvalidParameter.ImportImageOptions.DiskDeviceMappings.OSSBucket",
      "InvalidParameter.ImportImageOptions.DiskDeviceMappings.OSSObject",
    ],
  },
  {
    title: "a disk that is only the name of a file is refused",
    source: disks,
    args: fromOss({ diskDeviceMappings: ["centos.raw"] }),
    check: { refuse: ["importImageOptions.diskDeviceMappings[0]"] },
    says: [/object/i],
    simulator: "InvalidParameter.ImportImageOptions.DiskDeviceMappings.1",
  },
  {
    title: "a number as the bucket of a disk is refused",
    source: disks,
    args: fromOss({ diskDeviceMappings: [{ ...file, ossBucket: 777 }] }),
    check: { refuse: ["importImageOptions.diskDeviceMappings[0].ossBucket"] },
    says: [/string/i],
    simulator: "accept",
  },
  {
    title: "a number as the object of a disk is refused",
    source: disks,
    args: fromOss({ diskDeviceMappings: [{ ...file, ossObject: 7 }] }),
    check: { refuse: ["importImageOptions.diskDeviceMappings[0].ossObject"] },
    says: [/string/i],
    simulator: "accept",
  },
];

const missing = "docs/service.md, Conditions between parameters: `OSS`";
const disk = (index: number, part: string): string =>
  `importImageOptions.diskDeviceMappings[${index}].${part}`;

const needed: Case[] = [
  refused(
    "an import without disks is refused",
    missing,
    { ...fromOss(), importImageOptions: { osType: "linux" } },
    "importImageOptions.diskDeviceMappings",
    /is missing; baseImageType OSS requires it\. Set it to a list/,
    "MissingParameter.ImageOptionsDiskDeviceMappings",
  ),
  refused(
    "an import with an empty list of disks is refused",
    missing,
    fromOss({ diskDeviceMappings: [], osType: "linux" }),
    "importImageOptions.diskDeviceMappings",
    /is missing; baseImageType OSS requires it\. Set it to a list/,
    "MissingParameter.ImageOptionsDiskDeviceMappings",
  ),
  refused(
    "a disk without a bucket is refused by its place",
    missing,
    fromOss({ diskDeviceMappings: [file, { ossObject: "data.raw" }] }),
    disk(1, "ossBucket"),
    /is missing; baseImageType OSS requires it\. Set it to the name of the OSS bucket/,
    "MissingParameter.ImportImageOptionsDiskDeviceMappingsOSSBucket",
  ),
  refused(
    "a disk without an object is refused by its place",
    missing,
    fromOss({ diskDeviceMappings: [{ ossBucket: "images" }] }),
    disk(0, "ossObject"),
    /is missing; baseImageType OSS requires it\. Set it to the key/,
    "MissingParameter.ImportImageOptionsDiskDeviceMappingsOSSObject",
  ),
];

const inBucket = (ossBucket: string) => fromOss({ diskDeviceMappings: [{ ...file, ossBucket }] });
const keyed = (ossObject: string) => fromOss({ diskDeviceMappings: [{ ...file, ossObject }] });

const namesInOss: Case[] = [
  ...[
    ["3 characters", "a-1"],
    ["63 characters", `${"a".repeat(62)}0`],
    ["digits first and last", "0-bucket-9"],
  ].map(([what, bucket = ""]) =>
    accepted(`a bucket whose name has ${what} is accepted`, disks, inBucket(bucket)),
  ),
  ...[
    ["2 characters", "ab"],
    ["64 characters", "a".repeat(64)],
    ["a capital letter", "Images"],
    ["an underscore", "my_images"],
    ["a period", "my.images"],
    ["a dash at its beginning", "-images"],
    ["a dash at its end", "images-"],
    ["a scheme before it", "oss://images"],
  ].map(([what, bucket = ""]) =>
    refused(
      `a bucket whose name has ${what} is refused`,
      disks,
      inBucket(bucket),
      disk(0, "ossBucket"),
      /it must be 3 to 63 lower-case letters, digits and dashes, with no dash first or last/,
      "InvalidParameter.ImportImageOptionsDiskDeviceMappingsOSSBucket",
    ),
  ),
  ...[
    ["one character", "a"],
    ["1023 bytes", "a".repeat(1023)],
    ["folders", "images/2025/centos 7.raw"],
    ["Chinese characters", "镜像/系统盘.raw"],
    ["341 Chinese characters", "镜".repeat(341)],
  ].map(([what, object = ""]) =>
    accepted(`an object whose key has ${what} is accepted`, disks, keyed(object)),
  ),
  ...(
    [
      ["1024 bytes", "a".repeat(1024), /is 1024 bytes of UTF-8; at most 1023/],
      ["342 Chinese characters", "镜".repeat(342), /is 1026 bytes of UTF-8; at most 1023/],
      ["a slash at its beginning", "/centos.raw", /begins with a slash/],
      ["a backslash at its beginning", "\\centos.raw", /begins with a slash or backslash/],
      ["a URL at its beginning", "https://images.oss/centos.raw", /begins with http:\/\/ or https:\/\//],
    ] as const
  ).map(([what, object, says]) =>
    refused(
      `an object whose key has ${what} is refused`,
      disks,
      keyed(object),
      disk(0, "ossObject"),
      says,
      "InvalidParameter.ImportImageOptionsDiskDeviceMappingsOSSObject",
    ),
  ),
];

const boot = "docs/service.md, Conditions between parameters: arm64";
const retention = "docs/service.md, Conditions between parameters: RetainImportedImage and RetentionStrategy";

const conditions: Case[] = [
  accepted(
    "arm64 that boots by UEFI is accepted",
    boot,
    fromOss({ architecture: "arm64", bootMode: "UEFI" }),
  ),
  accepted(
    "x86_64 that boots by UEFI is accepted",
    boot,
    fromOss({ architecture: "x86_64", bootMode: "UEFI" }),
  ),
  {
    title: "arm64 that boots by BIOS is refused",
    source: boot,
    args: fromOss({ architecture: "arm64", bootMode: "BIOS" }),
    check: { refuse: ["importImageOptions.bootMode"] },
    says: [/UEFI/, /arm64/],
    simulator: "InvalidParameter.ImportImageOptionsBootMode",
  },
  accepted(
    "an imported image that is kept in the deprecated way is accepted",
    retention,
    fromOss({
      retainImportedImage: true,
    }),
  ),
  {
    title: "both ways to keep the imported image are accepted with a warning: which one holds is unknown",
    source: retention,
    args: fromOss({ retainImportedImage: true, retentionStrategy: "RetainAlways" }),
    check: "warn",
    says: [/retentionStrategy/, /retainImportedImage/],
    simulator: "accept",
  },
  {
    title: 'retainImportedImage "yes" is refused',
    source: "docs/service.md, Import of an image file: RetainImportedImage",
    args: fromOss({ retainImportedImage: "yes" }),
    check: { refuse: ["importImageOptions.retainImportedImage"] },
    says: [/true.*false|boolean/i],
    simulator: "InvalidParameter.ImportImageOptions.RetainImportedImage",
  },
];

const free = "docs/service.md, Import of an image file: no rule stated";

const freeText: Case[] = [
  accepted(
    "a role for the import is accepted",
    free,
    fromOss({ roleName: "AliyunECSImageImportDefaultRole" }),
  ),
  accepted(
    "a name and a description of the imported image without known rules are accepted",
    free,
    fromOss({
      imageName: "1 imported image",
      description: "http://wiki.example.com/",
    }),
  ),
  ...(["imageName", "description", "roleName"] as const).map(
    (field): Case => ({
      title: `a number as the ${field} of an import is refused`,
      source: free,
      args: fromOss({ [field]: 42 }),
      check: { refuse: [`importImageOptions.${field}`] },
      says: [/string/i],
      simulator: "accept",
    }),
  ),
  {
    title: "import options that are text are refused",
    source: "docs/service.md, Parameters of CreateImagePipeline: ImportImageOptions",
    args: { baseImageType: "OSS", baseImage: undefined, importImageOptions: "oss://images/centos.raw" },
    check: { refuse: ["importImageOptions"] },
    says: [/object/i],
    simulator: ["InvalidParameter.ImportImageOptions", "MissingParameter"],
  },
];

export const importImageOptions: Case[] = [
  ...chosen,
  ...formats,
  ...sizes,
  ...counts,
  ...needed,
  ...namesInOss,
  ...conditions,
  ...freeText,
];
