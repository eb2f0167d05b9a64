import { join } from "node:path";
import { startChild } from "./child";
import { root } from "./root";

/** An item as `GET /_simulator/state` tells of it. */
export interface SimulatedItem {
  id: string;
  accountId: string;
  regionId: string;
  /** The flat parameters as they were sent. */
  request: Record<string, string>;
  /** As Describe returns it. */
  current: Record<string, unknown>;
}

export interface SimulatorState {
  pipelines: SimulatedItem[];
  executions: SimulatedItem[];
  components: SimulatedItem[];
  images: SimulatedItem[];
  snapshots: SimulatedItem[];
  /** How often each action was called. */
  calls: Record<string, number>;
  /** How many requests had a bad signature. */
  rejected: number;
}

/** What is given to one rule of `POST /_simulator/faults`; `{}` clears. */
export interface FaultRules {
  seed?: number;
  rate?: number;
  kinds?: string[];
  actions?: string[];
  count?: number;
  delayMs?: number;
}

/** What can be declared of an image at any time. */
export interface ImageChange {
  status?: string;
  /** How many instances use it: the simulator has none. */
  instances?: number;
  isPublic?: boolean;
  sharedWith?: string[];
  /** ISO 8601. */
  creationTime?: string;
}

/** An image that no execution leaves; everything but the region has a default. */
export interface NewImage extends ImageChange {
  regionId: string;
  /** `system`: a public image of Alibaba Cloud. */
  owner?: "self" | "system";
  accountId?: string;
  imageId?: string;
  name?: string;
  imageFamily?: string;
  description?: string;
  resourceGroupId?: string;
  osType?: string;
  architecture?: string;
  platform?: string;
  size?: number;
  tags?: Record<string, string>;
  copied?: boolean;
}

/** The built simulator, a process of its own, spoken to as anyone else would. */
export interface Simulator {
  readonly pid: number;
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  stderr(): string;
  state(): Promise<SimulatorState>;
  reset(): Promise<void>;
  faults(rules: FaultRules): Promise<void>;
  quota(body: { callsPerSecond?: number }): Promise<void>;
  catalog(body: Record<string, unknown>): Promise<void>;
  settings(body: Record<string, unknown>): Promise<void>;
  advanceClock(seconds: number): Promise<void>;
  /** Changes a pipeline from outside, in a way that the API has no action for; null takes a parameter away. */
  alter(id: string, parameters: Record<string, string | null>): Promise<void>;
  /** Makes an image what ModifyImageAttribute or copying would: `Deprecated`, `Creating`, … */
  setImageStatus(id: string, status: string): Promise<void>;
  /** Whether instances use an image: the simulator has no instances. */
  setImageUsage(id: string, usage: "instance" | "none"): Promise<void>;
  /** Makes images, each with a snapshot, and returns their IDs. */
  makeImages(...images: NewImage[]): Promise<string[]>;
  /** Declares something of an image. */
  setImage(id: string, change: ImageChange): Promise<void>;
  stop(signal?: NodeJS.Signals): Promise<number | undefined>;
}

/** Starts one on a free port; further arguments go to its command line (`--data`, `--port` …). */
export async function startSimulator(args: string[] = []): Promise<Simulator> {
  const port = args.includes("--port") ? [] : ["--port", "0"];
  const child = startChild(process.execPath, [join(root, "simulator/dist/cli.js"), ...port, ...args]);
  const { endpoint, accessKeyId, accessKeySecret } = JSON.parse(await child.firstLine());
  const post = async (path: string, body: object) => {
    await control(endpoint, path, body);
  };
  return {
    pid: child.process.pid ?? 0,
    endpoint,
    accessKeyId,
    accessKeySecret,
    stderr: child.stderr,
    state: () => control<SimulatorState>(endpoint, "state"),
    reset: () => post("reset", {}),
    faults: (rules) => post("faults", rules),
    quota: (body) => post("quota", body),
    catalog: (body) => post("catalog", body),
    settings: (body) => post("settings", body),
    advanceClock: (seconds) => post("clock", { advanceSeconds: seconds }),
    alter: (id, parameters) => post(`pipelines/${id}`, { parameters }),
    setImageStatus: (id, status) => post(`images/${id}`, { status }),
    setImageUsage: (id, usage) => post(`images/${id}`, { usage }),
    makeImages: async (...images) => {
      const made = await control<{ imageIds: string[] }>(endpoint, "images", { images });
      return made.imageIds;
    },
    setImage: (id, change) => post(`images/${id}`, change),
    stop: child.stop,
  };
}

async function control<Answer>(endpoint: string, path: string, body?: object): Promise<Answer> {
  const response = await fetch(`${endpoint}/_simulator/${path}`, {
    ...(body !== undefined && {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`the simulator answered ${path} with ${response.status}: ${text}`);
  return JSON.parse(text || "null");
}
