import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../support/root";

/** The packages that a package is built on. */
const dependenciesOf = (name: string): string[] =>
  Object.keys(
    JSON.parse(readFileSync(join(root, "node_modules", name, "package.json"), "utf8")).dependencies ?? {},
  ).sort();

test("the ECS SDK is built on openapi-core, and so are we: no second client stack is in the package", () => {
  expect(dependenciesOf("@alicloud/ecs20140526")).toEqual([
    "@alicloud/openapi-core",
    "@darabonba/typescript",
  ]);
  const licences = readFileSync(join(root, "provider/plugin/THIRD-PARTY-LICENSES.txt"), "utf8");
  expect(licences).toContain("@alicloud/openapi-core 1.");
  expect(licences).not.toContain("@alicloud/openapi-client");
});

test("the documents name every library that is in the package on purpose", () => {
  const { devDependencies } = JSON.parse(readFileSync(join(root, "provider/package.json"), "utf8"));
  const bundled = Object.keys(devDependencies).filter(
    (name) => !/^(@types\/|esbuild$|@darabonba\/typescript$)/.test(name),
  );
  const text = readFileSync(join(root, "docs/how-it-works.md"), "utf8");
  expect(bundled.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
});
