import { readMailboxes } from "../../../graph/read/seats/read-mailboxes";
import { readSeatHolders } from "../../../graph/read/seats/read-seat-holders";
import type { ObservedSku } from "../../../terms/observed";
import type { SeatHolder, Waste } from "../../../terms/waste";
import { perhapsShared } from "../../../waste/find-waste";
import type { CliContext } from "../../context";
import { openReader } from "../../tenant";

/** Everybody who holds a seat; what mailboxes are for only where that is asked. */
export async function readHolders(
  context: CliContext,
  skus: readonly ObservedSku[],
  { days, now, mailboxes }: { readonly days: number; readonly now: string; readonly mailboxes: boolean },
  onCount: (people: number) => void,
): Promise<{
  readonly holders: readonly SeatHolder[];
  readonly unknown: Pick<Waste, "signInsUnknown" | "mailboxesUnknown">;
}> {
  const reader = openReader(context);
  const { holders, signInsUnknown } = await readSeatHolders(reader, skus, onCount);
  const why = signInsUnknown === undefined ? {} : { signInsUnknown };
  if (!mailboxes) return { holders, unknown: why };
  const { purposes, unknown } = await readMailboxes(reader, perhapsShared(holders, { days, now }));
  return {
    holders: holders.map((holder) => {
      const mailbox = purposes.get(holder.id);
      return mailbox === undefined ? holder : { ...holder, mailbox };
    }),
    unknown: { ...why, ...(unknown === undefined ? {} : { mailboxesUnknown: unknown }) },
  };
}
