import type { Finding, Plan } from "../terms/plan";
import type { PlanWithModel } from "./decide/model";

/**
 * The plan, refused where a group is about to be made whose name the tenant has already. Only the engine knows which
 * groups it would make: one that an earlier run has made stands in its state.
 *
 * @param about names of groups that the engine is about to make
 */
export function refuseExisting({ plan, model }: PlanWithModel, about: readonly string[]): Plan {
  const names = new Set(about.map((name) => name.toLowerCase()));
  const findings = model.groupModels.flatMap(({ bound: { make, isNew, group } }): readonly Finding[] => {
    if (make === undefined || isNew === true || !names.has(make.name.toLowerCase())) return [];
    return [
      {
        code: "group-exists",
        severity: "error",
        message: `The tenant has a group ${group.displayName} already (id ${group.id}), which this run would make.`,
        remedy:
          `Give the new one another name, or write the name alone: \`groups: [${make.name}]\`. To have the stack ` +
          `take it over: \`pulumi import azuread:index/group:Group "${make.name.toLowerCase()}" /groups/${group.id}\`.`,
        principals: [make.name],
        ...(make.place !== undefined && { place: make.place }),
      },
    ];
  });
  return findings.length === 0 ? plan : { ...plan, findings: [...findings, ...plan.findings] };
}
