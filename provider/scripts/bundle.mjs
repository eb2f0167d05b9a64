// Writes the JavaScript of the published package: provider/plugin/*.js, which need nothing, so that the folder can stand
// alone, and provider/dist/*.js, which need @pulumi/pulumi and the files in plugin/ that are loaded late. The compiler
// writes the declarations (tsc --build). Why it is bundled: docs/performance.md.
//
//   node provider/scripts/bundle.mjs

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import {
  isUpToDate,
  licences,
  publishDeclarations,
  publishPythonSdk,
  removeOthers,
} from "../../tools/lib/published.mjs";

const folder = join(dirname(fileURLToPath(import.meta.url)), "..");
const [source, dist, plugin] = [join(folder, "src"), join(folder, "dist"), join(folder, "plugin")];

/** What the sources of lifecycles load late, in the folder of the plugin. */
const late = {
  schemas: "src/resources/schemas.ts",
  sdk: "src/ecs/transport/sdk.ts",
  "service-words": "src/ecs/transport/service-words.ts",
  "proxy-agents": "src/ecs/transport/proxy-agents.ts",
  credentials: "@alicloud/credentials",
  yaml: "yaml",
};

/**
 * A folder with the files that are loaded from outside: everything else is in the file that needs it, but what the sources
 * load late.
 *
 * @typedef {{ to: string, entries: Record<string, string>, external: string[] }} Bundle
 * @type {Bundle[]}
 */
const bundles = [
  {
    to: dist,
    entries: {
      index: "src/index.ts",
      plugin: "src/plugin.ts",
      testing: "src/testing.ts",
      host: "src/servers/dynamic/host.ts",
      cli: "src/command/cli.ts",
      ecs: "src/ecs/api/ecs.ts",
    },
    external: ["@pulumi/pulumi"],
  },
  {
    to: plugin,
    entries: { plugin: "src/servers/plugin/main.ts", ...late },
    // gRPC loads it for services that we do not have (channelz, ORCA).
    external: ["@grpc/proto-loader"],
  },
];

/** A `require` in the sources says that something is loaded late, or never: it leads to a file of its own. */
const loadedLate = (/** @type {Bundle} */ { entries }) => ({
  name: "loaded-late",
  setup(/** @type {import("esbuild").PluginBuild} */ { onResolve }) {
    onResolve({ filter: /./ }, ({ kind, importer, path }) => {
      if (kind !== "require-call" || !importer.startsWith(source)) return undefined;
      const name = basename(path);
      const beside = name in entries;
      if (!beside && !(name in late))
        return { errors: [{ text: `${path} is loaded late: give it an entry` }] };
      return { path: `${beside ? "." : "../plugin"}/${name}.js`, external: true };
    });
  },
});

/**
 * The SDK's core and the credentials library speak HTTP by a module of ours. The library, which is in a file of its own,
 * gets the one that the SDK's file has: its connections are kept there.
 */
const ownHttp = {
  name: "own-http",
  setup(/** @type {import("esbuild").PluginBuild} */ { onResolve, onLoad }) {
    onResolve({ filter: /^httpx$/ }, ({ importer }) =>
      /node_modules\/@alicloud\/credentials\//.test(importer)
        ? { path: "httpx", namespace: "own-http" }
        : { path: join(source, "ecs/transport/http.ts") },
    );
    onResolve({ filter: /./, namespace: "own-http" }, ({ path }) => ({ path, external: true }));
    onLoad({ filter: /./, namespace: "own-http" }, () => ({
      contents: 'module.exports = require("./sdk.js").http;',
    }));
  },
};

/**
 * Modules of the SDK's core that no call of ours comes near, some with libraries of their own behind them (ws, proxies,
 * moment, lodash, sax), are left empty.
 */
const neverUsed = {
  name: "never-used",
  setup(/** @type {import("esbuild").PluginBuild} */ { onLoad }) {
    const modules = [
      "@darabonba/typescript/dist/(websocket|date|file|url)",
      "@alicloud/openapi-core/dist/websocketUtils/index",
      // For signatures of version 4 only.
      "@alicloud/gateway-spi/dist/client",
      "lodash/lodash",
      // For an error in XML, and what the core gets is JSON (ownHttp).
      "xml2js/lib/xml2js",
    ];
    onLoad({ filter: new RegExp(`node_modules/(${modules.join("|")})\\.js$`) }, () => ({ contents: "" }));
  },
};

