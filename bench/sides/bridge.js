// The bridged Terraform provider, @pulumi/alicloud: its resource, declared without its SDK, which would take longer to load
// than all the rest. So it looks a little better here than it is.

const { CustomResource } = require("@pulumi/pulumi");

class EcsImagePipeline extends CustomResource {
  /** @param {string} name @param {object} args */
  constructor(name, args) {
    super("alicloud:ecs/ecsImagePipeline:EcsImagePipeline", name, args);
  }
}

/** It knows the image's name under an older parameter. @param {string} name @param {{ imageOptions: { imageName: string } }} args */
exports.declare = (name, { imageOptions: { imageName }, ...args }) =>
  new EcsImagePipeline(name, { ...args, imageName });
