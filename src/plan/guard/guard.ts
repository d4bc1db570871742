import { approvalDigest, applyApprovals, remainderOf } from "./approvals";
import { daysBefore } from "../basis/days";
import { count, listSome, people } from "../basis/findings";
import type { LedgerEntry } from "../../terms/ledger";
import type { Model } from "../decide/model";
import type { ObjectId, SkuId } from "../../terms/observed";
import type { GuardVerdict, Loss } from "../../terms/plan";
import type { Approval, Limits } from "../../terms/policy";
import { sortedUnique } from "../basis/sets";
import { skuLabel } from "../basis/tenant-index";

/**
 * People whom the limits are a share of: those who are there and of whom the ledger owns something, and the members of
 * owned groups; not whom the stack releases.
 */
function guardedPeople(model: Model): Set<ObjectId> {
  const { ledger } = model.input;
  const released = new Set(model.released.map((entry) => entry.id));
  const counts = (entry: LedgerEntry): boolean =>
    entry.gone === undefined && entry.skus.length > 0 && !released.has(entry.id);
  const guarded = new Set<ObjectId>();
  for (const entry of ledger.users) if (counts(entry)) guarded.add(entry.id);
  for (const entry of ledger.groups.filter(counts))
    for (const id of model.index.groups.get(entry.id)?.members ?? []) guarded.add(id);
  return guarded;
}

/** The SKU that a loss is about: what goes, or what it goes with. */
function skuOf(loss: Loss): SkuId {
  return loss.skuId ?? loss.fromSku ?? "";
}

/** Names by which an approval can mean a loss, in upper case: SKU, person, group. */
function namesOf(model: Model, loss: Loss): string[] {
  const skuId = skuOf(loss);
  const sku = model.index.skus.get(skuId);
  const group = "group" in loss.path ? loss.path.group : undefined;
  const groupModel = model.groupModels.find(({ bound }) => bound.id === group);
  const user = model.index.users.get(loss.userId);
  const names = [
    skuId,
    sku?.label,
    sku?.sku.partNumber,
    loss.name,
    user?.userPrincipalName,
    group,
    groupModel?.bound.name,
    groupModel?.bound.group.displayName,
  ];
  return names.filter((name) => name !== undefined).map((name) => name.toUpperCase());
}

function lossesInWindow(model: Model, perDays: number): number {
  const { ledger, today } = model.input;
  const first = daysBefore(today, perDays - 1);
  return Object.entries(ledger.lossesByDay)
    .filter(([day]) => day >= first)
    .reduce((sum, [, losses]) => sum + losses, 0);
}

function describeLoss(model: Model, loss: Loss): string {
  const skuId = skuOf(loss);
  const sku = skuLabel(model.index, skuId);
  const critical = loss.critical.length === 0 ? "" : `: ${loss.critical.join(", ")}`;
  return `${loss.name} (${sku}${critical})`;
}

/** The `approve` entry that lets these losses through. */
function approveEntry(model: Model, losses: readonly Loss[], losing: number): string {
  const skus = sortedUnique(losses.map(skuOf).map((skuId) => skuLabel(model.index, skuId)));
  const until = daysBefore(model.input.today, -7);
  return `approve: [{ losses: ${losing}, of: [${skus.join(", ")}], until: ${until}, reason: ... }]`;
}

function reportRefusal(
  model: Model,
  limits: Extract<Limits, { kind: "limited" }>,
  verdict: GuardVerdict,
  unapproved: readonly Loss[],
  losing: number,
): void {
  const critical = [...unapproved].sort((a, b) => Number(b.critical.length > 0) - Number(a.critical.length > 0));
  const concerned = [...new Map(critical.map((loss) => [loss.userId, describeLoss(model, loss)])).values()];
  const window =
    verdict.inWindow === 0
      ? ""
      : `, and ${people(verdict.inWindow)} lost something in the ${verdict.perDays} days before`;
  const before = verdict.inWindow === 0 ? "" : ` and the ${verdict.inWindow} before`;
  const percent = verdict.of === 0 ? "" : ` (${((losing * 100) / verdict.of).toFixed(1)} %)`;
  model.findings.add({
    code: "too-many-losses",
    severity: "error",
    key: "",
    message: () =>
      `${losing} of ${people(verdict.of)}${percent} would lose something${window}; the limit is ` +
      `${people(verdict.limit)} in ${verdict.perDays} days ` +
      `(${limits.people} % of ${verdict.of}${before}, at most ${limits.atMost}): ${listSome(concerned)}.`,
    remedy:
      (model.input.destroy === true
        ? "To destroy the stack all the same, add to its file, and run an update first: "
        : "Split the change, or add to the stack file: ") + approveEntry(model, unapproved, losing),
  });
}

function describeApproval({ losses, until, reason }: Approval): string {
  return `The approval of ${count(losses, "loss", "losses")} until ${until} (${reason})`;
}

function reportApprovals(model: Model, losses: readonly Loss[]): void {
  const { policy, ledger, today } = model.input;
  for (const approval of policy.approvals) {
    const digest = approvalDigest(approval);
    const expired = approval.until < today;
    if (!expired && remainderOf(approval, ledger, today) > 0) {
      reportTooWide(model, approval, losses);
      continue;
    }
    const what = describeApproval(approval);
    model.findings.addRule({
      code: expired ? "approval-expired" : "approval-spent",
      severity: "info",
      key: digest,
      place: approval.place,
      message: () => `${what} ${expired ? "has expired" : "is spent"}.`,
      remedy: "Delete it from `approve`.",
    });
  }
}

