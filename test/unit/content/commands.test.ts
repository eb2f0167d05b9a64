import { readFileSync } from "node:fs";
import { join } from "node:path";
import { COMMANDS, type Command, commandNamed, KNOWN_COMMANDS } from "../../../provider/src/content/commands";

const read = (page: string) => readFileSync(join(__dirname, "../../../docs", page), "utf8");

const PLACES = { build: "`buildContent`", test: "`testContent`", component: "components" } as const;
const where = ({ places }: Command) =>
  places.length === 3 ? "everywhere" : places.map((place) => PLACES[place]).join(", ");
const cell = (text: string) => text.replaceAll("|", "\\|");
const isDockers = ({ places }: Command) => places.length === 0;

/** The two tables of docs/building.md. */
function tables(): string {
  const known = COMMANDS.filter((one) => !isDockers(one)).map(
    (one) =>
      `| ${one.name} | ${where(one)} | ${one.systems.join(", ")} | ${one.forms.map((form) => `\`${form}\``).join("<br>")} | ${cell(one.rule)} |`,
  );
  const dockers = COMMANDS.filter(isDockers).map(({ name, instead }) => `| ${name} | ${cell(instead)} |`);
  return [
    ...["| command | where | systems | form | rule |", "|---|---|---|---|---|", ...known, ""],
    ...["The service does not have these instructions of Docker's; the preview refuses them:", ""],
    ...["| instruction | instead |", "|---|---|", ...dockers],
  ].join("\n");
}

test("docs/building.md shows the commands as the check knows them", () => {
  // If this fails: replace the two tables there by what is expected here.
  expect(read("building.md")).toContain(tables());
});

test("docs/service.md has a fact about each command", () => {
  const facts = /^## Build content: commands$[\s\S]*?^## /m.exec(read("service.md"))?.[0] ?? "";
  const rows = facts.split("\n").flatMap((line) => /^\| ([A-Z, ]+) \|/.exec(line)?.[1]?.split(", ") ?? []);
  expect(rows.sort()).toEqual(COMMANDS.map(({ name }) => name).sort());
});

test("every command says what to do: how it is written, or what else to write", () => {
  for (const { name, forms, places, instead } of COMMANDS) {
    expect(forms[0] ?? instead).toMatch(places.length > 0 ? new RegExp(`^${name}`) : /^[A-Z].+\.$/);
    if (places.length === 2) expect(instead).toMatch(/\.$/);
  }
  expect(commandNamed("run")).toBeUndefined();
  expect(KNOWN_COMMANDS).toHaveLength(11);
});
