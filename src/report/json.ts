import { z } from "zod";
import type { Plan } from "../plan/plan";
import { planSchema, reportVersion } from "./plan-schema";
import { summarize } from "./summary";

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
  pending: z.int(),
  errors: z.int(),
  warnings: z.int(),
  refused: z.boolean(),
});

/** The JSON report of a plan. It is what gets approved: `plan.digest` over all, `plan.transitions[].digest` for each principal. */
export const planReportSchema = z.object({
  format: z.literal("m365-licenses/plan"),
  version: z.literal(reportVersion),
  stack: z.string().describe("Name of the stack"),
  digest: z.string().describe("The same as plan.digest"),
  summary: counts,
  plan: planSchema,
});

/** A preview that ended before there was a plan. */
export const refusalReportSchema = z.object({
  format: z.literal("m365-licenses/refusal"),
  version: z.literal(reportVersion),
  stack: z.string(),
  problems: z.array(
    z.object({
      code: z.string().optional(),
      message: z.string(),
      remedy: z.string().optional(),
      place: z.object({ file: z.string(), line: z.int(), column: z.int() }).optional(),
    }),
  ),
});

export const reportSchema = z.discriminatedUnion("format", [planReportSchema, refusalReportSchema]);

export type PlanReport = Omit<z.infer<typeof planReportSchema>, "plan"> & { readonly plan: Plan };
export type RefusalReport = z.infer<typeof refusalReportSchema>;

/** The whole plan and its counts, two spaces of indent, a last newline; the same plan gives the same bytes. */
export function renderJson(plan: Plan, stack: string): string {
  const report: PlanReport = { format: "m365-licenses/plan", version: reportVersion, stack, digest: plan.digest, summary: summarize(plan), plan };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

export type ReadReport =
  | { readonly kind: "plan"; readonly report: PlanReport }
  | { readonly kind: "refusal"; readonly report: RefusalReport }
  | { readonly kind: "invalid"; readonly message: string };

/** Reads a JSON report back; whatever is wrong is one sentence. `name` is what to call the file. */
export function readReport(text: string, name: string): ReadReport {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { kind: "invalid", message: `${name}: not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  const version = typeof value === "object" && value !== null && "version" in value ? value.version : undefined;
  if (typeof version === "number" && version > reportVersion) {
    return { kind: "invalid", message: `${name}: written by a newer version of m365-licenses (report version ${version}, this one reads ${reportVersion})` };
  }
  const parsed = reportSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { kind: "invalid", message: `${name}: not a report of m365-licenses: ${issue === undefined ? "" : `${issue.path.join(".") || "the whole"}: ${issue.message}`}` };
  }
  // The schema is the planner's own type (see plan-schema), but for `undefined` in optional fields, which JSON cannot hold.
  if (parsed.data.format === "m365-licenses/plan") return { kind: "plan", report: parsed.data as PlanReport };
  return { kind: "refusal", report: parsed.data };
}
