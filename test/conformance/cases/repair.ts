import { accepted, type Case, refused, warned } from "../case";

const mode = "docs/service.md, Parameters of CreateImagePipeline: RepairMode";
const item = "docs/service.md, Repair";
const customized = "docs/service.md, Conditions between parameters: Customized";

const linux = [
  "fstab",
  "grub",
  "dhcp",
  "selinux",
  "growpart",
  "cloudinit",
  "aegis",
  "nvme",
  "virtio",
  "standardizedtimezone",
];
const windows = [
  "bcd",
  "hotfix",
  "disk",
  "update",
  "server",
  "bootmgr",
  "vminit",
  "osloader",
  "virtio",
  "standardizedtimezone",
];

export const repair: Case[] = [
  accepted("the standard repair is accepted", mode, { repairMode: "Standard" }),
  accepted("the full repair is accepted", mode, { repairMode: "All" }),
  ...[...new Set([...linux, ...windows])].map((name) =>
    accepted(`the repair item ${name} is accepted`, item, { repairMode: "Customized", repairItems: [name] }),
  ),
  accepted("all repair items of Linux together are accepted", item, {
    repairMode: "Customized",
    repairItems: linux,
  }),
  accepted("all repair items of Windows together are accepted", item, {
    repairMode: "Customized",
    repairItems: windows,
  }),
  accepted("a repair item given twice is one", "docs/decisions.md: sets without duplicates", {
    repairMode: "Customized",
    repairItems: ["grub", "fstab", "grub"],
  }),
  accepted(
    "an empty list of repair items with the standard repair means none",
    "docs/service.md, The SDK: an empty list or object sends nothing",
    {
      repairMode: "Standard",
      repairItems: [],
    },
  ),
  warned(
    "a repair item that no document names is accepted with a warning: the set is said to grow",
    item,
    { repairMode: "Customized", repairItems: ["fstab", "network"] },
    /repairItems/,
  ),
  warned(
    "a repair item in capitals is accepted with a warning",
    item,
    { repairMode: "Customized", repairItems: ["FSTAB"] },
    /repairItems/,
  ),
  warned(
    "a repair item as the standard package spells it is accepted with a warning",
    item,
    { repairMode: "Customized", repairItems: ["GUESTOS.Fstab"] },
    /repairItems/,
  ),
  warned(
    "repair items with the standard repair are accepted with a warning",
    `${customized}; with other modes: unknown`,
    { repairMode: "Standard", repairItems: ["fstab"] },
    /Customized/,
  ),
  warned(
    "repair items with the full repair are accepted with a warning",
    `${customized}; with other modes: unknown`,
    { repairMode: "All", repairItems: ["fstab"] },
    /Customized/,
  ),
  refused(
    "repair items without a repair mode are refused",
    "docs/service.md, Error codes: MissingParameter.RepairMode; that it stands for items is inferred",
    { repairItems: ["fstab"] },
    "repairMode",
    /^repairMode: is missing; repairItems need it\. Set it to "Customized", or remove repairItems\.$/,
    "MissingParameter.RepairMode",
  ),
  warned(
    "a customized repair without repair items is accepted with a warning",
    customized,
    { repairMode: "Customized" },
    /repairItems/,
  ),
  warned(
    "a customized repair with an empty list of repair items is accepted with a warning",
    `${customized}; docs/service.md, The SDK: an empty list or object sends nothing`,
    { repairMode: "Customized", repairItems: [] },
    /repairItems/,
  ),
  {
    title: "a repair mode in small letters is refused",
    source: mode,
    args: { repairMode: "standard" },
    check: { refuse: ["repairMode"] },
    says: [/Standard/, /All/, /Customized/],
    simulator: "InvalidParameter.RepairMode",
  },
  {
    title: "a repair mode that is not known is refused",
    source: mode,
    args: { repairMode: "None" },
    check: { refuse: ["repairMode"] },
    says: [/Standard/, /All/, /Customized/],
    simulator: "InvalidParameter.RepairMode",
  },
  {
    title: "an empty repair mode is refused",
    source: mode,
    args: { repairMode: "" },
    check: { refuse: ["repairMode"] },
    says: [/Standard/],
    simulator: "InvalidParameter.RepairMode",
  },
  {
    title: "one repair item as text where a list is wanted is refused",
    source: item,
    args: { repairMode: "Customized", repairItems: "fstab" },
    check: { refuse: ["repairItems"] },
    says: [/list|array/i],
    simulator: "InvalidParameter.RepairItem",
  },
  {
    title: "a repair item that is a number is refused by its place",
    source: item,
    args: { repairMode: "Customized", repairItems: ["fstab", 3] },
    check: { refuse: ["repairItems[1]"] },
    says: [/string/i],
    simulator: "accept",
  },
];
