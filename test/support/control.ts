import { once } from "node:events";
import { Agent, type IncomingMessage, request } from "node:http";

const agent = new Agent({ keepAlive: true });

/** Calls a simulator's control interface. `fetch` would take three times as long, and unit tests make thousands of calls. */
export async function control<Answer>(endpoint: string, path: string, body?: object): Promise<Answer> {
  const method = body ? "POST" : "GET";
  const asked = request(`${endpoint}/_simulator/${path}`, { agent, method });
  asked.end(body && JSON.stringify(body));
  const [response]: IncomingMessage[] = await once(asked, "response");
  if (!response) throw new Error(`no response to ${path}`);
  const text = (await response.toArray()).join("");
  if ((response.statusCode ?? 500) >= 300) throw new Error(text);
  return JSON.parse(text || "null");
}
