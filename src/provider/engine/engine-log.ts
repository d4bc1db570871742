import { credentials } from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import { visibleLines } from "../../text/visible";

/** The engine's side of a provider process: messages under the resource, and whether the engine is still there. */
export interface EngineLog {
  /** Text under the resource, once. */
  info(text: string): Promise<void>;
  warn(text: string): Promise<void>;
  /** Text below the resource at error severity: the run ends red. */
  error(text: string): Promise<void>;
  /** Live status in the resource's row; replaced by the next. */
  status(text: string): Promise<void>;
  /** Shown by `pulumi … -d` only. */
  debug(text: string): Promise<void>;
}

/** Thrown where the engine no longer answers: the run it belonged to is over. */
class EngineGone extends Error {
  constructor() {
    super("the Pulumi engine does not answer any more");
    this.name = "EngineGone";
  }
}

/**
 * Connects to the engine that started this process: its address is the process's first argument.
 *
 * @param address `host:port` of the engine
 * @param urn the resource under which text appears; "" for the whole run
 */
export function connectEngineLog(address: string, urn: string): EngineLog {
  const client = new EngineClient(address, credentials.createInsecure(), { "grpc.max_send_message_length": 64 << 20 });
  const send = (severity: LogSeverity, message: string, ephemeral: boolean): Promise<void> => {
    const request = new LogRequest();
    request.setSeverity(severity);
    request.setMessage(visibleLines(message));
    request.setUrn(urn);
    request.setEphemeral(ephemeral);
    return new Promise((resolve, reject) => {
      client.log(request, (failure: unknown) => {
        if (failure) reject(new EngineGone());
        else resolve();
      });
    });
  };
  return {
    info: (text) => send(LogSeverity.INFO, text, false),
    warn: (text) => send(LogSeverity.WARNING, text, false),
    error: (text) => send(LogSeverity.ERROR, text, false),
    status: (text) => send(LogSeverity.INFO, text, true),
    debug: (text) => send(LogSeverity.DEBUG, text, false),
  };
}
