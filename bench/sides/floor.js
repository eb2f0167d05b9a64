// The floor: a dynamic provider that does nothing, so all its cost is Pulumi's. Its type has the same name as this
// package's, because the state contains the name several times.

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
