/** What the simulator's tests share: starting one, and clients for it. */

import { createHash, createHmac, randomUUID } from "node:crypto";
import { request as httpRequest } from "node:http";
import { join } from "node:path";
import RPCClient from "@alicloud/pop-core";
import type { Simulator, SimulatorOptions } from "../../simulator/src/index.js";
import { startSimulator } from "../../simulator/src/index.js";

export const REGION = "cn-hangzhou";

/** The least that CreateImagePipeline takes. */
export const MINIMAL = { RegionId: REGION, BaseImageType: "IMAGE", BaseImage: "m-base" } as const;

/** The built command, for tests that need a process of its own. */
export const COMMAND = join(__dirname, "../../simulator/dist/cli.js");

export type Flat = Readonly<Record<string, string | number | boolean>>;

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** A simulator for one test file; reset it before each test. */
export function useSimulator(options: SimulatorOptions = {}): { readonly current: Simulator } {
  const holder: { simulator?: Simulator } = {};
  beforeAll(async () => {
    holder.simulator = await startSimulator(options);
  });
  beforeEach(async () => {
    if (holder.simulator) await control(holder.simulator, "reset", {});
  });
  afterAll(async () => {
    await holder.simulator?.close();
  });
  return {
    get current() {
      if (holder.simulator === undefined) throw new Error("the simulator is not running");
      return holder.simulator;
    },
  };
}

export interface Target extends Pick<Simulator, "endpoint" | "accessKeyId" | "accessKeySecret"> {
  /** Of temporary credentials. */
  readonly securityToken?: string;
}

const STS_ACTIONS = ["GetCallerIdentity", "AssumeRole", "AssumeRoleWithOIDC"];

/** A client that signs the older way and takes flat parameters. */
export function olderClient(target: Target, apiVersion = "2014-05-26"): RPCClient {
  return new RPCClient({ ...target, apiVersion });
}

/** One call by the older signature: what came back, whether it is an answer or a refusal. */
export async function call(
  target: Target,
  action: string,
  parameters: Flat,
  method = "POST",
): Promise<Answer> {
  const version = STS_ACTIONS.includes(action) ? "2015-04-01" : undefined;
  try {
    const body = await olderClient(target, version).request<Record<string, unknown>>(action, parameters, {
      method,
    });
    return { status: 200, body };
  } catch (error) {
    const refusal = error as { entry?: { response: { statusCode: number } }; data?: Record<string, unknown> };
    if (refusal.entry === undefined) throw error;
    return { status: refusal.entry.response.statusCode, body: refusal.data ?? {} };
  }
}

/** `200`, or the status and code of a refusal: what most tests look at. */
export async function verdict(target: Target, action: string, parameters: Flat): Promise<string> {
  const { status, body } = await call(target, action, parameters);
  return status === 200 ? "200" : `${status} ${body["Code"]}`;
}

export async function createPipeline(target: Target, parameters: Flat = {}): Promise<string> {
  const { status, body } = await call(target, "CreateImagePipeline", { ...MINIMAL, ...parameters });
  if (status !== 200) throw new Error(`refused: ${JSON.stringify(body)}`);
  return String(body["ImagePipelineId"]);
}

export interface Described {
  readonly ImagePipeline: { readonly ImagePipelineSet: readonly Record<string, unknown>[] };
  readonly NextToken?: string;
  readonly MaxResults: number;
  readonly TotalCount: number;
}

export async function describePipelines(target: Target, parameters: Flat = {}): Promise<Described> {
  const { body } = await call(target, "DescribeImagePipelines", { RegionId: REGION, ...parameters });
  return body as unknown as Described;
}

/** The time goes on, for the simulator. */
export async function advance(target: Pick<Simulator, "endpoint">, advanceSeconds: number): Promise<void> {
  await control(target, "clock", { advanceSeconds });
}

export async function startExecution(
  target: Target,
  ImagePipelineId: string,
  more: Flat = {},
): Promise<string> {
  const parameters = { RegionId: REGION, ImagePipelineId, ...more };
  const { status, body } = await call(target, "StartImagePipelineExecution", parameters);
  if (status !== 200) throw new Error(`refused: ${JSON.stringify(body)}`);
  return String(body["ExecutionId"]);
}

/** Executions as they are described, all on one page. */
export async function describeExecutions(
  target: Target,
  parameters: Flat,
): Promise<readonly Record<string, unknown>[]> {
  const { body } = await call(target, "DescribeImagePipelineExecutions", { RegionId: REGION, ...parameters });
  const set = body["ImagePipelineExecution"] as { ImagePipelineExecutionSet: Record<string, unknown>[] };
  return set.ImagePipelineExecutionSet;
}

