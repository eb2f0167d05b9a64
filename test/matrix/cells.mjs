// The cells of the matrix: a base, each axis varied from there, and a few corners.

/** What all cells have unless they say otherwise. */
export const base = {
  /** The CLI. */
  cli: "3.232.0",
  node: "20.20.2",
  /** The version of `@pulumi/pulumi`; a range where it says what a manager chooses. */
  sdk: "3.232.0",
  typescript: "5.9.3",
  manager: "npm",
  /** A key of `programs` (programs.mjs). */
  program: "typescript",
  /** How the packages lie: a key of `layouts` (layouts.mjs). */
  layout: "alone",
  /** Further arguments of the installation. */
  install: /** @type {string[]} */ ([]),
};

/**
 * @typedef {Partial<typeof base> & {
 *   what: string,
 *   refused?: string,
 *   note?: string,
 * }} Cell `refused`: the words with which the preview must end, for what is known not to work.
 */

const ADD = "Add pulumi-alicloud-image-builder to";

/** @type {{ title: string, cells: Cell[] }[]} */
export const axes = [
  {
    title: "Pulumi CLI",
    cells: [
      { what: "CLI 3.232.0 (the base of the other tables)" },
      { what: "CLI 3.274.1", cli: "3.274.1" },
      { what: "CLI 3.232.0, plugin", program: "plugin" },
      { what: "CLI 3.274.1, plugin", cli: "3.274.1", program: "plugin" },
      {
        what: "CLI 3.274.1, `@pulumi/pulumi` 3.276.0, Node.js 24",
        cli: "3.274.1",
        sdk: "3.276.0",
        node: "24.21.0",
      },
    ],
  },
  {
    title: "Node.js",
    cells: [
      { what: "Node.js 20, `@pulumi/pulumi` as npm chooses it for `^3`", sdk: "^3" },
      { what: "Node.js 22", node: "22.23.3" },
      { what: "Node.js 22, `@pulumi/pulumi` as npm chooses it for `^3`", node: "22.23.3", sdk: "^3" },
      { what: "Node.js 24", node: "24.21.0" },
      { what: "Node.js 26", node: "26.10.0" },
    ],
  },
  {
    title: "`@pulumi/pulumi`",
    cells: [
      { what: "`@pulumi/pulumi` 3.276.0", sdk: "3.276.0", node: "22.23.3" },
      ...["3.200.0", "3.150.0", "3.141.0"].map((sdk) => ({ what: `\`@pulumi/pulumi\` ${sdk}`, sdk })),
      { what: "`@pulumi/pulumi` 3.141.0, plugin and lookups", sdk: "3.141.0", program: "plugin-lookups" },
    ],
  },
  {
    title: "TypeScript that Pulumi runs the program with",
    cells: [
      { what: "TypeScript 5.0.4", typescript: "5.0.4" },
      {
        what: "TypeScript 6.0.3",
        typescript: "6.0.3",
        program: "typescript-node16",
        note: "with `module` and `moduleResolution` `node16`: TypeScript 6 refuses `node`",
      },
    ],
  },
  {
    title: "Programs",
    cells: [
      { what: "TypeScript, CommonJS, plugin", program: "plugin" },
      { what: "JavaScript, CommonJS", program: "javascript" },
      { what: "JavaScript, ES modules", program: "esm" },
      { what: 'TypeScript, ES modules (`"type": "module"`, `ts-node/esm`)', program: "typescript-esm" },
      { what: "Automation API, program in a folder", program: "automation-local" },
      { what: "Automation API, inline program, with `workDir`", program: "automation-inline" },
      { what: "Automation API, inline program, without `workDir`", program: "automation-no-folder" },
      {
        what: "JavaScript, CommonJS, run by Bun in place of Node.js",
        program: "bun",
        note: "Bun ran as `node` for the program; the provider still ran on Node.js. `runtime: bun` was not tried: its language host is not published as a Go module",
      },
    ],
  },
  {
    title: "Package managers",
    cells: [
      { what: "npm 10", manager: "npm@10.9.4" },
      { what: "pnpm 9", manager: "pnpm@9.15.9" },
      { what: "pnpm 10", manager: "pnpm@10.34.9" },
      { what: "pnpm 12", manager: "pnpm@12.21.0", node: "24.21.0" },
      {
        what: "yarn 1",
        manager: "yarn@1.22.22",
        note: "without the simulator: its dependency `cookie` 2 declares Node.js 22, which only yarn 1 takes as a reason not to install it on Node.js 20",
      },
      { what: "yarn 4, `nodeLinker: node-modules`", manager: "@yarnpkg/cli-dist@4.18.1" },
      {
        what: "yarn 4, Plug'n'Play",
        manager: "@yarnpkg/cli-dist@4.18.1",
        layout: "pnp",
        program: "javascript",
        note: "with `yarn exec pulumi …`, which tells Node.js where the packages are",
      },
      { what: "bun install", manager: "bun@1.4.5" },
    ],
  },
  {
    title: "A package of components between the project and this package",
    cells: [
      { what: "npm workspace", layout: "workspace", program: "components" },
      {
        what: "npm workspace, `--install-strategy=nested`",
        layout: "workspace",
        program: "components",
        install: ["--install-strategy=nested"],
        refused: ADD,
      },
      {
        what: "pnpm workspace",
        layout: "workspace",
        program: "components",
        manager: "pnpm@10.34.9",
        refused: ADD,
      },
      {
        what: "pnpm workspace, this package in the project, too",
        layout: "workspace-both",
        program: "components",
        manager: "pnpm@10.34.9",
      },
      {
        what: "pnpm workspace, this package a peer of the components",
        layout: "workspace-peer",
        program: "components",
        manager: "pnpm@10.34.9",
      },
      { what: "yarn 1 workspace", layout: "workspace", program: "components", manager: "yarn@1.22.22" },
      {
        what: "yarn 4 workspace, `nmHoistingLimits: workspaces`",
        layout: "workspace-unhoisted",
        program: "components",
        manager: "@yarnpkg/cli-dist@4.18.1",
        refused: ADD,
      },
    ],
  },
];

/** The compilers with which the types of both entries are checked. */
export const compilers = [
  "5.0.4",
  "5.1.6",
  "5.2.2",
  "5.3.3",
  "5.4.5",
  "5.5.4",
  "5.6.3",
  "5.7.3",
  "5.8.3",
  "5.9.3",
  "6.0.3",
  "7.0.2",
];

/** `moduleResolution`, with the `module` that belongs to it. */
export const resolutions = /** @type {const} */ ({
  node: "commonjs",
  node16: "node16",
  bundler: "esnext",
});
