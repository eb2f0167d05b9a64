import type { Action } from "./actions/action.js";
import { ACTIONS } from "./actions/index.js";
import { CODES } from "./codes.js";
import { FAILURES } from "./errors.js";
import type { List, Parameter } from "./parameters/table.js";

const HEAD = `# What the simulator covers

<!-- Written by \`npm run -w image-builder-simulator coverage\` from the simulator's own tables. Do not edit. -->

The actions, their parameters, and the rules that the simulator checks. Everything else is refused, never ignored:
unknown actions, unknown parameters, lists with a gap. If no document in hand states a rule, none is checked.
If a section names a heading of [service.md](service.md) as its source, its rules are the ones there. STS was written
from memory, because no document about it is in hand. Nothing here was tried against the real service.

Both signatures are verified (ACS3-HMAC-SHA256 headers, HMAC-SHA1 parameters). Requests are GET or POST, with
parameters in the query or in a form. Answers are JSON, or XML, which is the default of the older signature. The older
parameters OwnerAccount, OwnerId, ResourceOwnerAccount and ResourceOwnerId are not supported.
`;

/** The page \`docs/simulator-coverage.md\`. */
export function coveragePage(): string {
  return [HEAD, ...ACTIONS.map(actionSection), codeSection()].join("\n");
}

function actionSection(action: Action): string {
  const rows = action.parameters.map((parameter) => parameterRow(parameter, action.lists));
  const head = ["| parameter | required | must be | otherwise | default |", "|---|---|---|---|---|"];
  const table = [...head, ...rows].join("\n");
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
  const cells = [
    required(parameter, list),
    rules.join("; "),
    codes(parameter, list),
    parameter.byDefault ?? "",
  ];
  return `| ${parameter.name} | ${cells.join(" | ")} |`;
}

/** The codes of a parameter that breaks a rule, as far as it has codes of its own. */
function codes(parameter: Parameter, list: List | undefined): string {
  const own = [parameter.code, parameter.missing, list?.missing, list?.tooLong, list?.repeated];
  return [...new Set(own)].filter((code) => code !== undefined).join(", ");
}

function required(parameter: Parameter, list: List | undefined): string {
  if (list === undefined) return parameter.required ? "yes" : "";
  const inEntry = parameter.required ? "in each entry" : "";
  return list.required ? (inEntry === "" ? "at least one" : `${inEntry}, at least one`) : inEntry;
}

const CODES_HEAD = `How we know that a code stands for its situation:

- documented: a document names the code and describes the situation.
- inferred: a document lists the code, and its name alone says what it stands for.
- invented: no document in hand has a code for the situation; the real service may answer with another one.

Most documents are pages of the ECS API reference ([service.md](service.md), Error codes). Where a page has no text for
a code but a placeholder, the message here is invented. A code that is marked "on demand only" has no rule that leads to
it: the setting \`deny\` of the control interface answers with it, as with every other code of this table.
A parameter without a code of its own in the tables above is refused as InvalidParameter.<Parameter>, or as
MissingParameter if it is missing.`;

function codeSection(): string {
  const rows = Object.entries(CODES).map(
    ([code, { status, known, when, ...row }]) =>
      `| ${code} | ${status} | ${known} | ${when}${"onDemand" in row ? " On demand only." : ""} |`,
  );
  const failures = Object.entries(FAILURES).map(
    ([state, { code, message }]) => `| ${state} | ${code} | ${message} |`,
  );
  return [
    "## Error codes",
    CODES_HEAD,
    ["| code | HTTP status | known | when |", "|---|---|---|---|", ...rows].join("\n"),
    "## Failed executions",
    "What an execution says of a scripted failure in a state, unless the settings say it. All invented.",
    ["| state | ErrorCode | ErrorInfo |", "|---|---|---|", ...failures].join("\n"),
  ]
    .join("\n\n")
    .concat("\n");
}
