import { cases } from "./cases";
import { simulated } from "./client";
import { requestOf } from "./wire";

describe("the simulator, for every case of the table", () => {
  let simulator: Awaited<ReturnType<typeof simulated>>;
  beforeAll(async () => {
    simulator = await simulated();
  });
  afterAll(() => simulator.close());

  test.each(cases.map((one) => [one.title, one] as const))("%s", async (_title, one) => {
    const { outcome, status, message } = await simulator.create(
      requestOf(one),
      one.resource && "CreateImageComponent",
    );
    const allowed = [one.simulator].flat();
    if (!allowed.includes(outcome)) {
      throw new Error(`Expected ${allowed.join(" or ")}, received ${outcome}: ${message}`);
    }
    if (outcome === "accept") expect(message).toMatch(one.resource ? /^ic-/ : /^ip-/);
    else
      expect(status).toBe(
        /\.NotFound$|^NotSupportedCommand|^MissingParameter\.(?!Content$)/.test(outcome) ? 404 : 400,
      );
  });
});
