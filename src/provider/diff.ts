import { sameLines } from "./declared";
import type { Inputs, Outputs } from "./properties";
import { Refusal } from "./refusal";
import type { Session } from "./session";

/**
 * Says nothing of what changes: the engine then compares the inputs itself, and prints one line a changed principal.
 *
 * The engine also calls it during a refresh, with the outputs just read and the inputs of the state, before `check` has run; only lines
 * count there, or a ledger that moved on would show as a change.
 *
 * @throws Refusal where the run did not read the tenant first
 */
export function diff(session: Session, outputs: Outputs, inputs: Inputs): { readonly changes?: boolean } {
  if (session.checked === undefined) {
    const { lastRead } = session;
    const same = lastRead !== undefined && sameLines(lastRead.users, inputs.users) && sameLines(lastRead.groups, inputs.groups);
    return same ? { changes: false } : {};
  }
  if (inputs.__ledger !== outputs.__ledger) {
    throw new Refusal(
      "stale-inputs",
      "This run has not read the tenant first, so it cannot tell what this stack owns.",
      "Run it with --refresh, or keep `options: { refresh: always }` in Pulumi.yaml.",
    );
  }
  return {};
}
