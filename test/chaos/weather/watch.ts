import { effectiveSkuIds } from "../../../emulator/src/tenant/effective";
import type { Emulator, LogEntry } from "../../../emulator/src/start";
import type { Plan, Transition } from "../../../src/terms/plan";
import { type Declaration, licensesOf } from "./draw-stack";
import type { SomebodyElse } from "./somebody-else";

/**
 * Judges what the tenant's log says that applications did, by what was declared and by the plan of the run that did it.
 * Written without a look at the planner: who is meant is known from the beginning, by object id.
 */
export class Watch {
  readonly #emulator: Emulator;
  readonly #other: SomebodyElse;
  readonly #ids: ReadonlyMap<string, string>;
  readonly #names: ReadonlyMap<string, string>;
  readonly #held = new Map<string, Set<string>>();
  /** What was declared of each person in any file that was run, by object id: more is never owned. */
  readonly #everDeclared = new Map<string, Set<string>>();
  /** Products that a plan has taken from a group. */
  readonly #takenFromGroups = new Set<string>();
  #seen: number;

  constructor(emulator: Emulator, other: SomebodyElse) {
    this.#emulator = emulator;
    this.#other = other;
    const { state, log } = emulator.tenant;
    this.#seen = log.length;
    const users = [...state.users.values()];
    this.#ids = new Map(users.map(({ id, userPrincipalName }) => [userPrincipalName, id]));
    this.#names = new Map(users.map(({ id, userPrincipalName }) => [id, userPrincipalName]));
    for (const { id, states } of users) this.#held.set(id, this.#parts(effectiveSkuIds(states)));
  }

  /** What happened since it looked last that must not happen in a run with this plan; one line each. */
  look(declaration: Declaration, plan: Plan | undefined): readonly string[] {
    const { log } = this.#emulator.tenant;
    const entries = log.slice(this.#seen);
    this.#seen = log.length;
    const declared = new Map<string, readonly string[]>();
    for (const [name, share] of Object.entries(declaration.people)) {
      const id = this.#ids.get(name) ?? "";
      declared.set(id, licensesOf(share));
      const ever = this.#everDeclared.get(id) ?? new Set();
      for (const sku of licensesOf(share)) ever.add(sku);
      this.#everDeclared.set(id, ever);
    }
    const transitions = new Map((plan?.transitions ?? []).map((transition) => [transition.id, transition]));
    for (const { principal, removals } of transitions.values())
      if (principal === "group") for (const { skuId } of removals) this.#takenFromGroups.add(this.#part(skuId));
    return entries.flatMap((entry) => [
      ...this.#judgeWrite(entry, transitions, declared),
      ...this.#judgeEffect(entry, transitions),
    ]);
  }

  /** Who does not hold what is declared of them directly: by name, with the product. */
  missing(declaration: Declaration): readonly { readonly name: string; readonly sku: string }[] {
    const { users } = this.#emulator.tenant.state;
    return Object.entries(declaration.people).flatMap(([name, share]) => {
      const user = users.get(this.#ids.get(name) ?? "");
      const held = this.#parts(effectiveSkuIds(user?.states ?? []));
      return licensesOf(share)
        .filter((sku) => !held.has(sku))
        .map((sku) => ({ name, sku }));
    });
  }

  #judgeWrite(
    { actor, change }: LogEntry,
    transitions: ReadonlyMap<string, Transition>,
    declared: ReadonlyMap<string, readonly string[]>,
  ): readonly string[] {
    if (actor.kind !== "application") return [];
    if (change.kind === "groupLicensesSet" || change.kind === "groupProcessing") {
      return transitions.has(change.groupId) || change.kind === "groupProcessing"
        ? []
        : [`a group was written that the plan does not have: ${change.groupId}`];
    }
    if (change.kind !== "stateRemoved") return [];
    const { userId, skuId } = change;
    const sku = this.#part(skuId);
    const who = this.#names.get(userId) ?? userId;
    const planned = transitions.get(userId)?.removals.some((removal) => removal.skuId === skuId) === true;
    return [
      ...(planned ? [] : [`${sku} was taken from ${who}, and no plan had it`]),
      ...(this.#everDeclared.get(userId)?.has(sku) === true
        ? []
        : [`${sku} was taken from ${who}, and was never declared`]),
      ...(declared.get(userId)?.includes(sku) === true ? [`${sku} was taken from ${who}, and is declared`] : []),
    ];
  }

  #judgeEffect({ actor, change }: LogEntry, transitions: ReadonlyMap<string, Transition>): readonly string[] {
    if (change.kind !== "effectiveLicenses") return [];
    const { userId } = change;
    const held = this.#held.get(userId) ?? new Set();
    this.#held.set(userId, held);
    for (const skuId of change.gained) held.add(this.#part(skuId));
    for (const skuId of change.lost) held.delete(this.#part(skuId));
    const who = this.#names.get(userId) ?? userId;
    if (actor.kind === "administrator") return [];
    if (actor.kind === "service") {
      // Whom somebody else has touched, or whose product somebody else has, may lose something by that.
      if (this.#other.people.has(userId)) return [];
      return change.lost
        .map((skuId) => this.#part(skuId))
        .filter((sku) => !this.#takenFromGroups.has(sku) && !this.#other.products.has(sku))
        .map((sku) => `${who} lost ${sku} through a group, and no plan took it from one`);
    }
    const transition = transitions.get(userId);
    const grants = transition?.grants.map(({ skuId }) => this.#part(skuId)) ?? [];
    // In an exchange the old goes in the moment in which the new comes, or later.
    const isExchange = transition?.kind === "swap" && change.lost.length > 0;
    return isExchange && !grants.some((sku) => held.has(sku))
      ? [`${who} lost ${change.lost.map((skuId) => this.#part(skuId)).join(", ")} before ${grants.join(", ")} came`]
      : [];
  }

  #parts(skuIds: readonly string[]): Set<string> {
    return new Set(skuIds.map((skuId) => this.#part(skuId)));
  }

  #part(skuId: string): string {
    return this.#emulator.tenant.state.subscriptions.get(skuId)?.skuPartNumber ?? skuId;
  }
}
