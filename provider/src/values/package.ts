/** The package of the plugin, for Pulumi's engine: the namespace of its configuration, and the start of its tokens. */
export const PACKAGE = "alicloud-image-builder";
