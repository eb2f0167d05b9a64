import {
  type Policies,
  type ReportViolation,
  remediateResourceOfType,
  validateResourceOfType,
  validateStackResourcesOfType,
} from "@pulumi/policy";
import type * as pulumi from "@pulumi/pulumi";
import * as messages from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import * as dynamic from "../../../provider/src/index";
import * as plugin from "../../../provider/src/plugin";

/*
 * Pulumi's own server of policies, asked as the engine asks it, but within this process. test/system/policies.test.ts has
 * real previews.
 */

const NAMES = ["ImagePipeline", "ImageComponent", "ImagePipelineExecution", "ImageRetention"] as const;
const TYPES = NAMES.flatMap((name) => [
  `pulumi-nodejs:dynamic/alicloud:${name}`,
  `alicloud-image-builder:index:${name}`,
]);
const OTHERS = ["alicloud:ecs/image:Image", "pulumi:providers:alicloud-image-builder", "pulumi:pulumi:Stack"];

// Not in its types.
const server = jest.requireActual<Record<string, unknown>>("@pulumi/policy/server");

/** The classes by their names. */
const [ofDynamic, ofPlugin] = [{ ...dynamic }, { ...plugin }];

type Class = new (name: string, args: object) => pulumi.Resource;

/** Asks one of the functions of the server. */
function asked<Request, Response>(
  rpc: unknown,
  policies: Policies,
  request: Request,
): Promise<Response | undefined> {
  const make = rpc as (
    name: string,
    version: string,
    level: string,
    policies: Policies,
  ) => (
    call: { request: Request },
    done: (error: Error | undefined, response?: Response) => void,
  ) => Promise<void>;
  return new Promise((resolve, reject) => {
    const done = (error: Error | undefined, response?: Response) =>
      error ? reject(error) : resolve(response);
    void make("pack", "1.0.0", "remediate", policies)({ request }, done);
  });
}

const PROPERTIES = { regionId: "cn-hangzhou", tags: { team: "web" } };

const resource = <Message extends messages.AnalyzeRequest | messages.AnalyzerResource>(
  message: Message,
  type: string,
): Message => {
  message.setUrn(`urn:pulumi:test::test::${type}::web`);
  message.setName("web");
  message.setType(type);
  message.setOptions(new messages.AnalyzerResourceOptions());
  message.setProperties(Struct.fromJavaScript(PROPERTIES));
  return message;
};

const report = (_: object, __: object, reportViolation: ReportViolation) => reportViolation("seen");

/** The types of which a policy with this class says something. */
async function matched(policies: Policies): Promise<string[]> {
  const found: string[] = [];
  for (const type of [...TYPES, ...OTHERS]) {
    const request = resource(new messages.AnalyzeRequest(), type);
    const [validated, remediated, stack] = [
      await asked<unknown, messages.AnalyzeResponse>(server["makeAnalyzeRpcFun"], policies, request),
      await asked<unknown, messages.RemediateResponse>(server["makeRemediateRpcFun"], policies, request),
      await asked<unknown, messages.AnalyzeResponse>(
        server["makeAnalyzeStackRpcFun"],
        policies,
        new messages.AnalyzeStackRequest().setResourcesList([
          resource(new messages.AnalyzerResource(), type),
        ]),
      ),
    ];
    found.push(
      ...Array(validated?.getDiagnosticsList().length).fill(type),
      ...Array(remediated?.getRemediationsList().length).fill(type),
      ...Array(stack?.getDiagnosticsList().length).fill(type),
    );
  }
  return found;
}

/** One kind of policy of a class. */
const KINDS: [string, (type: Class) => Policies][] = [
  [
    "validateResourceOfType",
    (type) => [{ name: "p", description: "d", validateResource: validateResourceOfType(type, report) }],
  ],
  [
    "remediateResourceOfType",
    (type) => [
      {
        name: "p",
        description: "d",
        remediateResource: remediateResourceOfType(type, (properties) => properties),
      },
    ],
  ],
  [
    "validateStackResourcesOfType",
    (type) => [{ name: "p", description: "d", validateStack: validateStackResourcesOfType(type, report) }],
  ],
];

describe.each(NAMES)("a policy for %s", (name) => {
  describe.each([
    ["the package", ofDynamic[name]],
    ["its entry /plugin", ofPlugin[name]],
  ])("imported from %s", (_, type) => {
    test.each(KINDS)(
      "is applied by %s to the resources of both entries, and to no others",
      async (_, make) => {
        expect(await matched(make(type as unknown as Class))).toEqual([
          `pulumi-nodejs:dynamic/alicloud:${name}`,
          `alicloud-image-builder:index:${name}`,
        ]);
      },
    );
  });
});

test("a policy for the explicit provider of the plugin is applied to it", async () => {
  expect(
    await matched([
      {
        name: "p",
        description: "d",
        validateResource: validateResourceOfType(plugin.Provider, report),
      },
    ]),
  ).toEqual(["pulumi:providers:alicloud-image-builder"]);
});

test("a policy has the arguments with their types", () => {
  const validate = validateResourceOfType(dynamic.ImagePipeline, (pipeline, _, reportViolation) => {
    const team: string | undefined = pipeline.tags?.["team"];
    const bandwidth: number | undefined = pipeline.internetMaxBandwidthOut;
    // @ts-expect-error The compiler knows the arguments.
    reportViolation(`${team}${bandwidth}${pipeline.vSwitch}`);
  });
  expect(validate).toBeInstanceOf(Function);
});
