/** The way in which a test program reaches the lifecycles. */
export type Front = "dynamic" | "plugin";

/**
 * The front of this run of the test file: jest.config.cjs sets it, by which some files run on each. `TEST_FRONT=plugin`
 * runs any file of `e2e` and `chaos` with the plugin.
 */
export const front = ((globalThis as { FRONT?: Front }).FRONT ??
  process.env["TEST_FRONT"] ??
  "dynamic") as Front;

/** The lines of a project by which the engine finds the plugin. */
export const PLUGINS = {
  providers: [{ name: "alicloud-image-builder", path: "node_modules/pulumi-alicloud-image-builder/plugin" }],
};

/** A program on a front: its import is all that differs. */
export const programOn = (chosen: Front, text: string): string =>
  chosen === "plugin"
    ? text.replaceAll('from "pulumi-alicloud-image-builder"', 'from "pulumi-alicloud-image-builder/plugin"')
    : text;

/** A key of the configuration on a front, also in a message: the plugin has a namespace of its own. */
export const keyOn = (chosen: Front, text: string): string =>
  chosen === "plugin" ? text.replaceAll(/\balicloud:/g, "alicloud-image-builder:") : text;

/** Whether a type in a state is one of these resources of this package, on whatever front. */
export const isOurs = (type: string, resource = ""): boolean =>
  new RegExp(`^(pulumi-nodejs:dynamic/alicloud|alicloud-image-builder:index):${resource || "\\w+"}$`).test(
    type,
  );
