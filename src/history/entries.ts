import { changeKindOf, effectsOf } from "../report/content/changes";
import { reasonText } from "../report/content/reasons";
import { labelOf, planNames } from "../report/content/words";
import type { SkuId } from "../terms/observed";
import type { Loss, Transition } from "../terms/plan";
import type { Changes, KeptRun } from "./kept-report";

/** Where a report was found. */
export interface ReportPlace {
  readonly file: string;
  /** Of a Git history: the commit that brought it. */
  readonly commit?: { readonly hash: string; readonly at: string; readonly author: string; readonly subject: string };
}

export interface Product {
  readonly skuId: SkuId;
  readonly partNumber: string;
  readonly name: string;
}

/** What one run changed for one person or group. */
export interface HistoryEntry {
  readonly stack: string;
  readonly tenant: { readonly id: string; readonly displayName: string };
  /** The day of the run, in the time zone of its stack. */
  readonly day: string;
  readonly at?: string;
  readonly digest: string;
  /** What was applied: the commit of the stack. */
  readonly commit?: string;
  readonly report: ReportPlace;
  readonly principal: "user" | "group";
  readonly name: string;
  /** Where the tenant called it otherwise. */
  readonly currentName?: string;
  readonly id?: string;
  readonly got: readonly Product[];
  readonly lost: readonly Product[];
  /** Other service plans of these. */
  readonly changed: readonly (Product & { readonly off: readonly string[]; readonly on: readonly string[] })[];
  /** Between direct and a group, without a gap. */
  readonly moved: readonly Product[];
  /** The same in phrases. */
  readonly effects: readonly string[];
  /** The group by which it came to a member. */
  readonly group?: string;
  readonly why: readonly string[];
  readonly note?: string;
  /** Graph did not answer, so that it may not have happened. */
  readonly isUncertain?: true;
  /** Something was changed, and no report says what. */
  readonly isUntold?: true;
}

/** Where and when all entries of a run happened. */
type Frame = Pick<HistoryEntry, "stack" | "tenant" | "day" | "at" | "digest" | "commit" | "report">;

/**
 * What a run changed, by person and group: what was applied, and what went out without an answer. What failed or was
 * left for later has changed nothing.
 *
 * @param changes what its plan was, if that is known
 */
export function entriesOf(run: KeptRun, report: ReportPlace, changes: Changes | undefined): readonly HistoryEntry[] {
  const frame: Frame = {
    stack: run.stack,
    tenant: run.tenant,
    day: run.today,
    ...(run.at === undefined ? {} : { at: run.at }),
    digest: run.digest,
    ...(run.commit === undefined ? {} : { commit: run.commit }),
    report,
  };
  const transitions = new Map(changes?.transitions.map((transition) => [transition.id, transition]));
  const ofOutcomes = run.outcomes.flatMap((outcome): readonly HistoryEntry[] => {
    const isUncertain = outcome.problem?.uncertain === true;
    if (outcome.kind !== "applied" && !isUncertain) return [];
    const transition = transitions.get(outcome.id);
    const common = {
      ...frame,
      principal: outcome.principal,
      name: outcome.name,
      id: outcome.id,
      ...(outcome.note === undefined ? {} : { note: outcome.note }),
      ...(isUncertain ? { isUncertain: true as const } : {}),
    };
    if (changes === undefined || transition === undefined)
      return [{ ...common, ...nothing, effects: [untold], isUntold: true }];
    const loses = changes.losses.some(({ userId }) => userId === transition.id);
    const own = { ...common, ...ownChanges(changes, transition, loses) };
    return transition.principal === "user" ? [own] : [own, ...memberEntries(run, changes, transition, own)];
  });
  return changes === undefined ? ofOutcomes : [...ofOutcomes, ...membershipEntries(frame, changes)];
}

const nothing = { got: [], lost: [], changed: [], moved: [], effects: [], why: [] } as const;
const untold = "something was changed, and the report of the plan that says what is not here";

type Own = Pick<HistoryEntry, "got" | "lost" | "changed" | "moved" | "effects" | "why" | "currentName">;

