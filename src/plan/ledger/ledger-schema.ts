import { z } from "zod";

/** Put together when a ledger is first read: a check without a tenant reads none, and starts sooner. */
function describeLedger() {
  // What stands in a state comes from outside: somebody may have edited it, or restored half of it.

  const number = z.int().nonnegative();
  const text = z.string();
  const counts = z.record(text, number);

  const selection = z.union([z.literal(0), z.tuple([z.enum(["-", "+"])], text)]);
  /** SKU, name as written, selection, since when it is seen absent. */
  const sku = z.tuple([text, text, selection, number.optional()]);
  const gone = z.enum(["", "d", "m"]);
  /** Id, name, list, location, whether it is gone, when it was written last. */
  const row = z.tuple([text, text, number, text, gone, number.optional()]);
  const entry = z.union([text, row]);

  /** Id, since when, name, and that it is a group. */
  const place = z.tuple([text, text.regex(/^\d{4}-\d{2}-\d{2}$/), text, z.literal("g").optional()]);

  /** The parts of a ledger's text, without what refers from one to another. */
  const ledgerSchema = z.object({
    ledger: z.union([z.literal(1), z.literal(2)]),
    tenant: text,
    noneRemoved: z.literal(true).optional(),
    protected: z.array(text).optional(),
    protectedNames: z.record(text, text).optional(),
    losses: z.record(text.regex(/^\d{4}-\d{2}-\d{2}$/), number).optional(),
    approvals: counts.optional(),
    waiting: z.record(text, z.array(place)).optional(),
    asked: counts.optional(),
    skus: z.array(sku),
    lists: z.array(z.array(number)),
    domains: z.array(text),
    moments: z.array(text).optional(),
    users: z.array(entry),
    groups: z.array(entry),
  });
  return { selection, sku, entry, ledgerSchema };
}

type Described = ReturnType<typeof describeLedger>;
let described: Described | undefined;

export type LedgerText = z.infer<Described["ledgerSchema"]>;
export type SelectionText = z.infer<Described["selection"]>;
export type SkuText = z.infer<Described["sku"]>;
export type EntryText = z.infer<Described["entry"]>;

/** The text of a ledger that this version cannot read. */
export class LedgerTextError extends Error {
  override readonly name = "LedgerTextError";
}

export const restore = "Restore the state from its history.";

/** Where a value stands in a text that does not fit: ` (users.3)`. */
function damagedAt(path: readonly PropertyKey[] = []): LedgerTextError {
  const place = path.length === 0 ? "" : ` (${path.join(".")})`;
  return new LedgerTextError(
    `The ledger in the state is damaged: it is not the text that this program wrote${place}. ${restore}`,
  );
}

/** As it was written, in its parts; what refers from one to another is checked as it is read. */
export function parseText(ledger: string): LedgerText {
  let parsed: unknown;
  try {
    parsed = JSON.parse(ledger);
  } catch {
    throw damagedAt();
  }
  if (typeof parsed !== "object" || parsed === null) throw damagedAt();
  const version = "ledger" in parsed ? parsed.ledger : undefined;
  if (typeof version !== "number") throw damagedAt(["ledger"]);
  if (version !== 1 && version !== 2) {
    throw new LedgerTextError(
      `The ledger in the state has version ${version}, this program knows versions 1 and 2. Use the program ` +
        "that wrote it, or a later one.",
    );
  }
  described ??= describeLedger();
  const known = described.ledgerSchema.safeParse(parsed);
  if (!known.success) throw damagedAt(known.error.issues[0]?.path);
  return known.data;
}
