// The floor with as many bytes of state as this package has: the defaults that this package fills in are written out here.
// The remaining difference is the work of this package and of its calls.

const floor = require("./floor.js");

const DEFAULTS = { regionId: "cn-hangzhou", deleteInstanceOnFailure: true, internetMaxBandwidthOut: 0 };

/** Our `__provider` is longer by the sentence for a project without the package. */
const LONGER = "-".repeat(150);

/** @param {string} name @param {object} args */
exports.declare = (name, args) => floor.declare(name, { ...args, ...DEFAULTS, longer: LONGER });