/** The one execution with an ID, as it is described. */
export async function describeExecution(target: Target, id: string): Promise<Record<string, unknown>> {
  const [execution] = await describeExecutions(target, { ExecutionId: id });
  if (execution === undefined) throw new Error(`${id} is not there`);
  return execution;
}

/** The one pipeline with an ID, as it is described. */
export async function describePipeline(target: Target, id: string): Promise<Record<string, unknown>> {
  const { ImagePipeline } = await describePipelines(target, { "ImagePipelineId.1": id });
  const [pipeline] = ImagePipeline.ImagePipelineSet;
  if (pipeline === undefined) throw new Error(`${id} is not there`);
  return pipeline;
}

/** A request to the control interface: GET without a body, POST with one. */
export async function control(target: Pick<Simulator, "endpoint">, path: string, body?: unknown) {
  const response = await fetch(`${target.endpoint}/_simulator/${path}`, {
    ...(body !== undefined && { method: "POST", body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

export interface RawRequest {
  readonly method?: string;
  readonly query?: Flat;
  readonly form?: Flat;
  /** A body that is no form, with the content type among the headers. */
  readonly body?: string;
  /** Names in SignedHeaders of headers that are not sent. */
  readonly alsoSigned?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  /** Header names to leave out of SignedHeaders. */
  readonly unsigned?: readonly string[];
  readonly action?: string;
  readonly version?: string;
  readonly date?: Date;
  /** What is sent instead, after it was signed; a header of `undefined` is left out. */
  readonly tamper?: (sent: Sent) => Partial<Sent>;
}

interface Sent {
  readonly url: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** A request with the current signature, written from the reference: what no SDK lets a test do. */
export async function signedRequest(
  target: Target,
  raw: RawRequest,
): Promise<{ status: number; text: string }> {
  const sent = signed(target, raw);
  return send(raw.method ?? "POST", { ...sent, ...raw.tamper?.(sent) });
}

export function signed(target: Target, raw: RawRequest) {
  const { method = "POST", query = {}, form, unsigned = [], alsoSigned = [] } = raw;
  const body = form === undefined ? (raw.body ?? "") : encodePairs(form);
  const url = new URL(target.endpoint);
  const headers: Record<string, string> = {
    host: url.host,
    "x-acs-action": raw.action ?? "DescribeImagePipelines",
    "x-acs-version": raw.version ?? "2014-05-26",
    "x-acs-date": (raw.date ?? new Date()).toISOString().replace(/\.\d+Z$/, "Z"),
    "x-acs-signature-nonce": randomUUID(),
    "x-acs-content-sha256": createHash("sha256").update(body).digest("hex"),
    ...(form && { "content-type": "application/x-www-form-urlencoded" }),
    ...raw.headers,
  };
  const names = [...Object.keys(headers), ...alsoSigned].filter((name) => !unsigned.includes(name)).sort();
  const canonical = [
    method,
    "/",
    encodePairs(query),
    names.map((name) => `${name}:${Object.hasOwn(headers, name) ? headers[name] : ""}\n`).join(""),
    names.join(";"),
    headers["x-acs-content-sha256"],
  ].join("\n");
  const text = `ACS3-HMAC-SHA256\n${createHash("sha256").update(canonical).digest("hex")}`;
  const signature = createHmac("sha256", target.accessKeySecret).update(text).digest("hex");
  headers["authorization"] =
    `ACS3-HMAC-SHA256 Credential=${target.accessKeyId},SignedHeaders=${names.join(";")},Signature=${signature}`;
  return { url: `${target.endpoint}/?${encodePairs(query)}`, body, headers };
}

/** A query with the older signature: for answers that its SDK cannot read. */
export function olderQuery(target: Target, action: string, parameters: Flat): string {
  const all: Flat = {
    ...parameters,
    Action: action,
    Version: "2014-05-26",
    AccessKeyId: target.accessKeyId,
    SignatureMethod: "HMAC-SHA1",
    SignatureVersion: "1.0",
    SignatureNonce: randomUUID(),
    Timestamp: new Date().toISOString().replace(/\.\d+Z$/, "Z"),
  };
  const text = `GET&%2F&${encode(encodePairs(all))}`;
  const Signature = createHmac("sha1", `${target.accessKeySecret}&`).update(text).digest("base64");
  return encodePairs({ ...all, Signature });
}

function send(method: string, { url, body, headers }: Sent) {
  const kept = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const request = httpRequest(url, { method, headers: kept }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString("utf8") }),
      );
    });
    request.on("error", reject);
    request.end(body);
  });
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function encodePairs(pairs: Flat): string {
  return Object.keys(pairs)
    .sort()
    .map((name) => `${encode(name)}=${encode(String(pairs[name]))}`)
    .join("&");
}
