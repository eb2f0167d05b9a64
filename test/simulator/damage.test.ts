/** A data file that was changed in one place: it is refused where it is damaged, or what it holds can be used. */

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import type { Simulator } from "../../simulator/src/index.js";
import { startSimulator } from "../../simulator/src/index.js";
import { temporaryFolder } from "../support/folder.js";
import { advance, call, control, createPipeline, REGION, startExecution } from "./support.js";

const KEY = { accessKeyId: "key", accessKeySecret: "secret" };
const folder = temporaryFolder();
const data = join(folder, "data.jsonl");

/** Something of every kind. */
async function fill(simulator: Simulator): Promise<void> {
  const further = { accessKeyId: "further", accessKeySecret: "secret" };
  const failures = [{ at: "TESTING", code: "Code", message: "message" }];
  await control(simulator, "settings", { accessKeys: [further], failures, stateSeconds: { BUILDING: 1 } });
  await control(simulator, "catalog", { strict: false, images: ["m-base"] });
  const tag = { "Tag.1.Key": "a", "Tag.1.Value": "1" };
  await call(simulator, "CreateImageComponent", {
    RegionId: REGION,
    Content: "RUN a",
    Name: "component",
    ...tag,
  });
  const id = await createPipeline(simulator, {
    ...tag,
    BuildContent: "RUN a",
    "ToRegionId.1": "cn-beijing",
    ClientToken: "t",
  });
  await startExecution(simulator, id, tag);
  await advance(simulator, 1000);
  await startExecution(simulator, id);
  await call(simulator, "AssumeRole", { RoleArn: "acs:ram::1:role/a", RoleSessionName: "session" });
}

const READS = [
  ...["DescribeImagePipelines", "DescribeImageComponents", "DescribeImages", "DescribeSnapshots"],
  "DescribeInstances",
  "DescribeImagePipelineExecutions",
];

/** Every list, and a change: the codes of what was refused. */
async function use(simulator: Simulator): Promise<readonly unknown[]> {
  const { status, body } = await control(simulator, "state");
  expect([status, body["error"]]).toEqual([200, undefined]);
  const [pipeline] = (body["pipelines"] ?? []) as readonly { readonly id: string }[];
  const ImagePipelineId = pipeline?.id ?? "ip-none";
  const answers = [];
  for (const action of READS) {
    const more = action === "DescribeImagePipelineExecutions" ? { ImagePipelineId } : {};
    answers.push(await call(simulator, action, { RegionId: REGION, ...more }));
  }
  for (const ResourceType of ["image", "imagepipeline", "imagecomponent"]) {
    answers.push(await call(simulator, "ListTagResources", { RegionId: REGION, ResourceType }));
  }
  expect((await control(simulator, "settings", { stateSeconds: { BUILDING: 2 } })).status).toBe(200);
  expect((await control(simulator, "clock")).status).toBe(200);
  answers.push(await call(simulator, "StartImagePipelineExecution", { RegionId: REGION, ImagePipelineId }));
  answers.push(await call(simulator, "DeleteImagePipeline", { RegionId: REGION, ImagePipelineId }));
  return answers.map((answer) => answer.body["Code"]);
}

interface Place {
  readonly holder: Record<string, unknown>;
  readonly name: string;
}

/** All places of a value, at any depth. */
function placesIn(value: unknown): readonly Place[] {
  if (typeof value !== "object" || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((name) => [{ holder, name }, ...placesIn(holder[name])]);
}

test("one changed value never leads to a 500, and the error names only the file, the line and the fault", async () => {
  const first = await startSimulator({ ...KEY, data });
  await fill(first);
  await first.close();
  // Only what still counts stays in the file.
  await (await startSimulator({ ...KEY, data })).close();
  const [header = "", ...lines] = readFileSync(data, "utf8").trim().split("\n");
  const said = new Set<string>();
  let usable = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.nat(lines.length - 1),
      fc.nat(),
      fc.constantFrom<unknown>(undefined, null, 0, -1, 1e300, "", "x", [], {}, [null], { a: null }, true),
      async (line, where, instead) => {
        const changed = lines.map((text, n) => (n === line ? JSON.parse(text) : text));
        const places = placesIn(changed[line]);
        const { holder, name } = places[where % places.length] ?? { holder: {}, name: "" };
        if (instead === undefined) delete holder[name];
        else holder[name] = instead;
        const texts = changed.map((one) => (typeof one === "string" ? one : JSON.stringify(one)));
        writeFileSync(data, `${[header, ...texts].join("\n")}\n`);
        const logged: string[] = [];
        const simulator = await startSimulator({ ...KEY, data, log: (one) => logged.push(one) }).catch(
          (error: Error) => {
            said.add(error.message.replace(/^.* line \d+: /, ""));
            expect(error.message).toMatch(
              new RegExp(`^${data} is damaged in line ${line + 2}: change \\d+ `),
            );
            return undefined;
          },
        );
        if (simulator === undefined) return;
        usable += 1;
        const codes = await use(simulator).finally(() => simulator.close());
        expect(logged.filter((one) => one.startsWith("defect"))).toEqual([]);
        expect(codes).not.toContain("InternalError");
      },
    ),
    { numRuns: 300 },
  );
  expect(readdirSync(folder)).toEqual(["data.jsonl"]);
  expect([said.size > 30, usable > 5]).toEqual([true, true]);
}, 120_000);
