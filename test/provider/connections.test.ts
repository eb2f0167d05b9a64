import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { stackSettings } from "../../provider/src/ecs/settings/settings";
import { EcsClient } from "../../provider/src/ecs/transport/client";

test("calls share connections: as many are opened as there are calls at once", async () => {
  let connections = 0;
  const server = createServer((request, response) => {
    request.resume().on("end", () => response.end('{"RequestId":"R","ImagePipelineId":"ip-1"}'));
  });
  server.on("connection", () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const env = {
    ALICLOUD_ACCESS_KEY: "LTAIkey",
    ALICLOUD_SECRET_KEY: "the-secret",
    ALIBABA_CLOUD_ENDPOINT_ECS: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  };
  const client = new EcsClient(stackSettings(() => undefined, env));
  const call = () => client.call("CreateImagePipeline", { regionId: "cn-hangzhou" });
  try {
    for (let turn = 0; turn < 5; turn += 1) await Promise.all([call(), call(), call()]);
    expect(connections).toBe(3);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
