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

test("an unknown line inside a continuation is not reported separately", () => {
  expect(warnings({ buildContent: "RUN a && \\\n  # inner\n  COPY-like b && \\\n\n  c" })).toEqual([]);
});
