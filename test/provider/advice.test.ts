import { readFileSync } from "node:fs";
import { join } from "node:path";
import { connect } from "../../provider/src/ecs/api/ecs";
import { stackSettings } from "../../provider/src/ecs/settings/settings";
import { shell } from "../../provider/src/servers/dynamic/shell";
import { type StandIn, startStandIn } from "../credentials/stand-in";
import { codesIn } from "../support/documented-codes";
import type { DynamicHost } from "../support/dynamic-host";
import { errorOf } from "../support/error";
import { root } from "../support/root";
import { declared, startHost } from "./stand";

jest.setTimeout(180_000);

/*
 * Every error code that docs/service.md lists for an action of this provider, as the service answers with it: each has
 * a sentence of our own that says what is wrong or what to do.
 */

interface Documented {
  action: string;
  status: number;
  code: string;
}

function documentedCodes(): Documented[] {
  const found: Documented[] = [];
  let heading = "";
  let actions: string[] = [];
  for (const line of readFileSync(join(root, "docs/service.md"), "utf8").split("\n")) {
    heading = /^#+ (.*)/.exec(line)?.[1] ?? heading;
    const cells = line.split("|").slice(1, -1);
    const [first = "", second = "", third = ""] = cells.map((cell) => cell.trim());
    if (/^[45]\d\d$/.test(first)) {
      for (const code of codesIn(second)) found.push({ action: heading, status: Number(first), code });
    } else if (/^[45]\d\d$/.test(second)) {
      if (first !== "") actions = first.split(", ");
      for (const code of codesIn(third)) {
        for (const action of actions) found.push({ action, status: Number(second), code });
      }
    }
  }
  return found;
}

/** The provider acts on these itself: it waits for the other build, or takes the deletion as done. */
const ACTED_ON = [
  "StartImagePipelineExecution InvalidImagePipeline.HasRunningExecution",
  "DeleteImagePipeline InvalidImagePipeline.HasRunningExecution",
  "DeleteImagePipeline InvalidImagePipeline.NotFound",
  "DeleteImageComponent InvalidImageComponent.NotFound",
  "DeleteImage InvalidImageId.NotFound",
  "DescribeImageSharePermission InvalidImageId.NotFound",
  "ModifyImageSharePermission InvalidImageId.NotFound",
  "DescribeImagePipelineExecutions InvalidImagePipeline.NotFound",
  "DeleteImage OperationDenied.ImageCopying",
  "DeleteImage ImageIsImporting",
  "DeleteImage ImageIsExporting",
  "CancelImagePipelineExecution InvalidStatus.CancelFailed",
  "CancelImagePipelineExecution InvalidStatus.ImagePipelineExecution",
  "CancelImagePipelineExecution InvalidImagePipelineExecution.NotFound",
  "CancelImagePipelineExecution InvalidImagePipelineExecutionId.NotFound",
];

const cases = documentedCodes().filter(({ action, code }) => !ACTED_ON.includes(`${action} ${code}`));

const RequestId = "7A6301A0-1D2F-4F6D-8FC1-0123456789AB";
const AccountId = "1234567890123456";
const regionId = "cn-hangzhou";

let service: StandIn;
let host: DynamicHost;
let refusal: Documented | undefined;

/** What the service answers before it comes to a call: an image is only unshared after DeleteImage was refused. */
const BEFORE: Record<string, Documented> = {
  DescribeImageSharePermission: { action: "DeleteImage", status: 403, code: "ImageUseShared" },
  ModifyImageSharePermission: { action: "DeleteImage", status: 403, code: "ImageUseShared" },
};

/** What the service answers to all other calls. */
const answers: Record<string, object> = {
  GetCallerIdentity: { AccountId },
  DescribeImagePipelineExecutions: {
    ImagePipelineExecution: {
      ImagePipelineExecutionSet: [
        { ExecutionId: "exec-1", ImagePipelineId: "ip-1", Status: "SUCCESS", ImageId: "m-1" },
      ],
    },
  },
  DescribeImages: { Images: { Image: [{ ImageId: "m-1", DiskDeviceMappings: { DiskDeviceMapping: [] } }] } },
  DescribeImageSharePermission: { Accounts: { Account: [{ AliyunId: 1234567890 }] } },
  DescribeImagePipelines: {
    ImagePipeline: { ImagePipelineSet: [{ ImagePipelineId: "ip-1", Name: "ip-1" }] },
  },
  DescribeImageComponents: {
    ImageComponent: { ImageComponentSet: [{ ImageComponentId: "ic-1", Name: "ic-1" }] },
  },
};

beforeAll(async () => {
  service = await startStandIn(({ headers }) => {
    const action = String(headers["x-acs-action"]);
    for (const refused of [refusal, BEFORE[refusal?.action ?? ""]])
      if (action === refused?.action)
        return {
          status: refused.status,
          body: { Code: refused.code, Message: "The service's text.", RequestId },
        };
    return { body: { ...answers[action], RequestId } };
  });
  host = await startHost({ config: CONFIG, env: reached() });
});

afterAll(() => service?.close());

