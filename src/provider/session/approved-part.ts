import { readFileSync } from "node:fs";
import type { PlanWithModel } from "../../plan/decide/model";
import { approvedProblem } from "../../plan/check-approved";
import { restrictToApproved } from "../../plan/restrict";
import { Refusal } from "../engine/refusal";
import type { Session } from "./session";

/**
 * The plan, or the part of it that was approved, where the run was given an approved plan: somebody whose change
 * differs from the approved one, or is not in it, is not touched and is reported.
 *
 * @throws Refusal where the approved plan cannot be read, or was itself a refusal
 */
export async function approvedPart(session: Session, planned: PlanWithModel): Promise<PlanWithModel> {
  const file = session.approvedPlanFile;
  if (file === undefined) return planned;
  const { readReport } = await import("../../report/json/read-report.js");
  const read = readReport(readApproved(file), file);
  if (read.kind !== "plan") {
    const why = read.kind === "invalid" ? read.message : `${file} is not the report of a plan that can be applied.`;
    throw new Refusal("approved-plan", why, "Approve the JSON report of a preview, and pass that file.");
  }
  const { plan } = read.report;
  const { tenant } = planned.plan;
  const problem =
    approvedProblem(plan, session.surroundings.environment["M365_LICENSES_APPROVED_DIGEST"]) ??
    (plan.tenant.id === tenant.id ? undefined : `it is for tenant ${plan.tenant.id}, and this is ${tenant.id}`);
  if (problem !== undefined) {
    throw new Refusal(
      "approved-plan",
      `${file} is not the approved plan: ${problem}.`,
      "Take the plan that was approved, or have a new one approved.",
    );
  }
  return restrictToApproved(planned, plan);
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
