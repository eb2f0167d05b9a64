import { warnings } from "../../../../provider/src/resources/image-pipeline/warnings";

describe("a warning names lines and positions, and quotes no content", () => {
  test.each<[Record<string, unknown>, string]>([
    [
      { buildContent: "RUN a\nENTRYPOINT secret\nENTRYPOINT y" },
      "buildContent: lines 2, 3: ENTRYPOINT is run when the system starts, not during the build. Use RUN for what the build has to do; ignore this if the start is what you mean.",
    ],
    [
      { repairMode: "Customized", repairItems: ["fstab", "secret"] },
      "repairItems[1]: is not a documented item (fstab, grub, dhcp, selinux, growpart, cloudinit, aegis, nvme, virtio, standardizedtimezone, bcd, hotfix, disk, update, server, bootmgr, vminit, osloader). The service may not know it.",
    ],
    [
      { buildContent: "RUN curl -O https://example.com/secret" },
      "internetMaxBandwidthOut: is 0, so the intermediate instance has no internet access, but buildContent seems to download something. " +
        "Set it to 1 to 100 (Mbit/s), unless the source of the download is reachable from the VPC.",
    ],
    [
      { advancedOptions: { imageNameSuffix: "disable" } },
      "advancedOptions.imageNameSuffix: with disable, every image of the pipeline has the same name. After the first build, the service may refuse a change or replacement of the pipeline (InvalidImageName.Duplicated). " +
        "Omit imageNameSuffix, or change imageOptions.imageName with each change.",
    ],
  ])("%j", (args, text) => expect(warnings(args)).toEqual([text]));
});

describe("a family's name where an image ID belongs, and the reverse", () => {
  const ID = "m-bp1g7004ksh0oeuc1234";
  const PUBLIC_ID = "aliyun_3_x64_20G_alibase_20240528.vhd";
  const OF_ALIBABA =
    "IMAGE, which takes an image ID, but baseImage has the form of an image family of Alibaba Cloud (acs:…). Set baseImageType to IMAGE_FAMILY.";
  const NO_ID =
    "IMAGE, which takes an image ID, but baseImage does not have the form of one (m-…, or a public image with its release date, like aliyun_3_x64_20G_alibase_20240528.vhd). " +
    "Set baseImageType to IMAGE_FAMILY if it is the name of an image family.";
  const AN_ID =
    "IMAGE_FAMILY, which takes the name of an image family, but baseImage has the form of an image ID. Set baseImageType to IMAGE.";

  test.each([
    ["IMAGE", "acs:ubuntu_22_04_x64", OF_ALIBABA],
    ["IMAGE", "acs:1234567890123456:golden", OF_ALIBABA],
    ["IMAGE", "nightly-web", NO_ID],
    ["IMAGE", "黄金镜像", NO_ID],
    ["IMAGE_FAMILY", ID, AN_ID],
    ["IMAGE_FAMILY", PUBLIC_ID, AN_ID],
  ])("%s with %s is warned about, with what to write", (baseImageType, baseImage, text) => {
    expect(warnings({ baseImageType, baseImage })).toEqual([`baseImageType: is ${text}`]);
  });

  test.each([
    ["IMAGE", ID],
    ["IMAGE", "m-1"],
    ["IMAGE", PUBLIC_ID],
    ["IMAGE", "win2008r2_64_ent_sp1_en-us_40G_alibase_20190318.vhd"],
    ["IMAGE", "centos6u5_64_20G_aliaegis_20140703.vhd"],
    ["IMAGE_FAMILY", "acs:ubuntu_22_04_x64"],
    ["IMAGE_FAMILY", "acs:1234567890123456:golden"],
    ["IMAGE_FAMILY", "nightly-web"],
    ["IMAGE_FAMILY", "m-web"],
    ["IMAGE_FAMILY", "m-nightly-web-server-1"],
    ["IMAGE_FAMILY", "web_20240528"],
    ["IMAGE_FAMILY", "web.v20240528"],
    ["OSS", undefined],
    ["IMAGE", ""],
    [undefined, undefined],
  ])("%s with %s is not", (baseImageType, baseImage) => {
    expect(warnings({ baseImageType, baseImage })).toEqual([]);
  });

  test("a FROM line, which says the same, too", () => {
    const of = (from: string) => warnings({ buildContent: `FROM ${from}\nRUN a` });
    expect(of("IMAGE:acs:ubuntu_22_04_x64")).toEqual([
      "buildContent: FROM names IMAGE, which takes an image ID, but the word after it has the form of an image family of Alibaba Cloud (acs:…). Write FROM IMAGE_FAMILY:….",
    ]);
    expect(of(`IMAGE_FAMILY:${ID}`)).toEqual([
      "buildContent: FROM names IMAGE_FAMILY, which takes the name of an image family, but the word after it has the form of an image ID. Write FROM IMAGE:….",
    ]);
    expect(of(`IMAGE:${ID}`)).toEqual([]);
  });
});

test("an unknown line inside a continuation is not reported separately", () => {
  expect(warnings({ buildContent: "RUN a && \\\n  # inner\n  COPY-like b && \\\n\n  c" })).toEqual([]);
});
