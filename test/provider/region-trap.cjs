/*
 * Loaded into a process under test by NODE_OPTIONS=--require: nothing leaves the process, and what it wants to reach is
 * written to standard error.
 */

const net = require("node:net");

/** @param {any} target as `connect` takes it, or its own normal form: a list that begins with the options */
function refused(target) {
  const options = Array.isArray(target) ? target[0] : target;
  process.stderr.write(`SENT to ${options.host}\n`);
  throw Object.assign(new Error("nothing may be sent"), { code: "ENOTFOUND" });
}

Object.assign(net.Socket.prototype, { connect: refused });
