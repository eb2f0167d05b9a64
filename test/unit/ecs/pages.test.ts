import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { allPages } from "../../../provider/src/ecs/api/pages";
import { stackSettings } from "../../../provider/src/ecs/settings/settings";
import { EcsClient } from "../../../provider/src/ecs/transport/client";

/** What a page has: IDs of pipelines, and the token of the page behind it. */
interface Page {
  ids: string[];
  nextToken: string;
}

const asked: (string | null)[] = [];
let answer: (page: number) => Page;
let server: Server;
let client: EcsClient;

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(new URL(request.url ?? "", "http://localhost").searchParams.get("NextToken"));
    const { ids, nextToken } = answer(asked.length);
    const ImagePipelineSet = ids.map((id) => ({ ImagePipelineId: id }));
    const body = { RequestId: "r", NextToken: nextToken, ImagePipeline: { ImagePipelineSet } };
    response.setHeader("content-type", "application/json").end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const env = {
    ALICLOUD_ACCESS_KEY: "id",
    ALICLOUD_SECRET_KEY: "secret",
    ALIBABA_CLOUD_ENDPOINT_ECS: endpoint,
  };
  client = new EcsClient(
    stackSettings(() => undefined, env),
    { deadline: 300 },
  );
});

beforeEach(() => {
  asked.length = 0;
});

afterEach(() => jest.restoreAllMocks());

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const listed = async () => {
  const items = await allPages(
    client,
    "DescribeImagePipelines",
    { regionId: "cn-hangzhou", maxResults: 500 },
    (page) => page.imagePipeline?.imagePipelineSet,
  );
  return items.map(({ imagePipelineId }) => imagePipelineId);
};

const failure = async () => {
  const error = await listed().catch((thrown: unknown) => thrown);
  return error instanceof Error ? error.message : "it succeeded";
};

const endless = (reason: string) =>
  `DescribeImagePipelines in cn-hangzhou: the listing does not end: ${reason}. The items listed so far were not used. ` +
  "Run this again, with more filters if possible; if it happens again, report it to the service.";

test("every page is read, also behind empty ones", async () => {
  const pages: Page[] = [
    { ids: ["ip-1", "ip-2"], nextToken: "a" },
    { ids: [], nextToken: "b" },
    { ids: [], nextToken: "c" },
    { ids: ["ip-3"], nextToken: "" },
  ];
  answer = (page) => pages[page - 1] ?? { ids: [], nextToken: "" };
  expect(await listed()).toEqual(["ip-1", "ip-2", "ip-3"]);
  expect(asked).toEqual([null, "a", "b", "c"]);
});

describe("a service that never ends a listing gets an error, and no more calls", () => {
  test("where it repeats a token at once", async () => {
    answer = () => ({ ids: ["ip-1"], nextToken: "again" });
    expect(await failure()).toBe(endless("page 2 has the NextToken of an earlier page"));
    expect(asked).toHaveLength(2);
  });

  test("where it repeats a token later", async () => {
    answer = (page) => ({ ids: ["ip-1"], nextToken: `token-${page % 3}` });
    expect(await failure()).toBe(endless("page 4 has the NextToken of an earlier page"));
    expect(asked).toHaveLength(4);
  });

  test("where pages are empty, one after another", async () => {
    answer = (page) => ({ ids: page < 5 ? [`ip-${page}`] : [], nextToken: `token-${page}` });
    expect(await failure()).toBe(endless("20 pages in a row contain nothing new"));
    expect(asked).toHaveLength(24);
  });

  test("where it shows the same page for ever, each time with another token", async () => {
    answer = (page) => ({ ids: ["ip-1", "ip-2"], nextToken: `token-${page}` });
    expect(await failure()).toBe(endless("20 pages in a row contain nothing new"));
    expect(asked).toHaveLength(21);
  });

  test("where there is always another page", async () => {
    answer = (page) => ({ ids: [`ip-${page}`], nextToken: `token-${page}` });
    expect(await failure()).toBe(endless("after 1000 pages there is still another page"));
    expect(asked).toHaveLength(1000);
  }, 60_000);

  test("where pages are slow", async () => {
    let minutes = 0;
    jest.spyOn(performance, "now").mockImplementation(() => {
      minutes += 1;
      return minutes * 60_000;
    });
    answer = (page) => ({ ids: [`ip-${page}`], nextToken: `token-${page}` });
    expect(await failure()).toMatch(
      /the listing does not end: after 10 minutes and \d+ pages there is still another page\./,
    );
    expect(asked.length).toBeLessThan(11);
  });
});
