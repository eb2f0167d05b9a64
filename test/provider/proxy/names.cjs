/* Loaded by NODE_OPTIONS=--require: every name under .test is this machine, and no other name is any. */

const dns = require("node:dns");
const { lookup } = dns;

/** @param {string} name @param {...any} rest */
function onThisMachine(name, ...rest) {
  if (/^(localhost$|127\.)/.test(name)) return Reflect.apply(lookup, dns, [name, ...rest]);
  const [options] = rest;
  const done = rest.at(-1);
  if (!name.endsWith(".test")) {
    const error = Object.assign(new Error(`${name} is no name of this test`), { code: "ENOTFOUND" });
    return process.nextTick(done, error);
  }
  const found =
    typeof options === "object" && options.all ? [[{ address: "127.0.0.1", family: 4 }]] : ["127.0.0.1", 4];
  process.nextTick(done, null, ...found);
}

Object.assign(dns, { lookup: onThisMachine });
