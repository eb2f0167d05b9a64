import { accepted, type Case, refused } from "../case";

const size = "docs/service.md, Parameters of CreateImagePipeline: SystemDiskSize";
const bandwidth = "docs/service.md, Parameters of CreateImagePipeline: InternetMaxBandwidthOut";

const refusedDisk = (
  title: string,
  value: unknown,
  says = /20 to 500/,
  simulator = "InvalidSystemDiskSize.NotSupportedValue",
) => refused(title, size, { systemDiskSize: value }, "systemDiskSize", says, simulator);

const refusedBandwidth = (
  title: string,
  value: unknown,
  says = /0 to 100/,
  simulator = "InvalidInternetMaxBandwidthOut.NotSupportedValue",
) =>
  refused(title, bandwidth, { internetMaxBandwidthOut: value }, "internetMaxBandwidthOut", says, simulator);

// Every value on the wire is text: what check refuses for its type alone, the service cannot tell apart.
export const numbers: Case[] = [
  accepted("a system disk of 20 GiB is accepted", size, { systemDiskSize: 20 }),
  accepted("a system disk of 40 GiB, the default, is accepted", size, { systemDiskSize: 40 }),
  accepted("a system disk of 500 GiB is accepted", size, { systemDiskSize: 500 }),
  refusedDisk("a system disk of 19 GiB is refused", 19),
  refusedDisk("a system disk of 501 GiB is refused", 501),
  refusedDisk("a system disk of 0 GiB is refused, it does not mean the default", 0),
  refusedDisk("a system disk of less than nothing is refused", -40),
  refusedDisk("a system disk of 40.5 GiB is refused", 40.5, /integer|whole/i),
  refusedDisk("a system disk of a size that is not a number is refused", "large", /number/i),
  refusedDisk('a system disk of "40" is refused: a number is wanted', "40", /number/i, "accept"),
  refusedDisk("true as the size of the system disk is refused", true, /number/i),
  accepted("a bandwidth of 0 Mbit/s is accepted", bandwidth, { internetMaxBandwidthOut: 0 }),
  accepted("a bandwidth of 1 Mbit/s is accepted", bandwidth, { internetMaxBandwidthOut: 1 }),
  accepted("a bandwidth of 100 Mbit/s is accepted", bandwidth, { internetMaxBandwidthOut: 100 }),
  refusedBandwidth("a bandwidth of -1 Mbit/s is refused", -1),
  refusedBandwidth("a bandwidth of 101 Mbit/s is refused", 101),
  refusedBandwidth("a bandwidth of 0.5 Mbit/s is refused", 0.5, /integer|whole/i),
  refusedBandwidth('a bandwidth of "10" is refused: a number is wanted', "10", /number/i, "accept"),
];
