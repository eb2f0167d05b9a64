import { realpathSync } from "node:fs";
import { findOnPath, probe } from "./probe.mjs";

/** @type {import("./find.mjs").Way} */
export const onPath = {
  title: "on PATH",
  remedy: "install the Pulumi CLI (https://www.pulumi.com/docs/install/)",
  async find() {
    const executable = findOnPath("pulumi");
    if (executable === undefined) throw new Error("there is no pulumi on PATH");
    // The hosts are in the folder of the real file; package managers only link to it.
    return probe(realpathSync(executable), `found on PATH as ${executable}`);
  },
};
