import { z } from "zod";
import type { Plan } from "../../terms/plan";

/** Where the stack says something: in a file, or in what a program passes. */
export const placeSchema = z.union([
  z.object({ file: z.string(), line: z.int(), column: z.int() }),
  z.object({
    property: z.string().describe("Path in the arguments of a program, e.g. assignments[0].licenses[1]"),
    file: z.never().optional(),
    line: z.never().optional(),
    column: z.never().optional(),
  }),
]);

const reason = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("declared"), assignment: z.string(), place: placeSchema.optional() }),
  z.object({ kind: z.literal("drift") }),
  z.object({ kind: z.literal("undeclared") }),
  z.object({ kind: z.literal("expired"), assignment: z.string(), until: z.string(), place: placeSchema.optional() }),
  z.object({ kind: z.literal("left"), assignment: z.string(), why: z.string(), place: placeSchema.optional() }),
  z.object({ kind: z.literal("authority"), scope: z.enum(["declared", "tenant"]) }),
  z.object({ kind: z.literal("carriedOver"), fromSku: z.string() }),
  z.object({ kind: z.literal("moved"), to: z.enum(["group", "direct"]), group: z.string() }),
]);
const grant = z.object({
  skuId: z.string(),
  disabledPlans: z.array(z.string()),
  disabledBefore: z.array(z.string()).optional(),
  reasons: z.array(reason),
  managed: z.boolean().optional().describe("The stack declares which plans are on"),
});
const removal = z.object({
  skuId: z.string(),
  disabledBefore: z.array(z.string()),
  reasons: z.array(reason),
  onlyIfInherited: z.string().optional(),
  keptBy: z.array(z.string()).optional().describe("Members of the group who keep the SKU on another path"),
});
const transition = z.object({
  principal: z.enum(["user", "group"]),
  id: z.string(),
  name: z.string(),
  currentName: z.string(),
  kind: z.enum(["grant", "swap", "adjust", "withdraw", "locate", "reprocess"]),
  usageLocation: z.object({ before: z.string().optional(), after: z.string() }).optional(),
  grants: z.array(grant),
  removals: z.array(removal),
  again: z
    .object({ skuIds: z.array(z.string()), members: z.array(z.object({ id: z.string(), name: z.string() })) })
    .optional()
    .describe("Of reprocess: for whom there was no seat of what, and is one now"),
  reach: z
    .object({
      total: z.int().describe("Everybody in the group, and who has left it and still has something from it"),
      gain: z.array(z.string()).describe("Who gets a SKU by this group that they had on no path"),
      lose: z.array(z.string()).describe("Who loses something by this group"),
    })
    .optional()
    .describe("Of a group that gives or takes something: its members"),
  place: placeSchema.optional(),
  digest: z.string().describe("Over desired, ledger and observed of this principal: what was approved for it"),
});
const loss = z.object({
  userId: z.string(),
  name: z.string(),
  path: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("removed") }),
    z.object({ kind: z.literal("plansOff"), skuId: z.string(), plans: z.array(z.string()) }),
    z.object({ kind: z.literal("groupRemoved"), group: z.string() }),
    z.object({ kind: z.literal("leftGroup"), group: z.string() }),
    z
      .object({ kind: z.literal("ruleChanged"), group: z.string() })
      .describe("Perhaps: the rule of who is in the group is another one"),
    z.object({ kind: z.literal("groupPlansOff"), group: z.string(), skuId: z.string(), plans: z.array(z.string()) }),
  ]),
  skuId: z.string().optional(),
  fromSku: z.string().optional().describe("SKU whose removal, or whose plans, are the cause"),
  critical: z.array(z.enum(["mailbox", "files", "teams", "phone"])),
  reasons: z.array(reason),
  approvedBy: z.string().optional().describe("Digest of the approve entry that allows this loss"),
});
const membership = z.object({
  group: z.string().describe("Its object id; of a group that is not there yet a text that is none"),
  name: z.string(),
  isNew: z.literal(true).optional().describe("It is not there yet"),
  join: z.array(z.string()),
  leave: z.array(z.string()),
  rule: z
    .object({ before: z.string().optional(), after: z.string() })
    .optional()
    .describe("Where Entra decides who is in it by a rule that is new, or another one"),
  place: placeSchema.optional(),
  digest: z.string().describe("Over what is declared and observed of its members: what was approved for it"),
});
const count = z.int().min(0);
const seat = z.object({
  skuId: z.string(),
  bought: count,
  warning: count.describe("Of bought: expired and in grace"),
  usedNow: count,
  usedAfter: z.int(),
  gained: count,
  freed: count,
  short: count,
  missing: count
    .optional()
    .describe("Seats to buy so that nobody goes without; more than short where too many are used"),
  goWithout: z.array(z.string()),
});

