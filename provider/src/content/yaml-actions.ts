/**
 * The actions of a component in YAML, from "Commands supported by Image Builder" (docs/service.md, Build content: YAML
 * form). Loads nothing.
 */
export interface Action {
  name: string;
  /** `inferred` of those that the page gives no system: it says that the YAML form is for both. */
  systems: readonly ("Linux" | "Windows")[];
  required: readonly string[];
  optional: readonly string[];
  /** Whether `{{ Task.stdout }}` can refer to it. */
  hasOutput: boolean;
}

const BOTH = ["Linux", "Windows"] as const;

export const ACTIONS: readonly Action[] = [
  {
    name: "RunShellCommand",
    systems: ["Linux"],
    required: ["commandContent"],
    optional: ["workingDir", "username"],
    hasOutput: true,
  },
  {
    name: "RunPowerShellCommand",
    systems: ["Windows"],
    required: ["commandContent"],
    optional: ["workingDir", "username", "windowsPasswordName"],
    hasOutput: true,
  },
  {
    name: "InvokeCommand",
    systems: BOTH,
    required: ["commandId"],
    optional: ["username", "parameters"],
    hasOutput: false,
  },
  {
    name: "OSSDownload",
    systems: BOTH,
    required: ["bucketName", "destinationDir", "objectName"],
    optional: ["ossRegion", "validTime"],
    hasOutput: false,
  },
  {
    name: "OSSUpload",
    systems: BOTH,
    required: ["bucketName", "fileToUpload", "objectName"],
    optional: ["ossRegion", "validTime"],
    hasOutput: false,
  },
  {
    name: "WebDownload",
    systems: BOTH,
    required: ["sourcePath", "destinationDir"],
    optional: ["tokenInfo", "timeout"],
    hasOutput: false,
  },
  { name: "Reboot", systems: BOTH, required: [], optional: ["forceStop"], hasOutput: false },
];

export const ACTION_NAMES: readonly string[] = ACTIONS.map(({ name }) => name);

export const actionNamed = (name: string): Action | undefined => ACTIONS.find((one) => one.name === name);

/** What a parameter of a component can be. */
export const PARAMETER_TYPES = ["String", "Number", "Boolean"];