/** An approval that lets many more people lose something than this plan needs is a gate that stands open. */
function reportTooWide(model: Model, approval: Approval, losses: readonly Loss[]): void {
  const digest = approvalDigest(approval);
  const used = new Set(losses.filter((loss) => loss.approvedBy === digest).map((loss) => loss.userId)).size;
  const left = remainderOf(approval, model.input.ledger, model.input.today) - used;
  if (used === 0 || left <= Math.max(used, 5)) return;
  model.findings.addRule({
    code: "approval-too-wide",
    severity: "warning",
    key: digest,
    place: approval.place,
    message: () =>
      `${describeApproval(approval)} is needed for ` + `${people(used)}; it would let ${left} more lose something.`,
    remedy: `Write \`losses: ${used}\`.`,
  });
}

/**
 * Whether all people of the stack would be left with nothing of it. No approval lifts this. Those who only have what a
 * run gave that was cut off are not the stack's people yet: a first run with a wrong list can be put right.
 */
function losesEverybody(model: Model, people: ReadonlySet<ObjectId>, losing: ReadonlySet<ObjectId>): boolean {
  if (losing.size === 0) return false;
  const { claimed } = model.input;
  const guarded = claimed === undefined ? people : new Set([...people].filter((id) => !claimed.has(id)));
  if (guarded.size <= 3) return false;
  for (const id of guarded) if (!losing.has(id)) return false;
  const declaredGroups = new Set(
    model.groupModels.filter(({ licenses }) => licenses.size > 0).map(({ bound }) => bound.id),
  );
  return model.people.every((person) => {
    if (!guarded.has(person.bound.id)) return true;
    if (person.licenses.size > 0) return false;
    return person.after.every(({ assignedByGroup: group }) => group === undefined || !declaredGroups.has(group));
  });
}

function reportEverybody(model: Model, losing: number): void {
  model.findings.add({
    code: "everybody-loses",
    severity: "error",
    key: "",
    message: () => `All ${people(losing)} of this stack would lose what they have from it. No approval lifts this.`,
    remedy:
      "If the stack is given up, run `pulumi destroy`, or let the people keep their licences: `release: [...]`. " +
      "Otherwise look for an empty list or a lost assignment.",
  });
}

function reportVanished(model: Model): void {
  const { vanished } = model.users;
  if (vanished.length <= 3) return;
  const known = model.input.ledger.users.filter((entry) => entry.gone === undefined).length;
  if (vanished.length * 100 <= known) return;
  const names = model.input.ledger.users.filter((entry) => vanished.includes(entry.id)).map((entry) => entry.name);
  model.findings.add({
    code: "people-vanished",
    severity: "error",
    key: "",
    message: () =>
      `${vanished.length} of ${people(known)} of this stack are missing from the tenant at once ` +
      `(${((vanished.length * 100) / known).toFixed(1)} %); the limit is 1 %, or 3: ${listSome(names)}.`,
    remedy:
      "Check that the credentials see the whole tenant. If the accounts were deleted on purpose, forget them: " +
      "`release: [...]`.",
  });
}

/** The one gate over everything that is taken away. Returns what it says, and the losses with their approvals. */
export function guard(
  model: Model,
  found: readonly Loss[],
): { readonly verdict: GuardVerdict; readonly losses: readonly Loss[] } {
  const { policy, ledger, today, destroy } = model.input;
  const guarded = guardedPeople(model);
  const losses = applyApprovals(found, policy.approvals, ledger, today, (loss) => namesOf(model, loss));
  const losing = new Set(losses.map((loss) => loss.userId));
  const unapproved = losses.filter((loss) => loss.approvedBy === undefined);
  const counted = new Set(unapproved.map((loss) => loss.userId)).size;
  // Whoever lost everything has left the ledger: without those the limit would shrink while a run goes on that was cut
  // off.
  const inWindow = policy.limits.kind === "limited" ? lossesInWindow(model, policy.limits.perDays) : 0;
  const of = guarded.size;
  const base = { losing: losing.size, approved: losing.size - counted, of };
  reportApprovals(model, losses);
  if (policy.limits.kind === "noneRemoved") {
    return { losses, verdict: { ...base, inWindow: 0, limit: 0, perDays: 0, verdict: "noneRemoved" } };
  }
  const { people: share, atMost, perDays } = policy.limits;
  const limit = Math.max(1, Math.min(Math.floor(((of + inWindow) * share) / 100), atMost));
  const numbers = { ...base, inWindow, limit, perDays };
  const tooMany = counted > 0 && counted + inWindow > limit;
  // Whoever destroys a stack means everybody; that the number is meant too says an approval.
  const surely = new Set(losses.filter(({ path }) => path.kind !== "ruleChanged").map((loss) => loss.userId));
  const everybody = destroy !== true && losesEverybody(model, guarded, surely);
  const verdict: GuardVerdict = { ...numbers, verdict: tooMany || everybody ? "refused" : "allowed" };
  if (tooMany) reportRefusal(model, policy.limits, verdict, unapproved, counted);
  if (everybody) reportEverybody(model, losing.size);
  reportVanished(model);
  return { losses, verdict };
}
