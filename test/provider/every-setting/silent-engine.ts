import { Server, ServerCredentials } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { type LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";

/** The one side of the engine that a provider calls: its log. */
export interface SilentEngine {
  /** `host:port`, as the engine hands it to a provider. */
  readonly address: string;
  /** What is shown by `pulumi … -d` only, of the run as a whole. */
  readonly debugged: string[];
  stop(): void;
}

export async function startSilentEngine(): Promise<SilentEngine> {
  const server = new Server();
  const debugged: string[] = [];
  const unused = (_call: unknown, answer: (failure: null, reply: Empty) => void): void => answer(null, new Empty());
  server.addService(EngineService, {
    log: (call: { request: LogRequest }, answer: (failure: null, reply: Empty) => void) => {
      const { request } = call;
      if (request.getSeverity() === LogSeverity.DEBUG && request.getUrn() === "") debugged.push(request.getMessage());
      answer(null, new Empty());
    },
    getRootResource: unused,
    setRootResource: unused,
    startDebugging: unused,
    requirePulumiVersion: unused,
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (failure, bound) =>
      failure === null ? resolve(bound) : reject(failure),
    );
  });
  return { address: `127.0.0.1:${port}`, debugged, stop: () => server.forceShutdown() };
}
