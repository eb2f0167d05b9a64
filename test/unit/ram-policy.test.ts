import { readFileSync } from "node:fs";
import { join } from "node:path";
import { RESOURCES } from "../../provider/src/ecs/transport/permissions";
import { operations } from "../../provider/src/ecs/transport/sdk";
import { root } from "../support/root";

const page = readFileSync(join(root, "docs/ram-policy.md"), "utf8");

/** The rows of the table under a heading, as the texts of their cells. */
const rowsUnder = (heading: string): string[][] =>
  (page.split(`## ${heading}\n`)[1]?.split("\n## ")[0] ?? "")
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .slice(1)
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

const actionsIn = (text: string): string[] =>
  [...text.matchAll(/\b(?:ecs|sts|ram):\w+/g)].map(([one]) => one);

interface Policy {
  Statement: { Action: string[]; Resource: string | string[] }[];
}

const policies: Policy[] = [...page.matchAll(/```json\n([^`]+)```/g)].map(([, json = ""]) =>
  JSON.parse(json),
);
const ofCi: Policy = JSON.parse(readFileSync(join(root, "examples/ci/ram-policy.json"), "utf8"));

const actionsOf = (...from: Policy[]): string[] =>
  [...new Set(from.flatMap(({ Statement }) => Statement.flatMap(({ Action }) => Action)))].sort();

/** Every action that the provider calls. */
const called = Object.keys(operations).map((action) => `ecs:${action}`);
const ROLE = "ram:CreateServiceLinkedRole";

test("the page names every action that the provider calls, its resource, and the features that need it", () => {
  const expected = [...called, ROLE, "sts:GetCallerIdentity"].sort();
  const byResource = rowsUnder("Which action needs which resource").map(([action = ""]) => actionsIn(action));
  expect(byResource.flat().sort()).toEqual(expected);
  const byFeature = rowsUnder("Which feature needs which actions").flatMap(([, cell = ""]) =>
    actionsIn(cell),
  );
  expect([...new Set(byFeature)].sort()).toEqual(expected);
});

test("an error names the same resources as the page", () => {
  const rows = rowsUnder("Which action needs which resource").flatMap(([action = "", resource = ""]) =>
    action.startsWith("`ecs:")
      ? [[action.slice(5, -1), [...resource.matchAll(/`([^`]+)`/g)].map(([, one]) => one)] as const]
      : [],
  );
  const named = Object.entries(RESOURCES).map(([action, resources]) => {
    const types = resources.flatMap((resource) =>
      ["imagepipeline", "imagecomponent"].flatMap((type) => resource.replace("{resourceType}", type)),
    );
    return [action, [...new Set(types)].map((resource) => resource.replace(/\{\w+\}/, "ID"))];
  });
  expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(named));
});

test("the policies of the page allow every action, for the resource that it needs", () => {
  expect(actionsOf(...policies)).toEqual([...called, ROLE].sort());
  for (const { Statement } of policies) {
    for (const { Action, Resource } of Statement) {
      for (const action of Action.filter((name) => name !== ROLE)) {
        const types = (RESOURCES[action.slice(4)] ?? []).map(
          (resource) => resource.replace("{resourceType}", "imagepipeline").split("/")[0],
        );
        for (const type of types) {
          if (type === "*") expect(Resource).toBe("*");
          else expect(Resource).toContain(`acs:ecs:REGION:ACCOUNT:${type}/*`);
        }
      }
    }
  }
});

test("the policy of examples/ci has the same actions", () => {
  expect(actionsOf(ofCi)).toEqual([...called, ROLE].sort());
});
