import { describeIssue } from "./describe-issue";
import { reportSchema, type PlanReport, type RefusalReport, type RunReport } from "./report-schema";
import { reportVersion } from "./report-version";

export type ReadReport =
  | { readonly kind: "plan"; readonly report: PlanReport }
  | { readonly kind: "refusal"; readonly report: RefusalReport }
  | { readonly kind: "run"; readonly report: RunReport }
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
    return {
      kind: "invalid",
      message:
        `${name}: written by a newer version of m365-licenses (report version ${version}, this one reads ` +
        `${reportVersion})`,
    };
  }
  const parsed = reportSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { kind: "invalid", message: `${name}: not a report of m365-licenses: ${describeIssue(issue)}` };
  }
  // The schema is the planner's own type (see plan-schema), but for `undefined` in optional fields, which JSON cannot
  // hold.
  if (parsed.data.format === "m365-licenses/plan") return { kind: "plan", report: parsed.data as PlanReport };
  if (parsed.data.format === "m365-licenses/run") return { kind: "run", report: parsed.data };
  return { kind: "refusal", report: parsed.data };
}
