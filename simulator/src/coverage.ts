import type { Action } from "./actions/action.js";
import { ACTIONS } from "./actions/index.js";
import { CODES, FAILURES } from "./errors.js";
import type { List, Parameter } from "./parameters/table.js";

const HEAD = `# What the simulator covers

<!-- Written by \`npm run -w image-builder-simulator coverage\` from the simulator's own tables. Do not edit. -->

The actions, their parameters and the rules that the simulator checks. What is not listed is refused, never ignored:
an unknown action, an unknown parameter, a list with a gap. Where no document in hand states a rule, none is checked.
Where a section names a heading of [service.md](service.md) as its source, the rules are those that stand there; STS
was written from memory, because no document about it is in hand. Nothing here was tried against the real service.

Both signatures are verified (ACS3-HMAC-SHA256 headers, HMAC-SHA1 parameters); requests come by GET or POST, with
parameters in the query or in a form; answers are JSON, or XML, which is the older signature's default. The older
parameters OwnerAccount, OwnerId, ResourceOwnerAccount and ResourceOwnerId are not supported.
`;

/** The page \`docs/simulator-coverage.md\`. */
export function coveragePage(): string {
  return [HEAD, ...ACTIONS.map(actionSection), codeSection()].join("\n");
}

function actionSection(action: Action): string {
  const rows = action.parameters.map((parameter) => parameterRow(parameter, action.lists));
  const table = ["| parameter | required | must be | default |", "|---|---|---|---|", ...rows].join("\n");
  const notes = (action.notes ?? []).map((note) => `- ${note}`).join("\n");
  return [
    `## ${action.name}`,
    `Version ${action.version}. Source: ${action.source}.`,
    table,
    ...(notes === "" ? [] : [notes]),
  ]
    .join("\n\n")
    .concat("\n");
}

function parameterRow(parameter: Parameter, lists: readonly List[]): string {
  const [prefix, field] = parameter.name.split(/\.N(?:\.|$)/);
  const list = parameter.name.includes(".N") ? lists.find(({ name }) => name === prefix) : undefined;
  const rules = [
    parameter.rule?.text ?? "any text",
    ...(list?.max === undefined ? [] : [`N is 1 to ${list.max}`]),
    ...(list?.uniqueBy === field && field !== undefined ? ["no two alike"] : []),
  ];
  return `| ${parameter.name} | ${required(parameter, list)} | ${rules.join("; ")} | ${parameter.byDefault ?? ""} |`;
}

function required(parameter: Parameter, list: List | undefined): string {
  if (list === undefined) return parameter.required ? "yes" : "";
  const inEntry = parameter.required ? "in each entry" : "";
  return list.required ? (inEntry === "" ? "at least one" : `${inEntry}, at least one`) : inEntry;
}

function codeSection(): string {
  const rows = Object.entries(CODES).map(
    ([code, { status, documented, when }]) =>
      `| ${code} | ${status} | ${documented ? "documented" : "invented"} | ${when} |`,
  );
  const failures = Object.entries(FAILURES).map(
    ([state, { code, message }]) => `| ${state} | ${code} | ${message} |`,
  );
  return [
    "## Error codes",
    "Invented codes are named by no document in hand for the situation; the real service may answer otherwise.",
    ["| code | HTTP status | origin | when |", "|---|---|---|---|", ...rows].join("\n"),
    "## Failed executions",
    "What an execution says of a scripted failure in a state, unless the settings say it. All invented.",
    ["| state | ErrorCode | ErrorInfo |", "|---|---|---|", ...failures].join("\n"),
  ]
    .join("\n\n")
    .concat("\n");
}
