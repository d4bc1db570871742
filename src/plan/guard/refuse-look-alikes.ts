import { skeletonOf } from "../../catalog/look-alike";
import type { Loss } from "../../terms/plan";
import { LookAlikes } from "../bind/look-alikes";
import type { BoundGroup } from "../bind/bind-groups";
import type { Model } from "../decide/model";

/**
 * A name that a word processor has rewritten, or somebody has mistyped, takes the licences from the person whom it
 * meant and waits for one who will never come. So a new name that looks like that of somebody who loses something
 * refuses the plan: whether the two are one person only the author knows.
 */
export function refuseLookAlikes(model: Model, losses: readonly Loss[]): void {
  refusePending(model, losses);
  refuseGroups(model);
}

function refusePending(model: Model, losses: readonly Loss[]): void {
  const pending = model.users.absent.filter(({ kind }) => kind === "pending");
  if (pending.length === 0) return;
  const losing = new Set(losses.map((loss) => loss.userId));
  const names = model.people
    .filter(({ bound, decision }) => losing.has(bound.id) || decision.removals.length > 0)
    .flatMap(({ bound }) => [bound.name, bound.user.userPrincipalName]);
  const known = new LookAlikes(names);
  for (const { name, declared } of pending) {
    const other = known.find(name);
    if (other === undefined) continue;
    model.findings.add({
      code: "user-look-alike",
      severity: "error",
      key: name,
      principal: name,
      place: declared?.declarations[0]?.place,
      message: () =>
        `${other} would lose something, and ${name}, whose account does not exist yet, is nearly the same name` +
        `${sameLook(name, other)}.`,
      remedy:
        `If they are one person, write ${other}. If they are two, take ${other} out in a change of its own, and add ` +
        `${name} after it.`,
    });
  }
}

function refuseGroups(model: Model): void {
  const added = model.groups.bound.filter(({ declared, owned }) => declared !== undefined && owned === undefined);
  if (added.length === 0) return;
  const losing = new LookAlikes(
    model.groupModels
      .filter(({ bound, decision }) => bound.declared === undefined && decision.removals.length > 0)
      .map(({ bound }) => bound.group.displayName),
  );
  for (const bound of added) {
    if (bound.name.toLowerCase() === bound.id) continue;
    const other = losing.find(bound.name) ?? twinOf(model, bound);
    if (other !== undefined) refuseGroup(model, bound, other);
  }
}

/** Another group of the tenant, of those that were read, that looks the same. */
function twinOf(model: Model, { id, name }: BoundGroup): string | undefined {
  const skeleton = skeletonOf(name);
  for (const group of model.index.groups.values())
    if (group.id !== id && group.displayName !== name && skeletonOf(group.displayName) === skeleton)
      return group.displayName;
  return undefined;
}

function refuseGroup(model: Model, { id, name, declared }: BoundGroup, other: string): void {
  model.findings.add({
    code: "group-look-alike",
    severity: "error",
    key: id,
    principal: name,
    place: declared?.declarations[0]?.place,
    message: () =>
      `The group ${name} is new in this stack, and ${other}, another group, is nearly the same name` +
      `${sameLook(name, other)}.`,
    remedy: `Write the object id of the group that is meant; that of ${name} is ${id}.`,
  });
}

function sameLook(name: string, other: string): string {
  return skeletonOf(name) === skeletonOf(other) ? ": they look alike" : "";
}
