import { z } from "zod";
import type { Plan } from "../terms/plan";
import { describeIssue } from "../report/json/describe-issue";
import { changesSchema } from "../report/json/plan-schema";
import { reportVersion } from "../report/json/report-version";

/*
 * Reports are kept for years, and a later version of this tool reads those of every earlier one. So the history asks of
 * a report only for what it tells, and takes whatever else stands in it as it comes.
 */

const head = { version: z.int().min(1).max(reportVersion), stack: z.string() };
const day = z.iso.date();
const principal = z.enum(["user", "group"]);

const runSchema = z.object({
  ...head,
  format: z.literal("m365-licenses/run"),
  digest: z.string(),
  today: day,
  at: z.string().optional(),
  commit: z.string().optional(),
  tenant: z.object({ id: z.string(), displayName: z.string() }),
  outcomes: z.array(
    z.object({
      principal,
      id: z.string(),
      name: z.string(),
      kind: z.string(),
      note: z.string().optional(),
      problem: z.object({ message: z.string(), uncertain: z.literal(true).optional() }).optional(),
    }),
  ),
  memberProblems: z.array(z.object({ name: z.string(), groupId: z.string(), skuId: z.string() })),
  changes: changesSchema.optional(),
});
const planSchema = z.object({ ...head, format: z.literal("m365-licenses/plan"), digest: z.string() });
const refusalSchema = z.object({ ...head, format: z.literal("m365-licenses/refusal") });
const keptSchema = z.discriminatedUnion("format", [runSchema, planSchema, refusalSchema]);

/** Who was to get or lose what. */
export type Changes = Pick<Plan, "skus" | "plans" | "transitions" | "memberships" | "losses">;

export type KeptRun = Omit<z.infer<typeof runSchema>, "changes"> & { readonly changes?: Changes };

export type Kept =
  | { readonly kind: "run"; readonly run: KeptRun }
  | { readonly kind: "preview"; readonly digest: string; readonly stack: string }
  | { readonly kind: "refusal" }
  /** Another file of ours, such as an undo file: there is nothing to say about it. */
  | { readonly kind: "other" }
  | { readonly kind: "skipped"; readonly why: string };

/** What a file is that was found among reports. Of one that is none nothing is repeated: it may be anything. */
export function readKept(text: string): Kept {
  const value = parse(text);
  if (value === undefined) return { kind: "skipped", why: "it is no JSON, or was written by half" };
  const { format, version } = value as { readonly format?: unknown; readonly version?: unknown };
  if (typeof format !== "string" || !format.startsWith("m365-licenses/"))
    return { kind: "skipped", why: "it is no report of m365-licenses" };
  if (!/\/(?:plan|run|refusal)$/.test(format)) return { kind: "other" };
  if (typeof version === "number" && version > reportVersion)
    return {
      kind: "skipped",
      why: `a newer m365-licenses wrote it (version ${String(version)}, this one reads ${String(reportVersion)})`,
    };
  const parsed = keptSchema.safeParse(value);
  if (!parsed.success) return { kind: "skipped", why: `it is damaged: ${describeIssue(parsed.error.issues[0])}` };
  switch (parsed.data.format) {
    case "m365-licenses/run":
      // The schema is the planner's own type, but for `undefined` in optional fields, which JSON cannot hold.
      return { kind: "run", run: parsed.data as KeptRun };
    case "m365-licenses/plan":
      return { kind: "preview", digest: parsed.data.digest, stack: parsed.data.stack };
    case "m365-licenses/refusal":
      return { kind: "refusal" };
  }
}

/** What a plan says of changes: reports of runs did not say it themselves in the beginning. */
export function readChanges(text: string): Changes | undefined {
  const parsed = z.object({ plan: changesSchema }).safeParse(parse(text));
  return parsed.success ? (parsed.data.plan as Changes) : undefined;
}

function parse(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return undefined;
  }
}
