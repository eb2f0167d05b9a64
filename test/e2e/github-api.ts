import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";

export interface Comment {
  id: number;
  body: string;
  user: { login: string; type: "Bot" | "User" };
}

/** The comments of one pull request, as GitHub's REST API lists, creates and changes them. */
export interface GitHubApi {
  readonly url: string;
  readonly comments: Comment[];
  /** `METHOD path`, in their order. */
  readonly calls: string[];
  /** Set, every call is refused with this status. */
  refuses?: number;
  stop(): void;
}

export async function startGitHubApi(options: {
  repository: string;
  pullRequest: number;
  token: string;
}): Promise<GitHubApi> {
  const { repository, pullRequest, token } = options;
  const issues = `/repos/${repository}/issues`;
  const comments: Comment[] = [];
  const calls: string[] = [];
  const server: Server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "", "http://api");
    const answer = (status: number, body: unknown) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    calls.push(`${request.method} ${pathname}`);
    if (api.refuses) return answer(api.refuses, { message: "Resource not accessible by integration" });
    if (request.headers.authorization !== `Bearer ${token}`)
      return answer(401, { message: "Bad credentials" });

    const list = `${issues}/${pullRequest}/comments`;
    if (request.method === "GET" && pathname === list) {
      const size = Number(searchParams.get("per_page") ?? 30);
      const from = (Number(searchParams.get("page") ?? 1) - 1) * size;
      return answer(200, comments.slice(from, from + size));
    }
    const { body } = (await json(request)) as { body: string };
    if ([...body].length > 65_536) return answer(422, { message: "Body is too long" });
    const user = { login: "github-actions[bot]", type: "Bot" } as const;
    if (request.method === "POST" && pathname === list) {
      const comment = { id: 1000 + comments.length, body, user };
      comments.push(comment);
      return answer(201, comment);
    }
    const changed = comments.find(({ id }) => pathname === `${issues}/comments/${id}`);
    if (request.method !== "PATCH" || !changed) return answer(404, { message: "Not Found" });
    changed.body = body;
    return answer(200, changed);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const api: GitHubApi = {
    url: `http://127.0.0.1:${port}`,
    comments,
    calls,
    stop: () => void server.close(),
  };
  return api;
}
