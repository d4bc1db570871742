import { z } from "zod";
import type { Plan } from "../../terms/plan";
import { changesSchema, placeSchema, planSchema, precedenceSchema, waitSchema } from "./plan-schema";
import { reportVersion } from "./report-version";

const counts = z.object({
  lose: z.int().describe("People who lose something"),
  critical: z.int().describe("Of those, people who lose mailbox, files, Teams or phone"),
  gain: z.int(),
  swap: z.int(),
  move: z.int().describe("Between direct and group, without a gap"),
  withdraw: z.int().describe("Something is taken back, nobody loses by it"),
  adjust: z.int().describe("Service plans only"),
  locate: z.int().describe("Usage location only"),
  groups: z.int(),
  unchanged: z.int(),
  waiting: z.int().optional().describe("People and groups who wait for a seat of something"),
  pending: z.int(),
  errors: z.int(),
  warnings: z.int(),
  refused: z.boolean(),
});

const cost = z.object({
  currency: z.string(),
  now: z.number().describe("A month"),
  after: z.number(),
  shortage: z.number().describe("Of seats to buy so that nobody goes without"),
  shortageAfter: z.number().optional().describe("Of shortage, what is part of after"),
  lines: z.array(
    z.object({
      skuId: z.string(),
      price: z.number().describe("Of one seat for one month"),
      now: z.number(),
      after: z.number(),
    }),
  ),
  unpriced: z.array(z.string()).describe("Part numbers that the run touches and the stack has no price for"),
});

const pools = z.object({
  currency: z.string().optional(),
  lines: z.array(
    z.object({
      skuId: z.string(),
      partNumber: z.string(),
      name: z.string(),
      bought: z.int(),
      warning: z.int().describe("Of bought: expired and in grace"),
      used: z.int(),
      price: z.number().optional().describe("Of one seat for one month, where the stack has one"),
    }),
  ),
});
const at = z.string().optional().describe("When it was written, ISO 8601; absent in reports of older versions");

/**
 * The JSON report of a plan. It is what gets approved: `plan.digest` over all, `plan.transitions[].digest` for each
 * principal.
 */
export const planReportSchema = z.object({
  format: z.literal("m365-licenses/plan"),
  version: z.literal(reportVersion),
  stack: z.string().describe("Name of the stack"),
  at,
  digest: z.string().describe("The same as plan.digest"),
  summary: counts,
  cost: cost.optional().describe("Used seats of the products that the run touches, where the stack has prices"),
  pools: pools
    .optional()
    .describe("Seats of every product of the tenant before the run. Absent in reports of older versions"),
  plan: planSchema,
});

/** A preview that ended before there was a plan. */
export const refusalReportSchema = z.object({
  format: z.literal("m365-licenses/refusal"),
  version: z.literal(reportVersion),
  stack: z.string(),
  at,
  problems: z.array(
    z.object({
      code: z.string().optional(),
      message: z.string(),
      remedy: z.string().optional(),
      place: placeSchema.optional(),
    }),
  ),
});

/** What a run did: one outcome a principal, and the digest of the plan that it carried out. */
export const runReportSchema = z.object({
  format: z.literal("m365-licenses/run"),
  version: z.literal(reportVersion),
  stack: z.string(),
  digest: z.string(),
  today: z.string(),
  at,
  commit: z.string().optional().describe("The commit that the pipeline applied; absent outside of one"),
  tenant: z.object({ id: z.string(), displayName: z.string() }),
  summary: z.object({
    done: z.int(),
    failed: z.int(),
    skipped: z.int(),
    notSent: z.int(),
    memberProblems: z.int(),
    stopped: z.boolean(),
  }),
  outcomes: z.array(
    z.object({
      principal: z.enum(["user", "group"]),
      id: z.string(),
      name: z.string(),
      kind: z.enum(["applied", "failed", "skipped", "notSent"]),
      note: z.string().optional(),
      why: z.string().optional(),
      problem: z
        .object({
          code: z.string(),
          message: z.string(),
          remedy: z.string(),
          skuId: z.string().optional(),
          requestId: z.string().optional(),
          uncertain: z.literal(true).optional(),
        })
        .optional(),
    }),
  ),
  memberProblems: z.array(
    z.object({ userId: z.string(), name: z.string(), groupId: z.string(), skuId: z.string(), error: z.string() }),
  ),
  waits: z.array(waitSchema).optional().describe("Who waits for a seat of what, as the plan said; absent: nobody"),
  precedences: z
    .array(precedenceSchema)
    .optional()
    .describe("Who gets a seat by a priority although others wait longer; absent: nobody"),
  unfinishedGroups: z.array(z.string()),
  onItsWay: z.array(z.object({ text: z.string(), names: z.array(z.string()) })),
  seats: z.array(z.object({ skuId: z.string(), bought: z.int(), used: z.int() })),
  changes: changesSchema
    .optional()
    .describe("What the run was to do; whether it did says the outcome of each. Absent in reports of older versions"),
});

export const reportSchema = z.discriminatedUnion("format", [planReportSchema, refusalReportSchema, runReportSchema]);

export type PlanReport = Omit<z.infer<typeof planReportSchema>, "plan"> & { readonly plan: Plan };
export type RefusalReport = z.infer<typeof refusalReportSchema>;
export type RunReport = z.infer<typeof runReportSchema>;
export type Problems = RefusalReport["problems"];

/** `schema/report.schema.json`, from the schemas above. */
export function reportSchemaText(): string {
  return `${JSON.stringify(z.toJSONSchema(reportSchema, { reused: "ref" }), undefined, 2)}\n`;
}
