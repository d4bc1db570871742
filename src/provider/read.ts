import { parseLedger } from "../plan/ledger-text";
import { observedLines } from "../plan/observed-lines";
import { requestReads } from "../plan/request-reads";
import type { Inputs, Outputs } from "./properties";
import type { Session } from "./session";

/**
 * What the tenant holds of what this stack owns, as the lines that a reviewer compares with the declared ones. Not the raw tenant, or
 * everything unmanaged would look like drift. The ledger is only carried along: reading never takes an entry out of it.
 */
export async function read(session: Session, outputs: Outputs): Promise<{ props: Outputs; inputs: Inputs }> {
  const { tenant, policy, source, __ledger } = outputs;
  const ledger = parseLedger(__ledger);
  session.tenant.expectTenant(ledger.tenantId);
  const observed = await session.tenant.readTenant(requestReads(undefined, ledger, policy));
  const lines = observedLines({ ledger, observed, policy });
  session.lastRead = lines;
  return { props: outputs, inputs: { tenant, ...lines, policy, ...(source === undefined ? {} : { source }), __ledger } };
}
