import fc from "fast-check";
import { stackSettings } from "../../../provider/src/ecs/settings/settings";
import { EcsClient } from "../../../provider/src/ecs/transport/client";
import { requestId, serviceSentence } from "../../../provider/src/ecs/transport/service-words";
import { printable } from "../../../provider/src/values/printable";
import { type StandIn, startStandIn } from "../../credentials/stand-in";

const REQUEST_ID = "7A6301A0-1D2F-4F6D-8FC1-0123456789AB";
const COMMAND = "export TOKEN=Tr0ub4dor-q7 && ./deploy.sh";
const DESCRIPTION = "zebra crossing";
const CHINESE = "机密项目代号长江七号";

/** What the service answers to a create, and what a user then sees. */
describe("a service that repeats what it was sent", () => {
  let service: StandIn;
  let answer: Record<string, unknown>;

  beforeAll(async () => {
    service = await startStandIn(() => ({ status: 400, body: answer }));
  });
  afterAll(() => service.close());

  async function messageFor(given: Record<string, unknown>, action = "create"): Promise<string> {
    answer = { Code: "InvalidThing", RequestId: REQUEST_ID, Message: "It is so.", ...given };
    const env = {
      ALICLOUD_ACCESS_KEY: "LTAIx",
      ALICLOUD_SECRET_KEY: "x",
      ALIBABA_CLOUD_ENDPOINT_ECS: service.url,
    };
    const client = new EcsClient(stackSettings(() => undefined, env));
    const regionId = "cn-hangzhou";
    const call =
      action === "create"
        ? client.call("CreateImagePipeline", {
            regionId,
            baseImageType: "IMAGE",
            baseImage: "m-1",
            name: "age",
            description: DESCRIPTION,
            buildContent: `RUN true\nRUN ${COMMAND}\n`,
            tag: [{ key: "codename", value: CHINESE }],
          })
        : client.call("StartImagePipelineExecution", { regionId, imagePipelineId: "ip-1" });
    return call.then(
      () => "it succeeded",
      (error: Error) => error.message,
    );
  }

  const base64 = (text: string) => Buffer.from(text).toString("base64");
  const unicode = (text: string) =>
    [...text].map((character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");

  test.each<[string, string, string]>([
    ["as it is", `"${COMMAND}"`, '"…"'],
    ["with the keyword of its command", `"RUN ${COMMAND}"`, '"RUN …"'],
    ["the whole content", `RUN true\nRUN ${COMMAND}\n`, "RUN true RUN …"],
    ["one word of it", "Tr0ub4dor-q7", "…"],
    ["a part of a word", "tag Tr0ub4dor", "tag …"],
    ["cut off at its beginning", "0ub4dor-q7 && ./deploy.sh", "…"],
    ["cut off at its end", "export TOKEN=Tr0ub4d", "…"],
    ["cut off at both ends", "…r0ub4do…", "…"],
    ["in upper case", COMMAND.toUpperCase(), "…"],
    ["in lower case", COMMAND.toLowerCase(), "…"],
    ["as JSON", JSON.stringify(`RUN true\nRUN "${COMMAND}"`), '"RUN true RUN "…""'],
    ["as JSON in JSON", JSON.stringify(JSON.stringify({ content: `\t${COMMAND}` })), '"{"content":" …"}"'],
    ["in a URL", encodeURIComponent(COMMAND), "…"],
    ["in a URL in a URL", encodeURIComponent(encodeURIComponent(COMMAND)), "…"],
    ["in a form", new URLSearchParams({ a: `=${COMMAND}` }).toString(), "…"],
    ["as HTML", COMMAND.replaceAll("&", "&amp;").replaceAll("=", "&#61;").replaceAll("T", "&#x54;"), "…"],
    ["as \\u escapes", unicode(COMMAND), "…"],
    ["as base64", base64(COMMAND), "…"],
    ["as base64 that begins anywhere", base64(`RUN true\nRUN ${COMMAND}`).slice(14), "…"],
    ["as base64 for URLs", Buffer.from(`ÿþ ${COMMAND}`).toString("base64url"), "…"],
    ["in hexadecimal", Buffer.from(COMMAND).toString("hex"), "…"],
    ["a description, word by word", `zebra, then crossing`, "…, then …"],
    ["a text without blanks between its words", `标签值${CHINESE}无效`, "标签值…无效"],
    ["of such a text a part", "标签值“密项目代号长”无效", "标签值“…”无效"],
  ])("%s: what is printed has nothing of it", async (_, repeated, shown) => {
    expect(await messageFor({ Message: `The value ${repeated} is not valid` })).toBe(
      `CreateImagePipeline in cn-hangzhou: InvalidThing (HTTP 400, request ID ${REQUEST_ID}). The service says: The value ${shown} is not valid.`,
    );
  });

  test.each<[string, unknown]>([
    ["a word of it", "Tr0ub4dor"],
    ["after a code", "InvalidName.Tr0ub4dor"],
    ["in upper case", "INVALID.TR0UB4DOR"],
    ["a sentence", "Invalid Tr0ub4dor"],
    ["an object", { a: "Tr0ub4dor" }],
    ["a list", ["Tr0ub4dor"]],
    ["a number", 7],
    ["nothing", ""],
    ["an escape sequence", "\u001b[31mRed"],
    ["too long", "a".repeat(5000)],
  ])("in its Code, %s: no code is printed", async (_, Code) => {
    const message = await messageFor({ Code });
    expect(message).not.toMatch(/tr0ub4dor|undefined|\[object|a{200}/i);
    expect(message).not.toContain("\u001b");
    expect(message).toMatch(/^CreateImagePipeline in cn-hangzhou: /);
  });

  test.each<[string, unknown]>([
    ["a word of it", "Tr0ub4dor"],
    ["with a real one", `${REQUEST_ID} Tr0ub4dor`],
    ["an object", { a: "Tr0ub4dor" }],
    ["line ends", "a\nb"],
  ])("in its RequestId, %s: none is printed", async (_, RequestId) => {
    const message = await messageFor({ RequestId });
    expect(message).not.toMatch(/tr0ub4dor|undefined|\[object|request ID|\n/i);
  });

  test("a documented code is explained in our words, whatever the service says", async () => {
    expect(await messageFor({ Code: "EmptyCommandContent.RUN", Message: `RUN ${COMMAND} is empty` })).toBe(
      `CreateImagePipeline in cn-hangzhou: EmptyCommandContent.RUN (HTTP 400, request ID ${REQUEST_ID}). A RUN has nothing after it. Complete or remove it.`,
    );
  });

  test("of a call that does not hold the texts, only words are printed that every message has", async () => {
    expect(
      await messageFor({ Message: `The command "${COMMAND}" of the pipeline is not allowed` }, "start"),
    ).toBe(
      `StartImagePipelineExecution in cn-hangzhou: InvalidThing (HTTP 400, request ID ${REQUEST_ID}). The service says: The command "…" of the pipeline is not allowed.`,
    );
  });

  test("of a sentence of which nothing may be printed, nothing is", async () => {
    expect(await messageFor({ Message: "Tr0ub4dor-q7: zebra." }, "start")).toBe(
      `StartImagePipelineExecution in cn-hangzhou: InvalidThing (HTTP 400, request ID ${REQUEST_ID}).`,
    );
  });

  test("nothing that a terminal would act on is printed, and no end of line", async () => {
    const message = await messageFor({
      Message: "It is\u001b[2J\r\nso\u202e ok\u0007\u2028\u009b1m \u200bnow",
    });
    expect(message).toContain("The service says: It is\\x1b[2J so\\u{202e} ok\\x07 \\x9b1m \\u{200b}now.");
    expect(message).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  });

  test("a long message is cut, and takes no time", async () => {
    const start = Date.now();
    const message = await messageFor({ Message: "%25".repeat(300_000) });
    expect(message.length).toBeLessThan(600);
    expect(Date.now() - start).toBeLessThan(2000);
  });
});

describe("words that are no secret stay in the service's messages", () => {
  test.each<[string, string[]]>([
    ["The image family is not valid.", ["age", "mil", "lid", "The image family", "not valid"]],
    ["The specified ImagePipelineId is not found.", ["pip", "found", "ImagePipelineId"]],
    ["A command of the content ended with an error: RUN, COPY.", ["com", "RUN a", "content", "end", "COPY"]],
    ["The quota of 127 commands is reached in cn-hangzhou.", ["127", "hang", "zho"]],
  ])("%s", (sentence, texts) => expect(serviceSentence(sentence, texts)).toBe(sentence));

  test("whatever a user's texts are, a word that is not among them stays", () => {
    const word = fc.stringMatching(/^[a-z]{3,9}$/);
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), word, (texts, said) => {
        fc.pre(!texts.some((text) => text.includes(said) || text.includes("says")));
        expect(serviceSentence(`it says ${said}!`, texts)).toBe(`it says ${said}!`);
      }),
    );
  });
});

test("whatever a user's text is and how it is cut off, what is left of its words is not printed", () => {
  const word = fc.stringMatching(/^[a-zA-Z0-9]{6,20}$/).filter((text) => /\d[a-z]\d/i.test(text));
  fc.assert(
    fc.property(
      word,
      fc.nat(3),
      fc.nat(3),
      fc.constantFrom("", '"', "'", "=", "/", "\u001b"),
      (text, from, to, sign) => {
        const part = text.slice(from, text.length - to);
        fc.pre(part.length > 3);
        for (const form of [part, part.toUpperCase(), encodeURIComponent(`${part} `)]) {
          const shown = serviceSentence(`not valid: ${sign}${form}${sign}.`, [`RUN echo ${text} > /etc/x`]);
          expect(shown.toLowerCase()).not.toContain(part.toLowerCase());
        }
      },
    ),
  );
});

test("printable cuts, and shows what cannot be seen", () => {
  expect(printable("a\tb\u001b]0;x\u0007")).toBe("a\\tb\\x1b]0;x\\x07");
  expect(printable("x".repeat(300), 10)).toBe("xxxxxxxxxx…");
  expect(printable("镜像 ✓")).toBe("镜像 ✓");
});

test("a request ID is printed even if a hash in the content contains a group of four, and not if it is a text of the user's", () => {
  const id = "7A6301A0-1D2F-4F6D-8FC1-0123456789AB";
  expect(requestId(id, ["RUN echo 5d8fc1aa91d2f0"])).toBe(id);
  expect(requestId(id, ["RUN login --token 7a6301a0"])).toBeUndefined();
  expect(requestId(id, [`RUN login --token ${id}`])).toBeUndefined();
});