const waitReason = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("noSeat"), left: count.describe("Of bought, after the run"), bought: count }),
  z.object({ kind: z.literal("stuck") }),
  z.object({ kind: z.literal("needs"), skuId: z.string() }),
  z.object({ kind: z.literal("together"), skuId: z.string() }),
  z.object({ kind: z.literal("stays"), skuId: z.string() }),
]);
export const waitSchema = z.object({
  principal: z.enum(["user", "group"]),
  id: z.string(),
  name: z.string(),
  licenses: z.array(
    z.object({
      skuId: z.string(),
      reason: waitReason,
      since: z.string().optional().describe("Day of the first run that had no seat"),
    }),
  ),
  keeps: z.array(z.string()).describe("SKUs that stay until then although they are no longer declared"),
  group: z.string().optional().describe("Of a member: the group through which it would come"),
  place: placeSchema.optional(),
});

export const precedenceSchema = z.object({
  skuId: z.string(),
  id: z.string(),
  name: z.string(),
  priority: count,
  passed: count.describe("How many wait longer"),
  longest: z.object({ name: z.string(), since: z.string() }),
});

const seats = z.number().int().nonnegative();

const skus = z.record(
  z.string(),
  z.object({ partNumber: z.string(), name: z.string(), callingPlans: z.array(z.string()).optional() }),
);
const plans = z.record(z.string(), z.string());
const memberships = z
  .array(membership)
  .optional()
  .describe("Groups that the stack makes: those that are made, or whose members change; absent: none");

/** The part of a plan that says who is to get or lose what. */
export const changesSchema = z.object({
  skus,
  plans,
  transitions: z.array(transition),
  memberships,
  losses: z.array(loss),
});

const forecastSchema = z.object({
  until: z.string(),
  days: z
    .array(
      z.object({
        day: z.string(),
        causes: z.array(
          z.discriminatedUnion("kind", [
            z.object({ kind: z.enum(["begins", "ends"]), assignment: z.string() }),
            z.object({ kind: z.literal("gone"), skuId: z.string(), seats }),
            z.object({ kind: z.literal("term"), skuId: z.string(), seats, isTrial: z.boolean() }),
          ]),
        ),
        lines: z.array(
          z.object({
            skuId: z.string(),
            bought: seats,
            unrenewed: seats.describe("Of bought, those whose term is over by then unless somebody renews"),
            used: seats,
            needed: seats.describe("In use, and for those who would go without"),
          }),
        ),
        refused: z.array(z.string()).describe("Codes of what would refuse the plan of that day"),
      }),
    )
    .describe("The day of the plan, and every day on which something changes"),
  notes: z.array(z.string()),
});

/** The plan as it stands in the report; the assertion below keeps it and the type the same. */
export const planSchema = z.object({
  version: z.literal(1),
  tenant: z.object({ id: z.string(), displayName: z.string() }),
  today: z.string(),
  skus,
  plans,
  transitions: z.array(transition),
  memberships,
  phases: z.array(
    z.object({
      kind: z.enum([
        "freeSeats",
        "grantGroups",
        "awaitGroups",
        "strandedMembers",
        "people",
        "withdrawGroups",
        "reprocess",
      ]),
      ids: z.array(z.string()),
    }),
  ),
  losses: z.array(loss),
  seats: z.array(seat),
  waits: z.array(waitSchema).optional().describe("Who waits for a seat of what; absent: nobody"),
  precedences: z
    .array(precedenceSchema)
    .optional()
    .describe("Who gets a seat by a priority although others wait longer; absent: nobody"),
  forecast: forecastSchema.optional().describe("Seats in the next twelve months; absent: nothing is known to change"),
  guard: z.object({
    losing: count,
    approved: count,
    inWindow: count,
    limit: z.number(),
    of: count,
    perDays: z.number(),
    verdict: z.enum(["allowed", "refused", "noneRemoved"]),
  }),
  findings: z.array(
    z.object({
      code: z.string(),
      severity: z.enum(["error", "warning", "info"]),
      message: z.string(),
      remedy: z.string().optional(),
      principals: z.array(z.string()),
      place: placeSchema.optional(),
    }),
  ),
  unchanged: z.object({ count, adopted: z.array(z.string()) }),
  pending: z.array(z.string()),
  lines: z.object({ users: z.record(z.string(), z.string()), groups: z.record(z.string(), z.string()) }),
  ledgerChanges: z.boolean(),
  digest: z.string(),
});

/** Drops `readonly`, optional undefined and the kind of an id, in which zod's own types differ from the planner's. */
type Plain<T> = T extends string
  ? string extends T
    ? string
    : T
  : T extends readonly (infer Item)[]
    ? Plain<Item>[]
    : T extends object
      ? { -readonly [Key in keyof T as Plain<Key>]: Plain<Exclude<T[Key], undefined>> }
      : T;
/**
 * Identity, so that an optional field which only one of them has is seen too; the type parameters are what makes the
 * compiler compare by identity.
 */
/* oxlint-disable typescript/no-unnecessary-type-parameters */
type Same<One, Other> = (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2 ? true : never;
/**
 * Does not compile where the planner's type and the schema differ: a field that is missing here would be lost when an
 * approved plan is read back.
 *
 * @public to be compiled; nobody reads it
 */
export const schemaIsPlan: Same<Plain<Plan>, Plain<z.infer<typeof planSchema>>> = true;