/** @param loses whether somebody is without something by it: a direct licence that a group gives too is no loss */
function ownChanges(changes: Changes, transition: Transition, loses: boolean): Own {
  const product = ({ skuId }: { readonly skuId: SkuId }): Product => productOf(changes, skuId);
  const [given, taken] = [transition.grants, transition.removals];
  const isNew = given.filter(({ disabledBefore }) => disabledBefore === undefined);
  const isKept = transition.principal === "user" && transition.kind === "withdraw" && !loses;
  const isMove = changeKindOf(transition) === "move" || isKept;
  const [got, lost] = isMove ? [[], []] : [isNew.map(product), taken.map(product)];
  const [first = "", ...more] = effectsOf(changes, transition);
  const word = isMove ? "moved: " : lost.length === 0 ? "got " : "lost ";
  const isPlain = isMove || (got.length === 0) !== (lost.length === 0);
  // That a product is no longer in the file goes without saying where another comes for it.
  const reasons = [...given, ...taken]
    .flatMap((part) => part.reasons)
    .filter(({ kind }) => transition.kind !== "swap" || kind !== "undeclared");
  const isRenamed = transition.currentName.toLowerCase() !== transition.name.toLowerCase();
  return {
    ...(isRenamed ? { currentName: transition.currentName } : {}),
    got,
    lost,
    changed: given.flatMap((grant) => {
      if (grant.disabledBefore === undefined) return [];
      const [before, after] = [new Set(grant.disabledBefore), new Set(grant.disabledPlans)];
      const off = planNames(
        changes,
        [...after].filter((id) => !before.has(id)),
      );
      const on = planNames(
        changes,
        [...before].filter((id) => !after.has(id)),
      );
      return [{ ...product(grant), off, on }];
    }),
    moved: isMove ? [...isNew, ...taken].map(product) : [],
    effects: [isPlain ? word + first.replace(/^- /, "") : first, ...more],
    why: [...new Set(reasons.map((reason) => reasonText(changes, reason)))],
  };
}

/** Members of a group that was changed: who got something by it, and who lost something. */
function memberEntries(run: KeptRun, changes: Changes, group: Transition, own: HistoryEntry): readonly HistoryEntry[] {
  const { note: _note, id: _id, currentName: _currentName, ...rest } = own;
  const without = new Set(
    run.memberProblems.filter(({ groupId }) => groupId === group.id).map(({ name, skuId }) => `${skuId} ${name}`),
  );
  const gained = (group.reach?.gain ?? []).flatMap((name): readonly HistoryEntry[] => {
    const got = own.got.filter(({ skuId }) => !without.has(`${skuId} ${name}`));
    if (got.length === 0) return [];
    return [member(rest, group, name, { got, effects: got.map((one) => `got ${productText(one)}`) })];
  });
  const lost = changes.losses.flatMap((loss): readonly HistoryEntry[] => {
    const skuId = loss.skuId ?? loss.fromSku;
    if (groupOf(loss) !== group.id || skuId === undefined) return [];
    const product = productOf(changes, skuId);
    const why = loss.reasons.map((reason) => reasonText(changes, reason));
    if (loss.path.kind === "groupPlansOff") {
      const off = planNames(changes, loss.path.plans);
      const effects = [`${productText(product)}: off: ${off.join(", ")}`];
      return [
        member(rest, group, loss.name, { changed: [{ ...product, off, on: [] }], effects, why, id: loss.userId }),
      ];
    }
    return [
      member(rest, group, loss.name, {
        lost: [product],
        effects: [`lost ${productText(product)}`],
        why,
        id: loss.userId,
      }),
    ];
  });
  return [...gained, ...lost];
}

function groupOf({ path }: Loss): string | undefined {
  return path.kind === "groupRemoved" || path.kind === "groupPlansOff" ? path.group : undefined;
}

/** Who was put into a group that the stack makes, or taken out: another provider does that, and reports nothing. */
function membershipEntries(frame: Frame, changes: Changes): readonly HistoryEntry[] {
  return (changes.memberships ?? []).flatMap(({ group, name, join, leave }) => {
    const of = (person: string, effect: string, lost: readonly Product[]): HistoryEntry => ({
      ...frame,
      ...nothing,
      principal: "user",
      name: person,
      lost,
      effects: [effect, ...lost.map((product) => `lost ${productText(product)}`)],
      group: name,
      note: "as the plan of the run said",
    });
    const lostBy = (person: string): readonly Product[] =>
      changes.losses.flatMap(({ name: who, path, skuId }) =>
        path.kind === "leftGroup" && path.group === group && who === person && skuId !== undefined
          ? [productOf(changes, skuId)]
          : [],
      );
    return [
      ...join.map((person) => of(person, "put into the group", [])),
      ...leave.map((person) => of(person, "taken out of the group", lostBy(person))),
    ];
  });
}

function member(
  of: Omit<HistoryEntry, "id" | "note" | "currentName">,
  group: Transition,
  name: string,
  what: Partial<HistoryEntry>,
): HistoryEntry {
  return { ...of, ...nothing, why: of.why, principal: "user", name, group: group.name, ...what };
}

function productOf(changes: Changes, skuId: SkuId): Product {
  const { partNumber, name } = labelOf(changes, skuId);
  return { skuId, partNumber, name };
}

function productText({ name, partNumber }: Product): string {
  return name === partNumber ? partNumber : `${name} (${partNumber})`;
}
