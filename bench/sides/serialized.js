// This package's provider, registered with pulumi.dynamic.Resource, which serializes a function, instead of a literal text.

const { dynamic } = require("@pulumi/pulumi");

/** @type {import("@pulumi/pulumi").dynamic.ResourceProvider} */
const provider = /** @type {any} */ ({
  configure() {
    Object.assign(this, require("pulumi-alicloud-image-builder/host").imagePipeline);
  },
});

class Serialized extends dynamic.Resource {
  /** @param {string} name @param {object} args */
  constructor(name, args) {
    super(provider, name, args, undefined, "alicloud", "ImagePipeline");
  }
}

/** @param {string} name @param {object} args */
exports.declare = (name, args) => new Serialized(name, args);
