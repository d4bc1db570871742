import { credentials } from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { GetRootResourceRequest } from "@pulumi/pulumi/proto/engine_pb";

/** How often the engine is asked whether it is still there. Milliseconds. */
const beat = 1_000;

/**
 * Notices that the engine is gone, whatever the process is doing: nobody ends a provider whose engine was killed. What
 * is asked is harmless and shown nowhere.
 *
 * @param address `host:port` of the engine
 */
export function watchForOrphans(address: string, onOrphaned: () => void): void {
  if (address === "") return;
  const client = new EngineClient(address, credentials.createInsecure());
  const parent = process.ppid;
  let unanswered = 0;
  let asking = false;
  const timer = setInterval(() => {
    if (process.ppid !== parent || unanswered >= 2) {
      clearInterval(timer);
      onOrphaned();
      return;
    }
    if (asking) return;
    asking = true;
    client.getRootResource(new GetRootResourceRequest(), (failure: unknown) => {
      asking = false;
      unanswered = failure ? unanswered + 1 : 0;
    });
  }, beat);
  timer.unref();
}
