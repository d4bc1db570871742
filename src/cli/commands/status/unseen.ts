import type { Ledger, LedgerEntry } from "../../../terms/ledger";
import { momentText } from "../../moment";

/** Something that a stack will take back, and that was not there when it looked. */
export interface Unseen {
  readonly principal: "user" | "group";
  readonly id: string;
  readonly name: string;
  readonly skuId: string;
  /** As the stack file called it. */
  readonly written: string;
  /** ISO 8601. */
  readonly since: string;
}

/** What the ledger of a stack has as seen absent and not believed to be gone. */
export function unseenOf(ledgers: readonly Ledger[]): readonly Unseen[] {
  return ledgers.flatMap(({ users, groups }) => [...unseenIn("user", users), ...unseenIn("group", groups)]);
}

function unseenIn(principal: Unseen["principal"], entries: readonly LedgerEntry[]): readonly Unseen[] {
  return entries.flatMap(({ id, name, skus }) =>
    skus.flatMap(({ skuId, written, seenAbsent: since }) =>
      since === undefined ? [] : [{ principal, id, name, skuId, written, since }],
    ),
  );
}

/** Lines for a terminal; none where nothing is to be told. */
export function unseenLines(stack: string, unseen: readonly Unseen[] | undefined): readonly string[] {
  if (unseen === undefined) return ["", `The state of ${stack} could not be read: what it waits for is not told.`];
  if (unseen.length === 0) return [];
  return [
    "",
    `To be taken back by ${stack}, and not believed to be gone; every run looks again:`,
    ...unseen.map(
      ({ principal, name, written, since }) =>
        `  ${principal === "group" ? "group " : ""}${name}: ${written}, seen absent since ${momentText(since)}`,
    ),
  ];
}
