import { type DynamicHost, HostError, startDynamicHost } from "../support/dynamic-host";

const __provider = `
exports.handler = () => ({
  configure(request) { this.region = request.config.get("alicloud:region"); },
  check: async (olds, news) => news.name === ""
    ? { failures: [{ property: "", reason: "name: is empty" }] }
    : { inputs: { ...news, checked: true } },
  diff: async (id, olds, news) => olds.name === news.name ? { changes: false } : { changes: true, replaces: ["name"] },
  async create(inputs) {
    if (inputs.name === "half") {
      throw Object.assign(new Error("half made"), { id: "id-half", properties: { name: "half" }, reasons: ["a", "b"] });
    }
    if (inputs.name === "not") throw new Error("not made");
    return { id: "id-1", outs: { ...inputs, seen: this.region } };
  },
  read: async (id, props) => id === "gone" ? {} : { id, props, inputs: { name: props.name } },
  update: async (id, olds, news) => ({ outs: { name: news.name, was: olds.name } }),
  delete: async (id) => { throw new Error("deleting " + id); },
})`;

let host: DynamicHost;

beforeAll(async () => {
  host = await startDynamicHost();
  await host.configure({ "alicloud:region": "cn-hangzhou" });
});

afterAll(() => host.stop());

test("a check gives back inputs, or failures", async () => {
  const good = await host.check({}, { __provider, name: "a", left: undefined });
  expect(good).toEqual({ inputs: { __provider, name: "a", checked: true }, failures: [] });
  const bad = await host.check({}, { __provider, name: "" });
  expect(bad.failures).toEqual([{ property: "", reason: "name: is empty" }]);
});

test("a diff says what changes and what replaces", async () => {
  const answer = await host.diff("id-1", { __provider, name: "a" }, { __provider, name: "b" });
  expect(answer).toEqual({ changes: "some", replaces: ["name"], deleteBeforeReplace: false });
  const same = await host.diff("id-1", { __provider, name: "a" }, { __provider, name: "a" });
  expect(same.changes).toBe("none");
});

test("create, read, update and delete go through, with the stack's configuration", async () => {
  expect(await host.create({ __provider, name: "a" })).toEqual({
    id: "id-1",
    properties: { __provider, name: "a", seen: "cn-hangzhou" },
  });
  expect(await host.read("id-1", { __provider, name: "a" })).toEqual({
    id: "id-1",
    properties: { __provider, name: "a" },
    inputs: { __provider, name: "a" },
  });
  expect(await host.read("gone", { __provider })).toMatchObject({ id: "" });
  expect(await host.update("id-1", { __provider, name: "a" }, { __provider, name: "b" })).toEqual({
    properties: { __provider, name: "b", was: "a" },
  });
  await expect(host.delete("id-1", { __provider })).rejects.toThrow("deleting id-1");
});

test("an error keeps its message, and the resource that it names", async () => {
  const plain = await host.create({ __provider, name: "not" }).catch((error: unknown) => error);
  expect(plain).toBeInstanceOf(HostError);
  expect(plain).toMatchObject({ code: 2, message: "not made", details: undefined });
  const half = await host.create({ __provider, name: "half" }).catch((error: unknown) => error);
  expect(half).toMatchObject({
    message: "half made",
    details: { id: "id-half", properties: { name: "half" }, reasons: ["a", "b"] },
  });
});
