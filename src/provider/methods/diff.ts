import { digestOfLedger } from "../session/read-ahead";
import type { Inputs, LineByName, Outputs } from "../contract/properties";
import { staleInputs } from "../engine/refusal";
import type { Session } from "../session/session";
import { emptyLine, isBlock, lineOf } from "../contract/shown-lines";

/**
 * Says nothing of what changes: the engine then compares the inputs itself, and prints one line a changed principal.
 *
 * The engine also calls it during a refresh, with the outputs just read and the inputs of the state, before `check`
 * has run. A ledger that moved on is no change there, and neither is somebody whose line the engine is no longer
 * given, alone or in a block.
 *
 * @throws Refusal where the run did not read the tenant first
 */
export function diff(session: Session, outputs: Outputs, inputs: Inputs): { readonly changes?: boolean } {
  const { checked, ahead, isUnplanned } = session;
  if (checked === undefined && !isUnplanned && ahead !== undefined) {
    return {
      changes:
        isMoved(inputs.users, ahead.shown.users, ahead.lines.users, isBlock) ||
        isMoved(inputs.groups, ahead.shown.groups, ahead.lines.groups, () => false),
    };
  }
  if (ahead?.ledgerDigest !== digestOfLedger(outputs)) throw staleInputs();
  return {};
}

/**
 * Whether the tenant holds something else than the state says, or a change is waiting that the state does not know.
 *
 * @param isTogether whether a line stands for many
 */
function isMoved(
  state: LineByName,
  shown: LineByName,
  held: LineByName,
  isTogether: (name: string) => boolean,
): boolean {
  const isHeld = (name: string, line: string): boolean =>
    isTogether(name) || (lineOf(held, name) ?? emptyLine) === line;
  const isKnown = (name: string, line: string): boolean =>
    Object.hasOwn(state, name) && (!isTogether(name) || state[name] === line);
  return (
    Object.entries(state).some(([name, line]) => !isHeld(name, line)) ||
    Object.entries(shown).some(([name, line]) => !isKnown(name, line))
  );
}
