// Draws what happens in an `up`, in English and in Chinese: node tools/pictures/up.mjs writes
// docs/up.svg and docs/up.zh-CN.svg, or into the folder that it is given.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../lib/paths.mjs";

/**
 * A step: from which column to which, whether it is an answer, and what it says in one or two lines.
 *
 * @typedef {{from: number, to: number, answer?: boolean, text: string[]}} Step
 * @typedef {{title: string, note: string, columns: string[][], phases: {title: string, steps: Step[], note?: string}[]}} Picture
 */

const folder = process.argv[2] ?? join(root, "docs");
const [PROGRAM, PULUMI, PROVIDER, ECS] = [0, 1, 2, 3];

/** @type {Record<string, Picture>} */
const pictures = {
  "up.svg": {
    title: "What happens in pulumi up",
    note: "A pipeline and its build are created. Without lookups, ECS gets no call before the plan is confirmed.",
    columns: [
      ["Your program", "index.ts"],
      ["Pulumi", "CLI and engine"],
      ["This provider", "in a process of its own"],
      ["ECS", "or the simulator"],
    ],
    phases: [
      {
        title: "Preview",
        note: "Pulumi shows the plan, and you confirm it",
        steps: [
          { from: PROGRAM, to: PULUMI, text: ["new ImagePipeline(…)", "pipeline.execute(…)"] },
          { from: PULUMI, to: PROVIDER, text: ["check: all rules,", "all violations at once"] },
          { from: PULUMI, to: PROVIDER, text: ["diff with the state:", "same, tags, or replace"] },
        ],
      },
      {
        title: "Update",
        steps: [
          { from: PROGRAM, to: PULUMI, text: ["the program runs again,", "check and diff again"] },
          { from: PULUMI, to: PROVIDER, text: ["create the pipeline"] },
          { from: PROVIDER, to: ECS, text: ["CreateImagePipeline, one", "token for all attempts"] },
          { from: ECS, to: PROVIDER, answer: true, text: ["ImagePipelineId"] },
          { from: PROVIDER, to: PULUMI, answer: true, text: ["ID and outputs,", "stored in the state"] },
          { from: PULUMI, to: PROVIDER, text: ["create the build"] },
          { from: PROVIDER, to: ECS, text: ["StartImagePipeline-", "Execution"] },
          { from: PROVIDER, to: ECS, text: ["status? asked until it ends:", "PREPARING … SUCCESS"] },
          { from: PROVIDER, to: ECS, text: ["is the image available,", "in every region?"] },
          {
            from: PROVIDER,
            to: PULUMI,
            answer: true,
            text: ["imageId and imageIds,", "stored in the state"],
          },
          { from: PULUMI, to: PROGRAM, answer: true, text: ["the outputs"] },
        ],
      },
    ],
  },
  "up.zh-CN.svg": {
    title: "pulumi up 的执行过程",
    note: "创建一个镜像模板并执行构建。程序不使用查询函数时，确认计划之前不会调用 ECS。",
    columns: [
      ["您的程序", "index.ts"],
      ["Pulumi", "CLI 和引擎"],
      ["本 Provider", "独立的进程"],
      ["ECS", "或模拟器"],
    ],
    phases: [
      {
        title: "预览",
        note: "Pulumi 显示变更计划，由您确认",
        steps: [
          { from: PROGRAM, to: PULUMI, text: ["new ImagePipeline(…)", "pipeline.execute(…)"] },
          { from: PULUMI, to: PROVIDER, text: ["check：检查全部规则，", "一次报告所有问题"] },
          { from: PULUMI, to: PROVIDER, text: ["diff：与状态比较，", "不变、更新标签或替换"] },
        ],
      },
      {
        title: "更新",
        steps: [
          { from: PROGRAM, to: PULUMI, text: ["再次运行程序，", "再次 check 和 diff"] },
          { from: PULUMI, to: PROVIDER, text: ["创建镜像模板"] },
          { from: PROVIDER, to: ECS, text: ["CreateImagePipeline，", "重试使用同一个 Token"] },
          { from: ECS, to: PROVIDER, answer: true, text: ["ImagePipelineId"] },
          { from: PROVIDER, to: PULUMI, answer: true, text: ["ID 和输出，", "写入状态"] },
          { from: PULUMI, to: PROVIDER, text: ["创建构建任务"] },
          { from: PROVIDER, to: ECS, text: ["StartImagePipeline-", "Execution"] },
          { from: PROVIDER, to: ECS, text: ["查询状态，直到结束：", "PREPARING … SUCCESS"] },
          { from: PROVIDER, to: ECS, text: ["各地域的镜像", "是否可用？"] },
          { from: PROVIDER, to: PULUMI, answer: true, text: ["imageId 和 imageIds，", "写入状态"] },
          { from: PULUMI, to: PROGRAM, answer: true, text: ["返回输出"] },
        ],
      },
    ],
  },
};

