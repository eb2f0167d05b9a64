import { execFileSync } from "node:child_process";
import { join } from "node:path";

/** Texts as users have them by accident or by a generator, and as somebody writes them who wants to hold a run up. */
const fragments = [
  ...[
    "#",
    "# \n",
    "\n",
    "\r",
    "\r\n",
    " ",
    "\t\n",
    "\\",
    "\\\n",
    "\\ ",
    "\\\n#\n",
    "x",
    "RUN a\n",
    "RUN \\\n",
  ],
  ...[
    "FROM a\n",
    "from",
    "FROM IMAGE:m-1 ",
    "COMPONENT null\n",
    "undefined\n",
    "RUN <<E\n",
    "RUN cat <<A <<B\n",
  ],
  ...["--a ", "ONBUILD ", "curl ", "wget http", "git ", "npm \t", "{{", "{{ ", "{{}", "{{a}}", "{ ", "}}"],
  ...[
    "Tasks:\n",
    "Tasks ",
    "- a\n",
    "- ",
    "? ",
    "&a ",
    "*a ",
    "[",
    "[]",
    "{a: ",
    "|\n",
    "'",
    '"',
    "a: ",
    "---\n",
  ],
  ...["[object ", "[object A", "Calling [to", " # ", "&& ", "'\"", "$(", "镜", "\u2028", "\uFEFF", "/", "-a"],
];

/** What stands before the fragments, so that each form and each scan has its turn. */
const task = "Tasks:\n  - Name: A\n    Action: RunShellCommand\n    Properties:\n      commandContent: ";
const beginnings = ["", "RUN ", "FROM IMAGE:m-1\nRUN a\n", "Tasks: ", `${task}"`, `${task}|\n        `];

test("no text holds a check, a declaration or the making of a content up: 16 KB and 1 MB of each of sixty kinds take 200 ms at most", () => {
  const job = { fragments, beginnings, sizes: [16_000, 1_000_000], limit: 200 };
  const output = execFileSync(process.execPath, [join(__dirname, "measure.cjs"), JSON.stringify(job)], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    timeout: 240_000,
    maxBuffer: 100_000_000,
  });
  expect(JSON.parse(output)).toEqual([]);
}, 250_000);
