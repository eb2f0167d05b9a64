import { AsyncLocalStorage } from "node:async_hooks";
import { credentials, Metadata } from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import { printable } from "../../values/printable";
import { type Row as CallRow, LONGEST_LINE } from "../../values/row";

/** A line that cannot be delivered must not hold up an operation. In milliseconds. */
const LOG_DEADLINE = 5_000;

/** What is printed on the row of a resource, while one of its operations runs. */
interface Row extends CallRow {
  urn: string;
  /** The last line of progress, which is repeated when the operation ends. */
  last?: string | undefined;
  /** Lines are sent one after another, to keep their order. */
  sent: Promise<void>;
}

/** The engine that called this plugin, for what is printed. */
export class Engine {
  private readonly rows = new AsyncLocalStorage<Row>();
  private readonly stack = this.rowOf("");
  private client: EngineClient | undefined;
  /** The engine checks and compares a resource more than once in a run. */
  private warned = new Set<string>();

  /** @param address host and port; it differs from run to run if the plugin is attached to a debugger. */
  connect(address: string): void {
    this.client?.close();
    this.warned = new Set();
    this.client = new EngineClient(address, credentials.createInsecure(), {
      // A proxy for the internet does not lead to this machine.
      "grpc.enable_http_proxy": 0,
    });
  }

  /** Prints a warning on the row of a resource, once in a run. */
  async warn(urn: string, line: string): Promise<void> {
    const key = `${urn} ${line}`;
    if (this.warned.has(key)) return;
    this.warned.add(key);
    await this.log(LogSeverity.WARNING, urn, line);
  }

  /** Runs an operation, whose progress is shown on the row of its resource and not repeated, but for the last line. */
  async onRow<Result>(urn: string, operation: () => Promise<Result>): Promise<Result> {
    const row = this.rowOf(urn);
    try {
      return await this.rows.run(row, operation);
    } finally {
      await row.sent;
      if (row.last !== undefined) await this.log(LogSeverity.INFO, urn, row.last);
    }
  }

  /** Prints a line of the operation that is running. A warning is kept. */
  readonly say = (line: string): void => {
    const row = this.rows.getStore();
    if (!row) return;
    const warning = /^warning: (.*)$/s.exec(line)?.[1];
    if (warning !== undefined) {
      row.sent = row.sent.then(() => this.warn(row.urn, warning));
      return;
    }
    row.last = line;
    row.show(line);
  };

  /** The row of the resource whose operation is running, or that of the stack, as for a lookup. */
  readonly row = (): Row => this.rows.getStore() ?? this.stack;

  private rowOf(urn: string): Row {
    const row: Row = {
      urn,
      calls: 0,
      sent: Promise.resolve(),
      show: (line) => {
        row.sent = row.sent.then(() => this.log(LogSeverity.INFO, urn, line, true));
      },
    };
    return row;
  }

  private log(severity: LogSeverity, urn: string, line: string, ephemeral = false): Promise<void> {
    const { client } = this;
    if (!client) return Promise.resolve();
    const request = new LogRequest();
    request.setSeverity(severity);
    request.setMessage(printable(line, LONGEST_LINE));
    request.setUrn(urn);
    request.setEphemeral(ephemeral);
    // An engine that does not listen is no reason to fail.
    return new Promise((resolve) => {
      client.log(request, new Metadata(), { deadline: Date.now() + LOG_DEADLINE }, () => resolve());
    });
  }
}