const WIDTH = 880;
const STEP = 50;
const TOP = 132;
const columnAt = (/** @type {number} */ column) => 110 + column * 220;

const STYLE = `
  .ground { fill: #ffffff } .phase { fill: #f2f5f9; stroke: #d0d7e0 }
  .head { fill: #e3edfb; stroke: #5b8fd6 } .line { stroke: #b6bfca; stroke-dasharray: 2 4 }
  .arrow { stroke: #2563b0; stroke-width: 1.6; fill: none } .answer { stroke-dasharray: 6 4 } .tip { fill: #2563b0 }
  text { fill: #1b2430; font: 13px system-ui, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif }
  .title { font-size: 18px; font-weight: 600 } .soft { fill: #56606d } .bold { font-weight: 600 }
  @media (prefers-color-scheme: dark) {
    .ground { fill: #14181e } .phase { fill: #1c222b; stroke: #39424f }
    .head { fill: #1e3150; stroke: #5b8fd6 } .line { stroke: #55606e }
    .arrow { stroke: #7db2ff } .tip { fill: #7db2ff } text { fill: #e6eaf0 } .soft { fill: #a3aebc }
  }`;

for (const [file, picture] of Object.entries(pictures)) writeFileSync(join(folder, file), draw(picture));

/** @param {Picture} picture */
function draw({ title, note, columns, phases }) {
  /** @type {string[]} */
  const behind = [];
  /** @type {string[]} */
  const before = [];
  let y = TOP;
  for (const phase of phases) {
    const height = 34 + phase.steps.length * STEP + (phase.note ? 34 : 8);
    behind.push(`<rect class="phase" x="8" y="${y}" width="${WIDTH - 16}" height="${height}" rx="8"/>`);
    before.push(text(22, y + 23, phase.title, "bold", "start"));
    phase.steps.forEach((step, place) => {
      before.push(...arrow(step, y + 34 + (place + 1) * STEP - 12));
    });
    if (phase.note) before.push(text(columnAt(PULUMI), y + height - 14, phase.note, "bold"));
    y += height + 12;
  }
  const heads = columns.flatMap(([name = "", what = ""], column) => [
    `<rect class="head" x="${columnAt(column) - 86}" y="70" width="172" height="48" rx="6"/>`,
    text(columnAt(column), 91, name, "bold"),
    text(columnAt(column), 109, what, "soft"),
  ]);
  const lifelines = columns.map(
    (_, column) =>
      `<line class="line" x1="${columnAt(column)}" y1="118" x2="${columnAt(column)}" y2="${y - 12}"/>`,
  );
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" width="${WIDTH}" height="${y}" role="img">`,
    `<title>${escaped(title)}</title><desc>${escaped(note)}</desc><style>${STYLE}</style>`,
    `<rect class="ground" width="${WIDTH}" height="${y}" rx="8"/>`,
    text(22, 32, title, "title", "start"),
    text(22, 54, note, "soft", "start"),
    ...behind,
    ...lifelines,
    ...heads,
    ...before,
    "</svg>",
  ];
  return `${parts.join("\n")}\n`;
}

/**
 * @param {Step} step
 * @param {number} y
 */
function arrow({ from, to, answer = false, text: said }, y) {
  const [start, end] = [columnAt(from), columnAt(to)];
  const side = Math.sign(end - start);
  const middle = (start + end) / 2;
  return [
    ...said.map((one, place) => text(middle, y - 8 - (said.length - 1 - place) * 16, one)),
    `<path class="arrow${answer ? " answer" : ""}" d="M${start} ${y}H${end - side * 8}"/>`,
    `<path class="tip" d="M${end} ${y}l${-side * 9} -5v10z"/>`,
  ];
}

/**
 * @param {number} x
 * @param {number} y
 * @param {string} content
 */
function text(x, y, content, style = "", anchor = "middle") {
  const named = style === "" ? "" : ` class="${style}"`;
  return `<text${named} x="${x}" y="${y}" text-anchor="${anchor}">${escaped(content)}</text>`;
}

/** @param {string} content */
function escaped(content) {
  return content.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
