import { componentsIn } from "../../../provider/src/command/try-components";
import { componentsFrom } from "../../../provider/src/trying/components";

const ARN = "acs:ecs:cn-hangzhou:123:imagecomponent/agent";
const base = { regionId: "cn-hangzhou", accountId: "123", imageComponentName: "agent" };
const resource = (type: string, id: string, outputs: object) => ({ urn: `urn::${id}`, type, id, outputs });
const secret = (more: object) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  ...more,
});

const stack = componentsIn(
  JSON.stringify({
    version: 3,
    deployment: {
      resources: [
        resource("pulumi-nodejs:dynamic/alicloud:ImageComponent", "ic-1", {
          ...base,
          componentVersion: "1.9.0",
          content: "RUN old",
        }),
        resource("alicloud-image-builder:index:ImageComponent", "ic-2", {
          ...base,
          componentVersion: "1.10.0",
          content: "RUN new",
        }),
        resource("alicloud:ecs/ecsImageComponent:EcsImageComponent", "ic-3", { content: "RUN other" }),
        resource("alicloud-image-builder:index:ImageComponent", "ic-4", {
          ...base,
          componentVersion: "2.0.0",
          content: secret({ ciphertext: "…" }),
        }),
        resource("alicloud-image-builder:index:ImageComponent", "ic-5", {
          content: secret({ plaintext: '"RUN shown"' }),
        }),
        resource("alicloud-image-builder:index:ImagePipeline", "ip-1", { buildContent: "RUN no" }),
      ],
    },
  }),
  "stack.json",
);

test.each<[string, string | undefined]>([
  ["ic-1", "RUN old"],
  ["ic-3", "RUN other"],
  ["ic-5", "RUN shown"],
  [`${ARN}/1.9.0`, "RUN old"],
  [`${ARN}/1.*.*`, "RUN new"],
  [`${ARN}:1.*.*`, "RUN new"],
  ["ip-1", undefined],
  ["ic-9", undefined],
])("what COMPONENT %s names in a stack", (reference, content) => {
  expect(componentsFrom([], stack)(reference)).toBe(content);
});

test("what is given comes first: by the whole reference, or by the name in an ARN", () => {
  const given = [
    { reference: "ic-1", content: "RUN given" },
    { reference: "agent", content: "RUN by name" },
  ];
  const find = componentsFrom(given, stack);
  expect([find("ic-1"), find(`${ARN}/1.*.*`), find("ic-3")]).toEqual([
    "RUN given",
    "RUN by name",
    "RUN other",
  ]);
});

test("a content that the export has encrypted is an error with two remedies, and never a component that is missing", () => {
  expect(() => componentsFrom([], stack)(`${ARN}/*.*.*`)).toThrow(
    "the content of the component ic-4 is encrypted in the stack's export. Use `pulumi stack export --show-secrets`, or give the content with --component ic-4=FILE.",
  );
});

test("what is no export is refused, without its text", () => {
  expect(() => componentsIn("s3cret", "stack.json")).toThrow(
    "stack.json: this is not a stack export. Use the output of `pulumi stack export`.",
  );
});
