const { join } = require("node:path");

/**
 * As in the bundle (provider/scripts/bundle.mjs): the SDK's core and the credentials library speak HTTP by the provider's
 * own module. Other clients that tests use keep theirs.
 *
 * @param {string} name
 * @param {{ basedir: string, defaultResolver: (name: string, options: object) => string }} options
 */
module.exports = (name, options) =>
  name === "httpx" && /node_modules\/(@darabonba|@alicloud\/credentials)\//.test(`${options.basedir}/`)
    ? join(__dirname, "../../provider/src/ecs/transport/http.ts")
    : options.defaultResolver(name, options);
