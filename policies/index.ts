import { PolicyPack } from "@pulumi/policy";
import { policies } from "./policies";

/** A policy of your own is one more element; README.md says how it is written. */
new PolicyPack("image-builder", { enforcementLevel: "mandatory", policies });
