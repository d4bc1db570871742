import { z } from "zod";

const license = z.union([
  z.string(),
  z.strictObject({ sku: z.string(), disabledPlans: z.array(z.string()).optional() }),
]);
const count = z.int().min(0);

export const administratorAction = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("assignLicenses"),
    to: z.string(),
    add: z.array(license).optional(),
    remove: z.array(z.string()).optional(),
  }),
  z.strictObject({ kind: z.literal("patchUser"), user: z.string(), set: z.record(z.string(), z.unknown()) }),
  z.strictObject({ kind: z.literal("deleteUser"), user: z.string() }),
  z.strictObject({ kind: z.literal("deleteGroup"), group: z.string() }),
  z.strictObject({ kind: z.literal("addMember"), group: z.string(), member: z.string() }),
  z.strictObject({ kind: z.literal("removeMember"), group: z.string(), member: z.string() }),
  z.strictObject({
    kind: z.literal("setSeats"),
    sku: z.string(),
    units: z.strictObject({
      enabled: count.optional(),
      warning: count.optional(),
      suspended: count.optional(),
      lockedOut: count.optional(),
    }),
  }),
  z.strictObject({ kind: z.literal("endSubscription"), sku: z.string() }),
]);

export const clockMove = z.union([
  z.strictObject({ advance: z.number().min(0) }),
  z.strictObject({ set: z.iso.datetime() }),
  z.strictObject({ freeze: z.boolean() }),
]);

const applied = z.boolean().optional();
const wait = z.number().min(0);

export const faultRule = z.strictObject({
  id: z.string().optional(),
  method: z.string().optional(),
  path: z
    .string()
    .refine((text) => isPattern(text), "must be a regular expression")
    .optional(),
  inBatch: z.boolean().optional(),
  skip: count.optional(),
  times: count.optional(),
  probability: z.number().min(0).max(1).optional(),
  seed: z.int().optional(),
  effect: z.discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("status"),
      status: z.int().min(400).max(599),
      code: z.string().optional(),
      message: z.string().optional(),
      retryAfter: wait.optional(),
      applied,
    }),
    z.strictObject({ kind: z.literal("throttle"), retryAfter: wait.optional(), applied }),
    z.strictObject({ kind: z.literal("concurrency") }),
    z.strictObject({ kind: z.literal("disconnect"), applied }),
    z.strictObject({ kind: z.literal("hang"), ms: wait, applied }),
    z.strictObject({ kind: z.literal("truncate") }),
    z.strictObject({ kind: z.literal("delay"), ms: wait }),
  ]),
});

function isPattern(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
}
