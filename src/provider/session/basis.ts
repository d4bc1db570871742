import { emptyLedger } from "../../plan/ledger/ledger-text";
import { readAhead } from "./read-ahead";
import type { ReadAhead } from "./shown-lines";
import type { Basis } from "./shown-lines";
import { takeOver } from "./hand-over";
import { doubtsOf } from "./run-book";
import type { Session } from "./session";

/**
 * What `read` found, as it stands when the program is heard: the engine reads the resources of a state in no order, so
 * that a run that was cut off may have become known later. Undefined where this run has read nothing.
 */
export async function readAheadNow(session: Session, urn: string): Promise<ReadAhead | undefined> {
  const outputs = session.ahead?.outputs ?? takeOver(session, urn);
  if (outputs === undefined) return undefined;
  const known = session.ahead;
  const doubts = doubtsOf(session.runs, outputs, session.surroundings.now());
  if (known === undefined || known.doubts.length !== doubts.length) session.ahead = await readAhead(session, outputs);
  return session.ahead;
}

/** What a stack begins with that has no ledger yet: nothing, or what its first run has left. */
export async function emptyBasis(session: Session): Promise<Basis> {
  // Where Graph is out of reach it was waited for once already: the record of the run asks first, and then the check.
  session.beginning ??= session.tenant.readTenant({
    userNames: [],
    userIds: [],
    groupNames: [],
    groupIds: [],
    wholeTenant: false,
  });
  const { tenant } = await session.beginning;
  return {
    ledger: emptyLedger(tenant.id),
    doubts: doubtsOf(session.runs, undefined, session.surroundings.now()),
  };
}
