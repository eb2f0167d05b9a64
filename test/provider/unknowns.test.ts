import type { DynamicHost, Properties } from "../support/dynamic-host";
import { __provider, declared, startHost, UNKNOWN } from "./stand";

jest.setTimeout(60_000);

let host: DynamicHost;

beforeAll(async () => {
  host = await startHost();
});

const reasonsFor = async (inputs: Properties) =>
  (await host.check({}, inputs)).failures.map(({ reason }) => reason);

describe("a value that is not known yet is left as it is", () => {
  test.each<[string, Properties]>([
    ["at the top", { name: UNKNOWN, systemDiskSize: UNKNOWN, deleteInstanceOnFailure: UNKNOWN }],
    ["in a map", { tags: { team: UNKNOWN, owner: "me" } }],
    ["two levels down", { imageOptions: { imageName: UNKNOWN, imageFeatures: { nvmeSupport: UNKNOWN } } }],
    [
      "three levels down, in a list",
      {
        importImageOptions: {
          diskDeviceMappings: [
            { ossBucket: "images", ossObject: "a.raw" },
            { ossBucket: UNKNOWN, format: UNKNOWN, diskImageSize: UNKNOWN },
          ],
        },
      },
    ],
    [
      "as an element of a list",
      { importImageOptions: { diskDeviceMappings: [UNKNOWN, { ossBucket: "images" }] } },
    ],
    ["in place of a whole map", { tags: UNKNOWN }],
    ["in place of a whole list", { toRegionIds: UNKNOWN, repairItems: UNKNOWN }],
    [
      "in place of a whole object",
      { imageOptions: UNKNOWN, importImageOptions: UNKNOWN, advancedOptions: UNKNOWN },
    ],
    ["in place of the region", { regionId: UNKNOWN }],
  ])("%s", async (_, unknown) => {
    const { inputs, failures } = await host.check({}, declared(unknown));
    expect(failures).toEqual([]);
    expect(inputs).toMatchObject(unknown);
  });

  test("in a set: its order and every element stay, also those that look alike", async () => {
    const unknown = {
      toRegionIds: [UNKNOWN, "cn-shanghai", UNKNOWN, "cn-beijing", "cn-shanghai"],
      addAccounts: ["2", UNKNOWN, 1],
      repairMode: "Customized",
      repairItems: ["grub", UNKNOWN, "fstab"],
    };
    const { inputs, failures } = await host.check({}, declared(unknown));
    expect(failures).toEqual([]);
    expect(inputs).toMatchObject({ ...unknown, addAccounts: ["2", UNKNOWN, "1"] });
  });

  test("as everything at once", async () => {
    const everything = Object.fromEntries(
      ["baseImageType", "baseImage", "buildContent", "testContent", "imageName", "imageFamily", "nvmeSupport"]
        .concat("repairMode", "instanceType", "vswitchId", "resourceGroupId", "internetMaxBandwidthOut")
        .map((name) => [name, UNKNOWN]),
    );
    const { inputs, failures } = await host.check({}, { __provider, ...everything });
    expect(failures).toEqual([]);
    expect(inputs).toMatchObject(everything);
  });
});

describe("rules that do not need the value still run", () => {
  test.each<[string, Properties, string[]]>([
    [
      "beside an unknown field of the same disk",
      {
        importImageOptions: {
          diskDeviceMappings: [{ format: UNKNOWN }, { format: "ISO", ossBucket: UNKNOWN, diskImageSize: 0 }],
        },
      },
      [
        "importImageOptions.diskDeviceMappings[1].format: is a text of 3 characters; it must be one of RAW, VHD, QCOW2.",
        "importImageOptions.diskDeviceMappings[1].diskImageSize: is 0; it must be a whole number from 1 to 2048 (GiB).",
      ],
    ],
    [
      "on the key of an unknown tag value",
      { tags: { "acs:x": UNKNOWN } },
      [
        'tags["acs:x"]: the tag key starts with "acs:", which is reserved for Alibaba Cloud. Use another prefix.',
      ],
    ],
    [
      "on the name of an argument whose value is unknown",
      { nmae: UNKNOWN },
      ["nmae: unknown argument. Did you mean name? Correct or remove it."],
    ],
    [
      "on the known elements of a set",
      { toRegionIds: [UNKNOWN, "Hangzhou"] },
      [
        "toRegionIds[1]: is not a region ID; it must be lower-case letters, digits and hyphens, like cn-hangzhou.",
      ],
    ],
    [
      "on the boot mode, with an unknown disk",
      { importImageOptions: { architecture: "arm64", bootMode: "BIOS", diskDeviceMappings: UNKNOWN } },
      [
        "importImageOptions.bootMode: is BIOS; with architecture arm64 it must be UEFI. Omit it, or set it to UEFI.",
      ],
    ],
  ])("%s", async (_, inputs, expected) => {
    expect(await reasonsFor(declared(inputs))).toEqual(expected);
  });
});

describe("rules that need the value wait for it", () => {
  test.each<[string, Properties]>([
    ["the base image, while the build content may name it", { __provider, buildContent: UNKNOWN }],
    [
      "agreement with the FROM line, while the base image is unknown",
      declared({ baseImage: UNKNOWN, buildContent: "FROM IMAGE:m-other\nRUN a" }),
    ],
    [
      "the need of importImageOptions, while the type is unknown",
      { __provider, baseImageType: UNKNOWN, baseImage: "m-1" },
    ],
    [
      "the need of a base image, while the type may be OSS",
      { __provider, baseImageType: UNKNOWN, importImageOptions: { roleName: "importer" } },
    ],
    [
      "the boot mode, while the architecture is unknown",
      {
        ...declared(),
        importImageOptions: { architecture: UNKNOWN, bootMode: "BIOS" },
      },
    ],
    [
      "agreement of a deprecated argument, while its successor is unknown",
      declared({ imageName: "web", imageOptions: UNKNOWN }),
    ],
    [
      "the number of regions, where unknown ones may be the same",
      declared({
        toRegionIds: [...Array.from({ length: 20 }, (_, index) => `cn-r${index}`), UNKNOWN, UNKNOWN],
      }),
    ],
  ])("%s", async (_, inputs) => {
    expect(await reasonsFor(inputs)).toEqual([]);
  });
});

describe("diff counts what is not known yet as different", () => {
  test.each<[string, Properties, Properties, string[]]>([
    ["the name", { name: "web" }, { name: UNKNOWN }, ["name"]],
    ["the build content", { buildContent: "RUN a" }, { buildContent: UNKNOWN }, ["buildContent"]],
    [
      "an element of a set",
      { toRegionIds: ["cn-beijing", "cn-shanghai"] },
      { toRegionIds: [UNKNOWN, "cn-beijing"] },
      ["toRegionIds"],
    ],
    [
      "three levels down",
      { importImageOptions: { diskDeviceMappings: [{ format: "RAW" }] } },
      { importImageOptions: { diskDeviceMappings: [{ format: UNKNOWN }] } },
      ["importImageOptions"],
    ],
    ["a tag: still in place", { tags: { team: "a" } }, { tags: { team: UNKNOWN } }, []],
  ])("%s", async (_, before, after, replaces) => {
    const { inputs: olds } = await host.check({}, declared(before));
    const { inputs: news } = await host.check({}, declared(after));
    expect(await host.diff("ip-1", olds, news)).toEqual({
      changes: replaces.length > 0 ? "some" : "unknown",
      replaces,
      deleteBeforeReplace: false,
    });
  });
});
