import { readAhead } from "../session/read-ahead";
import { handOver } from "../session/hand-over";
import { protectOf, type Inputs, type Outputs } from "../contract/properties";
import { verifyOutputs } from "../engine/verify-outputs";
import type { Session } from "../session/session";

/**
 * What the tenant holds of what this stack owns, as the lines that a reviewer compares with the declared ones. Not
 * the raw tenant, or everything unmanaged would look like drift. The ledger is only carried along: reading never
 * takes an entry out of it.
 */
export async function read(session: Session, stored: Outputs): Promise<{ props: Outputs; inputs: Inputs }> {
  verifyOutputs(stored);
  const { tenant, policy, source } = stored;
  const ahead = await readAhead(session, stored);
  const outputs = { ...stored, seats: ahead.seats };
  session.ahead = ahead;
  handOver(session);
  if (outputs.protect === false) await (await import("./plan-destroy.js")).foretellDestroy(session, outputs);
  return {
    props: outputs,
    inputs: {
      tenant,
      ...ahead.shown,
      policy,
      ...protectOf(outputs),
      ...(source === undefined ? {} : { source }),
      __ledger: ahead.ledgerDigest,
    },
  };
}
