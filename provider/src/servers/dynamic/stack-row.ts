import { printable } from "../../values/printable";
import { LONGEST_LINE, type Row } from "../../values/row";

/** A line that cannot be delivered is given up, in milliseconds. */
const DEADLINE = 5_000;

/**
 * The row of the stack. Each line there replaces the one before it, while what the host prints on its standard output stays.
 * The host knows where the engine listens, but not which resource an operation is for.
 *
 * @param host the host's main module. Its gRPC is used: this package has none for the dynamic provider.
 */
export function stackRow(host: NodeJS.Module): Row {
  type Host = <Module>(name: string) => Module;
  const load = host.require.bind(host) as Host;
  const [, , address = ""] = process.argv;
  let send: ((line: string) => void) | undefined;
  const connect = () => {
    const { credentials, Metadata } = load<typeof import("@grpc/grpc-js")>("@grpc/grpc-js");
    const { EngineClient } = load<typeof import("@pulumi/pulumi/proto/engine_grpc_pb")>(
      "@pulumi/pulumi/proto/engine_grpc_pb",
    );
    const { LogRequest, LogSeverity } = load<typeof import("@pulumi/pulumi/proto/engine_pb")>(
      "@pulumi/pulumi/proto/engine_pb",
    );
    // A proxy for the internet does not lead to this machine.
    const client = new EngineClient(address, credentials.createInsecure(), { "grpc.enable_http_proxy": 0 });
    return (line: string) => {
      const request = new LogRequest();
      request.setSeverity(LogSeverity.INFO);
      request.setMessage(printable(line, LONGEST_LINE));
      request.setEphemeral(true);
      // An engine that does not listen is no reason to fail.
      client.log(request, new Metadata(), { deadline: Date.now() + DEADLINE }, () => undefined);
    };
  };
  const show = (line: string) => {
    try {
      send ??= connect();
      send(line);
    } catch {
      // Another version of Pulumi may have other modules, and a line is no reason to fail.
    }
  };
  return { show, calls: 0 };
}
