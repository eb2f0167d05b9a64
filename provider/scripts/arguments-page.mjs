// The page of arguments in English and in Chinese. The Chinese texts are in docs/zh/arguments.json, by the English ones.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { resourceArguments } from "./schema-arguments.mjs";
import { facts } from "./texts.mjs";
import { root } from "./write.mjs";

/** @typedef {import("./schema-arguments.mjs").Shape} Shape */
/** @typedef {import("./schema-arguments.mjs").Argument} Argument */
/** @typedef {{ name: string, action?: string }} Resource */
/**
 * @typedef {object} Language
 * @property {string} head
 * @property {(action: string) => string} source what the source of a resource's arguments is
 * @property {string} columns
 * @property {string} required
 * @property {string} deprecated
 * @property {Record<string, string>} facts
 * @property {string} colon
 * @property {string} comma
 * @property {(shape: Shape) => string} type
 * @property {(text: string, where: string) => string} say a text of the schemas
 */

const chineseFile = "docs/zh/arguments.json";

/** @type {Language} */
const english = {
  head: `# Arguments

[中文](zh/arguments.md)

Written from the schemas in \`provider/src\` by \`npm run generate\`. You can set each argument to a plain value, a promise
or an output of another resource. The preview checks all values and limits on this page. In TypeScript, the compiler also
refuses a literal that is none of the listed values; it accepts a \`string\` that is known only when the program runs.

The outputs of a resource are all its arguments in normalized form, and what the service says: of a pipeline
\`imagePipelineId\`, \`requestId\` (of the create call) and \`accountId\`. Your editor shows them with their descriptions.

A source "SDK" is the text of the official SDK, for a parameter that the API reference does not have. An argument without a
source belongs to this provider, and is not sent to ECS.`,
  source: (action) =>
    `The source "API" is the ECS API reference of ${action}, with the name of the parameter there.`,
  columns: "| Argument | Type | What it is | Source |",
  required: "required",
  deprecated: "**Deprecated.** ",
  facts: { Values: "Values", Limits: "Limits", Default: "Default" },
  colon: ": ",
  comma: ", ",
  type: ({ kind, element }) => {
    if (element) return `list of ${element.kind === "any" ? "any values" : `${element.kind}s`}`;
    return kind === "map" ? "map of strings" : kind;
  },
  say: (text) => text,
};

/** @returns {Language & { missing: { where: string, text: string }[], unused: Set<string> }} what is wrong with the texts when all are said */
function chinese() {
  /** @type {Record<string, string>} */
  const texts = JSON.parse(readFileSync(join(root, chineseFile), "utf8"));
  const unused = new Set(Object.keys(texts));
  /** @type {{ where: string, text: string }[]} */
  const missing = [];
  /** @type {Record<Shape["kind"], string>} */
  const kinds = {
    string: "字符串",
    number: "数字",
    boolean: "布尔值",
    any: "任意的值",
    map: "字符串映射",
    list: "列表",
    object: "对象",
  };
  return {
    head: `# 参数

[English](../arguments.md)

本页由 \`npm run generate\` 根据 \`provider/src\` 中的 schema 生成。每个参数都可以设为普通值、Promise，或者另一个资源的输出属性。
本页的全部取值和限制都会在预览时检查。在 TypeScript 中，如果字面量不在列出的取值之内，编译器也会拒绝；运行时才能确定的 \`string\` 则会接受。

资源的输出属性包括规范化后的全部参数，以及服务返回的内容：镜像模板有 \`imagePipelineId\`、\`requestId\`（创建请求的 ID）和 \`accountId\`。编辑器会显示它们及其说明。

来源“SDK”是指官方 SDK 中的说明，用于 API 文档中没有的参数。没有来源的参数属于本 Provider，不会发送给 ECS。`,
    source: (action) => `来源“API”是指 ECS API 文档中的 ${action}，后面是那里的参数名。`,
    columns: "| 参数 | 类型 | 说明 | 来源 |",
    required: "必填",
    deprecated: "**已弃用。** ",
    facts: { Values: "取值", Limits: "限制", Default: "默认值" },
    colon: "：",
    comma: "、",
    type: ({ kind, element }) => (element ? `${kinds[element.kind]}的列表` : kinds[kind]),
    say: (text, where) => {
      unused.delete(text);
      if (!texts[text] && !/^`[^`]*`$/.test(text)) missing.push({ where, text });
      return texts[text] ?? text;
    },
    missing,
    unused,
  };
}

/**
 * @param {Resource[]} resources
 * @returns {{ pages: [file: string, text: string][], faults: string[] }}
 */
export function argumentsPages(resources) {
  const zh = chinese();
  const pages = /** @type {[string, string][]} */ ([
    ["docs/arguments.md", page(resources, english)],
    ["docs/zh/arguments.md", page(resources, zh)],
  ]);
  const faults = [
    ...zh.missing.map(
      ({ where, text }) =>
        `${chineseFile}: has no Chinese for a text of ${where}: ${JSON.stringify(text)}. Add it, or change the entry of the text that it replaces, and run \`npm run generate\`.`,
    ),
    ...[...zh.unused].map(
      (text) =>
        `${chineseFile}: no argument has this text any more: ${JSON.stringify(text)}. Remove the entry.`,
    ),
  ];
  return { pages, faults };
}

/** @param {Resource[]} resources @param {Language} language */
function page(resources, language) {
  const sections = resources.flatMap(({ name, action }) => [
    `## \`${name}\``,
    ...(action ? [language.source(action)] : []),
    `${language.columns}\n|---|---|---|---|\n${rows(resourceArguments[name] ?? [], name, language).join("\n")}`,
  ]);
  return `${[language.head, ...sections].join("\n\n")}\n`;
}

/** @param {Argument[]} all @param {string} resource @param {Language} language @returns {string[]} */
function rows(all, resource, language) {
  return all.flatMap((argument) => {
    const { path, required, doc, shape } = argument;
    const say = (/** @type {string} */ text) => language.say(text, `${resource}.${path}`);
    const fact = (/** @type {string} */ what, /** @type {string} */ text) =>
      `${language.facts[what]}${language.colon}${text}`;
    const cells = [
      `\`${path}\`${required ? `<br>${language.required}` : ""}`,
      language.type(shape),
      [
        ...(doc.deprecated === undefined ? [] : [language.deprecated + say(doc.deprecated)]),
        say(doc.text),
        ...(shape.values ? [fact("Values", listed(shape.values, language))] : []),
        ...facts(doc).map(([what, text]) => fact(what, say(text))),
      ].join("<br>"),
      doc.source ?? "",
    ];
    const nested = shape.fields ?? shape.element?.fields ?? [];
    return [`| ${cells.join(" | ")} |`, ...rows(nested, resource, language)];
  });
}

/** @param {string[]} values @param {Language} language */
function listed(values, { comma }) {
  return values
    .filter((value) => value !== "")
    .map((value) => `\`${value}\``)
    .join(comma);
}