/**
 * What the SDK loads at its start, and few calls need, is loaded when something of it is asked for: the models of an
 * action with the first call of it, and the credentials library, from a file of its own, for any other credentials than
 * keys.
 */
const atFirstUse = {
  name: "at-first-use",
  setup(/** @type {import("esbuild").PluginBuild} */ { onResolve, onLoad }) {
    const namespace = "at-first-use";
    onResolve({ filter: /^@alicloud\/credentials$/ }, ({ importer, path }) =>
      importer.includes("node_modules") ? { path, namespace } : undefined,
    );
    onResolve({ filter: /\/dist\/models\/\w+$/ }, ({ importer, path }) =>
      importer === join(source, "ecs/transport/sdk.ts") ? { path, namespace } : undefined,
    );
    onResolve({ filter: /^\.\//, namespace }, ({ path }) => ({ path, external: true }));
    onLoad({ filter: /./, namespace }, ({ path }) => {
      const isLibrary = path === "@alicloud/credentials";
      const of = isLibrary ? "./credentials.js" : path;
      const exported = isLibrary ? ["default", "Config"] : [basename(path)];
      const getters = exported.map((name) => `get ${name}() { return require("${of}").${name}; }`);
      return {
        contents: `module.exports = { __esModule: true, ${getters.join(", ")} };`,
        resolveDir: folder,
      };
    });
  },
};

/** Written last: where it is newer than everything that goes in, there is nothing to do. */
const licencesFile = (/** @type {Bundle} */ { to }) => join(to, "THIRD-PARTY-LICENSES.txt");

mkdirSync(dist, { recursive: true });
removeStale();
publishDeclarations(join(folder, "declarations"), dist, typedEntries());
for (const bundle of bundles.filter((one) => !isWritten(one))) await write(bundle);
publishPythonSdk(join(folder, "../sdk/python"), join(dist, "python"));

async function write(/** @type {Bundle} */ bundle) {
  const { metafile } = await build({
    absWorkingDir: folder,
    entryPoints: bundle.entries,
    outdir: bundle.to,
    bundle: true,
    platform: "node",
    target: "node20.19",
    mainFields: ["module", "main"],
    external: bundle.external,
    plugins: [loadedLate(bundle), ownHttp, neverUsed, atFirstUse],
    metafile: true,
    // They stand whole in the file written below.
    legalComments: "none",
    logLevel: "warning",
  });
  if (bundle.to === plugin) writeFileSync(join(plugin, "package.json"), pluginPackage());
  writeFileSync(licencesFile(bundle), licences(folder, Object.keys(metafile.inputs)));
}

/**
 * For the version, for `pulumi package add`, and so that npm does not look for a package in the folders above. A compiler
 * that does not know `exports`, such as that of Pulumi's default settings, looks here for the types of the entry `/plugin`.
 */
function pluginPackage() {
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const fields = {
    private: true,
    version,
    license,
    type: "commonjs",
    main: "plugin.js",
    types: "../dist/plugin.d.ts",
  };
  return `${JSON.stringify(fields, undefined, 2)}\n`;
}

/** What `exports` in package.json gives a program the types of. */
function typedEntries() {
  /** @type {Record<string, { types?: string }>} */
  const entries = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).exports;
  return Object.values(entries).flatMap(({ types }) => types?.replace(/^\.\/dist\/|\.d\.ts$/g, "") ?? []);
}

/** What an earlier build wrote for a source that is gone would be published with the rest. */
function removeStale() {
  for (const { to, entries } of bundles)
    removeOthers(to, (file) => !file.endsWith(".js") || file.slice(0, -".js".length) in entries);
}

function isWritten(/** @type {Bundle} */ bundle) {
  const made = Object.keys(bundle.entries).map((name) => join(bundle.to, `${name}.js`));
  const others = [
    fileURLToPath(import.meta.url),
    join(folder, "package.json"),
    join(folder, "../package-lock.json"),
  ];
  return isUpToDate(licencesFile(bundle), made, [source, ...others]);
}
