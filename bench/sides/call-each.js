// A provider with the calls of the Terraform provider, and so of the bridged @pulumi/alicloud: two calls for a create, one
// for each resource in a refresh, one for a delete (call-each-provider.js).

const { CustomResource } = require("@pulumi/pulumi");

const __provider = `exports.handler=()=>require(process.cwd()+"/call-each-provider.js")`;

class CallEach extends CustomResource {
  /** @param {string} name @param {object} args */
  constructor(name, args) {
    super("pulumi-nodejs:dynamic/alicloud:ImagePipeline", name, { ...args, __provider });
  }
}

/** @param {string} name @param {object} args */
exports.declare = (name, args) => new CallEach(name, args);
