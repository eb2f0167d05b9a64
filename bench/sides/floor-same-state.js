// The floor with as many bytes of state as this package has, since the defaults that ours fills in are written out. What
// is left of a difference to it is the work of this package, and of the calls that it makes.

const floor = require("./floor.js");

const DEFAULTS = { regionId: "cn-hangzhou", deleteInstanceOnFailure: true, internetMaxBandwidthOut: 0 };

/** @param {string} name @param {object} args */
exports.declare = (name, args) => floor.declare(name, { ...args, ...DEFAULTS });