const CONFIG = { "alicloud:region": regionId, "alicloud:maxRetryTimeout": "1" };
const reached = () => ({
  ALICLOUD_ACCESS_KEY: "LTAIx",
  ALICLOUD_SECRET_KEY: "x",
  ALIBABA_CLOUD_ENDPOINT_ECS: service.url,
  ALIBABA_CLOUD_ENDPOINT_STS: service.url,
});

/** Calls that no resource makes: those of lookups and commands. */
const images = () =>
  connect(stackSettings((key) => new Map(Object.entries(CONFIG)).get(key), reached())).images;

const PIPELINE = declared({ regionId });
const COMPONENT = { __provider: shell("imageComponent"), regionId, content: "RUN a" };
const BUILD = { __provider: shell("imagePipelineExecution"), regionId, imagePipelineId: "ip-1" };
const BUILT = {
  ...BUILD,
  executionId: "exec-1",
  status: "SUCCESS",
  imageId: "m-1",
  deleteImageOnDestroy: true,
  snapshotIds: ["s-1"],
  accountId: AccountId,
};

const calls: Record<string, () => Promise<unknown>> = {
  CreateImagePipeline: () => host.create(PIPELINE),
  CreateImageComponent: () => host.create(COMPONENT),
  StartImagePipelineExecution: () => host.create(BUILD),
  DeleteImageComponent: () => host.delete("ic-1", COMPONENT),
  DescribeImagePipelines: () => host.read("ip-1", PIPELINE),
  DescribeImageComponents: () => host.read("ic-1", COMPONENT),
  DescribeImagePipelineExecutions: () => host.read("exec-1", BUILT),
  TagResources: () => host.update("ip-1", PIPELINE, { ...PIPELINE, tags: { team: "a" } }),
  UntagResources: () => host.update("ip-1", { ...PIPELINE, tags: { team: "a" } }, PIPELINE),
  DescribeImageSharePermission: () => host.delete("exec-1", BUILT),
  ModifyImageSharePermission: () => host.delete("exec-1", BUILT),
  DeleteImage: () => host.delete("exec-1", BUILT),
  DeleteSnapshot: () => host.delete("exec-1", BUILT),
  DescribeImageFromFamily: () => images().fromFamily(regionId, "web"),
  ModifyImageAttribute: () => images().setStatus(regionId, "m-1", "Deprecated"),
};

test("every action with a code that the provider does not act on itself is called here", () => {
  expect(cases.length).toBeGreaterThan(130);
  expect([...new Set(cases.map(({ action }) => action))].sort()).toEqual(Object.keys(calls).sort());
});

/** Permissions: the service's sentence is kept, and the advice names the action and the resource. */
const ADVICE =
  /^(The service says: The service's text\. The account or RAM user needs the permission |(?!The service says)\w)/;

test.each(cases)("$action $code ($status) has advice", async (documented) => {
  refusal = documented;
  const { action, status, code } = documented;
  const { message } = await errorOf(calls[action]?.() ?? Promise.resolve());
  const start = `${action} in ${regionId}: ${code} (HTTP ${status}, request ID ${RequestId})`;
  expect(message).toContain(start);
  const rest = message
    .slice(message.indexOf(start) + start.length)
    .replace(/^ after \d+ attempts in \d+ s/, "");
  const said = rest.replace(/^\. /, "");
  expect(said).toMatch(ADVICE);
  expect(said.length).toBeGreaterThan(20);
});

test("a build that the service could not start is an error at once, and not repeated", async () => {
  refusal = {
    action: "StartImagePipelineExecution",
    status: 500,
    code: "StartImagePipelineExecution.Failed",
  };
  const before = service.asked.length;
  const { message } = await errorOf(host.create(BUILD));
  const starts = service.asked
    .slice(before)
    .filter(({ headers }) => headers["x-acs-action"] === "StartImagePipelineExecution");
  expect(starts).toHaveLength(1);
  expect(message).toContain("The service could not start the build. Check instanceType and vswitchId");
});

test.each(["InvalidResourceType.NotFound", "InvalidResourceId.NotSupported"])(
  "a type of resource that cannot be tagged (%s): the error says how to replace the resource instead",
  async (code) => {
    refusal = { action: "TagResources", status: 404, code };
    const { message } = await errorOf(calls["TagResources"]?.() ?? Promise.resolve());
    expect(message).toContain('replaceOnChanges: ["tags"]');
  },
);

test("a used-up quota, which a replacement can cause, names deleteBeforeReplace; a missing role the policy", async () => {
  refusal = { action: "CreateImagePipeline", status: 400, code: "QuotaExceed.ImagePipeline" };
  expect((await errorOf(host.create(PIPELINE))).message).toContain("deleteBeforeReplace: true");
  refusal = { ...refusal, status: 403, code: "InvalidOperation.NoPermissionCreateServiceLinkedRole" };
  const [policy = ""] = /\{.*\}/.exec((await errorOf(host.create(PIPELINE))).message) ?? [];
  expect(JSON.parse(policy)).toEqual({
    Version: "1",
    Statement: [
      {
        Effect: "Allow",
        Action: "ram:CreateServiceLinkedRole",
        Resource: "*",
        Condition: { StringEquals: { "ram:ServiceName": "imagebuilder.ecs.aliyuncs.com" } },
      },
    ],
  });
});
