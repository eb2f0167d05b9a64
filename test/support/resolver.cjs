const { join } = require("node:path");

/**
 * As in the bundle (provider/scripts/bundle.mjs): the SDK's core and the credentials library speak HTTP by the provider's
 * own module. Other clients that tests use keep theirs. And Pulumi's SDK loads nothing that is for writing functions into a
 * state: closures.cjs.
 *
 * @param {string} name
 * @param {{ basedir: string, defaultResolver: (name: string, options: object) => string }} options
 */
module.exports = (name, options) => {
  const from = `${options.basedir}/`;
  if (name === "httpx" && /node_modules\/(@darabonba|@alicloud\/credentials)\//.test(from))
    return join(__dirname, "../../provider/src/ecs/transport/http.ts");
  if (/^(typescript|@npmcli\/arborist)$/.test(name) && from.includes("node_modules/@pulumi/pulumi/"))
    return join(__dirname, "closures.cjs");
  return options.defaultResolver(name, options);
};
