// The floor: a dynamic provider of one line that does nothing. What it takes is Pulumi's own. Its type has the name of
// ours, since that stands in the state several times.

const { CustomResource } = require("@pulumi/pulumi");

const __provider =
  'let n=0;exports.handler=()=>({create:async i=>({id:"floor-"+process.pid+"-"+n++,outs:i})})';

class Floor extends CustomResource {
  /** @param {string} name @param {object} args */
  constructor(name, args) {
    super("pulumi-nodejs:dynamic/alicloud:ImagePipeline", name, { ...args, __provider });
  }
}

/** @param {string} name @param {object} args */
exports.declare = (name, args) => new Floor(name, args);
