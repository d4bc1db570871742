import type { ObjectId } from "../terms/observed";
import type { Finding, Plan } from "../terms/plan";
import type { BoundGroup } from "./bind/bind-groups";
import type { PlanWithModel } from "./decide/model";

/**
 * The plan, refused where the tenant has a group already whose name one has that is about to be made, or where the
 * engine's group of that name is another one. Only the engine knows which groups it would make: one that an earlier run
 * has made stands in its state.
 *
 * @param made the engine's object id by name, NFC and in lower case; undefined: it is about to make the group
 */
export function refuseExisting({ plan, model }: PlanWithModel, made: ReadonlyMap<string, ObjectId | undefined>): Plan {
  const findings = model.groupModels.flatMap(({ bound }): readonly Finding[] => {
    const name = bound.make?.name.normalize("NFC").toLowerCase();
    if (name === undefined || bound.isNew === true || !made.has(name)) return [];
    const id = made.get(name)?.toLowerCase();
    return id === bound.id ? [] : [id === undefined ? existing(bound) : another(bound, id)];
  });
  return findings.length === 0 ? plan : { ...plan, findings: [...findings, ...plan.findings] };
}

function existing({ group, name, make }: BoundGroup): Finding {
  return {
    code: "group-exists",
    severity: "error",
    message: `The tenant has a group ${group.displayName} already (id ${group.id}), which this run would make.`,
    remedy:
      `Give the new one another name, or write the name alone: \`groups: [${name}]\`. To have the stack take it ` +
      "over: `pulumi import --generate-code=false azuread:index/group:Group " +
      `"${name.toLowerCase()}" /groups/${group.id}\`.`,
    principals: [name],
    ...(make?.place !== undefined && { place: make.place }),
  };
}

function another({ group, name, make }: BoundGroup, id: ObjectId): Finding {
  return {
    code: "group-other",
    severity: "error",
    message:
      `The group ${name} of this stack has the id ${group.id} in the tenant, and ${id} in the engine's state: ` +
      "they are two.",
    remedy: "Delete or rename the one that nobody needs, and run it again with --refresh.",
    principals: [name],
    ...(make?.place !== undefined && { place: make.place }),
  };
}
