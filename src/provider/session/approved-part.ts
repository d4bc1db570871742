import { readFileSync } from "node:fs";
import type { Plan } from "../../terms/plan";
import type { PlanInput } from "../../plan/basis/plan-input";
import { planTenant } from "../../plan/plan-tenant";
import { restrictToApproved } from "../../plan/restrict";
import { Refusal } from "../engine/refusal";
import type { Session } from "./session";

/**
 * The plan, or the part of it that was approved, where the run was given an approved plan: somebody whose change
 * differs from the approved one, or is not in it, is not touched and is reported.
 *
 * @throws Refusal where the approved plan cannot be read, or was itself a refusal
 */
export async function approvedPart(session: Session, input: PlanInput): Promise<Plan> {
  const file = session.approvedPlanFile;
  if (file === undefined) return planTenant(input);
  const { readReport } = await import("../../report/json/read-report.js");
  const read = readReport(readApproved(file), file);
  if (read.kind !== "plan") {
    const why = read.kind === "invalid" ? read.message : `${file} is not the report of a plan that can be applied.`;
    throw new Refusal("approved-plan", why, "Approve the JSON report of a preview, and pass that file.");
  }
  return restrictToApproved(input, read.report.plan);
}

function readApproved(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new Refusal(
      "approved-plan",
      `The approved plan ${file} cannot be read.`,
      "Pass the JSON report of the preview that was approved.",
    );
  }
}
