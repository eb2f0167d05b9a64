import type { Case } from "../case";

const size = "docs/service.md, Parameters of CreateImagePipeline: SystemDiskSize";
const bandwidth = "docs/service.md, Parameters of CreateImagePipeline: InternetMaxBandwidthOut";

interface Rule {
  argument: string;
  parameter: string;
  source: string;
  limits: RegExp;
}

const disk: Rule = {
  argument: "systemDiskSize",
  parameter: "SystemDiskSize",
  source: size,
  limits: /20 to 500/,
};
const network: Rule = {
  argument: "internetMaxBandwidthOut",
  parameter: "InternetMaxBandwidthOut",
  source: bandwidth,
  limits: /0 to 100/,
};

const accepted = (rule: Rule, title: string, value: unknown): Case => ({
  title,
  source: rule.source,
  args: { [rule.argument]: value },
  check: "accept",
  simulator: "accept",
});

const refused = (rule: Rule, title: string, value: unknown, says: RegExp = rule.limits): Case => ({
  title,
  source: rule.source,
  args: { [rule.argument]: value },
  check: { refuse: [rule.argument] },
  says: [says],
  simulator: `InvalidParameter.${rule.parameter}`,
});

/** Every value on the wire is text: what check refuses for its type alone, the service cannot tell apart. */
const refusedForItsType = (rule: Rule, title: string, value: unknown, says: RegExp): Case => ({
  ...refused(rule, title, value, says),
  simulator: "accept",
});

export const numbers: Case[] = [
  accepted(disk, "a system disk of 20 GiB is accepted", 20),
  accepted(disk, "a system disk of 40 GiB, the default, is accepted", 40),
  accepted(disk, "a system disk of 500 GiB is accepted", 500),
  refused(disk, "a system disk of 19 GiB is refused", 19),
  refused(disk, "a system disk of 501 GiB is refused", 501),
  refused(disk, "a system disk of 0 GiB is refused, it does not mean the default", 0),
  refused(disk, "a system disk of less than nothing is refused", -40),
  refused(disk, "a system disk of 40.5 GiB is refused", 40.5, /integer|whole/i),
  refused(disk, "a system disk of a size that is not a number is refused", "large", /number/i),
  refusedForItsType(disk, 'a system disk of "40" is refused: a number is wanted', "40", /number/i),
  refused(disk, "true as the size of the system disk is refused", true, /number/i),
  accepted(network, "a bandwidth of 0 Mbit/s is accepted", 0),
  accepted(network, "a bandwidth of 1 Mbit/s is accepted", 1),
  accepted(network, "a bandwidth of 100 Mbit/s is accepted", 100),
  refused(network, "a bandwidth of -1 Mbit/s is refused", -1),
  refused(network, "a bandwidth of 101 Mbit/s is refused", 101),
  refused(network, "a bandwidth of 0.5 Mbit/s is refused", 0.5, /integer|whole/i),
  refusedForItsType(network, 'a bandwidth of "10" is refused: a number is wanted', "10", /number/i),
];
