import { Agent } from "node:http";
import RPCClient from "@alicloud/pop-core";
import { startSimulator } from "../../simulator/src/index";

export interface Answer {
  /** `accept`, or the code of the error. */
  outcome: string;
  status: number;
  /** What the simulator said, for whoever reads a failure. */
  message: string;
}

interface Refusal {
  code: string;
  data: { Message: string; RequestId: string };
  entry: { response: { statusCode: number } };
}

const isRefusal = (error: unknown): error is Refusal =>
  error instanceof Error && "code" in error && "data" in error && "entry" in error;

/** A simulator of one's own, spoken to by Alibaba's older SDK. */
export async function simulated(): Promise<{
  /** Of a pipeline, unless another action is named. */
  create: (parameters: Record<string, string>, action?: "CreateImageComponent") => Promise<Answer>;
  close: () => Promise<void>;
}> {
  const simulator = await startSimulator({ port: 0 });
  const agent = new Agent({ keepAlive: true });
  const client = new RPCClient({
    endpoint: simulator.endpoint,
    accessKeyId: simulator.accessKeyId,
    accessKeySecret: simulator.accessKeySecret,
    apiVersion: "2014-05-26",
    opts: { method: "POST", formatParams: false, agent },
  });

  return {
    async create(parameters, action) {
      try {
        const { ImagePipelineId, ImageComponentId } = await client.request<Record<string, string>>(
          action ?? "CreateImagePipeline",
          parameters,
        );
        return { outcome: "accept", status: 200, message: ImagePipelineId ?? ImageComponentId ?? "" };
      } catch (error) {
        if (!isRefusal(error)) throw error;
        return { outcome: error.code, status: error.entry.response.statusCode, message: error.data.Message };
      }
    },
    async close() {
      agent.destroy();
      await simulator.close();
    },
  };
}
