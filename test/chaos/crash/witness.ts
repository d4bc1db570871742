import { effectiveSkuIds } from "../../../emulator/src/tenant/effective";
import type { Emulator, LogEntry } from "../../../emulator/src/start";
import { type Change, declaredBy, kinds } from "./company";

/** What may happen to one person while a run brings the company from one declaration to the next. */
interface Bounds {
  readonly name: string;
  /** Of each of these one is held at every moment. */
  readonly oneOf: readonly (readonly string[])[];
  readonly mayLose: ReadonlySet<string>;
  readonly mayHold: ReadonlySet<string>;
  /** Service plans that may go off without their licence. */
  readonly mayGoOff: ReadonlySet<string>;
}

const planOff = /\(-(\w+)\)$/;
const skuOf = (license: string): string => license.replace(planOff, "");

/**
 * Looks at everything that the tenant's log says of people between two declarations: who lost what, whether anybody was
 * without both the old and the new, and whether anybody was touched whom nobody declared. It knows nothing of the
 * product's plan.
 */
export class Witness {
  readonly #emulator: Emulator;
  readonly #bounds = new Map<string, Bounds>();
  readonly #held = new Map<string, Set<string>>();
  readonly #groups: ReadonlySet<string>;
  #seen: number;

  /** @param owned false: the stack begins, and nothing that is held may go. */
  constructor(emulator: Emulator, before: Change, after: Change, owned: boolean) {
    this.#emulator = emulator;
    const { state, log } = emulator.tenant;
    this.#seen = log.length;
    const earlier = new Map(declaredBy(before).map((one) => [one.name, one]));
    for (const { name, kind, direct, through } of declaredBy(after)) {
      const id = state.userIdsByName.get(name) ?? "";
      const was = owned ? [...(earlier.get(name)?.direct ?? []), ...(earlier.get(name)?.through ?? [])] : [];
      const besides = kinds[kind]?.besides ?? [];
      const will = new Set([...direct, ...through].map(skuOf));
      const old = new Set(was.map(skuOf));
      const gained = [...will].filter((sku) => !old.has(sku));
      this.#bounds.set(id, {
        name,
        oneOf: [
          ...besides.map((sku) => [sku]),
          ...[...old].flatMap((sku) => (will.has(sku) ? [[sku]] : gained.length > 0 ? [[sku, ...gained]] : [])),
        ],
        mayLose: new Set([...old].filter((sku) => !will.has(sku))),
        mayHold: new Set([...old, ...will, ...besides]),
        mayGoOff: new Set(direct.flatMap((license) => planOff.exec(license)?.[1] ?? [])),
      });
    }
    for (const [id, user] of state.users)
      this.#held.set(id, new Set(effectiveSkuIds(user.states).map((skuId) => this.#partNumber(skuId))));
    const named = new Set(Object.values(kinds).flatMap(({ group }) => group?.name ?? []));
    this.#groups = new Set(
      [...state.groups.values()].filter(({ displayName }) => named.has(displayName)).map(({ id }) => id),
    );
  }

  /** What happened since it looked last, and should not have; one line each. */
  look(): readonly string[] {
    const { log } = this.#emulator.tenant;
    const entries = log.slice(this.#seen);
    this.#seen = log.length;
    return entries.flatMap((entry) => [...this.#judgeWriter(entry), ...this.#judgeEffect(entry)]);
  }

  #judgeWriter({ actor, change, time }: LogEntry): readonly string[] {
    if (actor.kind !== "application") return [];
    const touched = "userId" in change ? change.userId : "groupId" in change ? change.groupId : undefined;
    if (touched === undefined || this.#bounds.has(touched) || this.#groups.has(touched)) return [];
    return [`${change.kind} of ${this.#nameOf(touched)}, whom nobody declared, at ${moment(time)}`];
  }

  #judgeEffect({ change, time }: LogEntry): readonly string[] {
    if (change.kind !== "effectiveLicenses") return [];
    const held = this.#held.get(change.userId) ?? new Set<string>();
    const lost = change.lost.map((skuId) => this.#partNumber(skuId));
    for (const skuId of change.gained) held.add(this.#partNumber(skuId));
    for (const sku of lost) held.delete(sku);
    const bounds = this.#bounds.get(change.userId);
    const who = `${this.#nameOf(change.userId)} at ${moment(time)}`;
    if (bounds === undefined) return lost.map((sku) => `${who} lost ${sku}, and nobody declared that person`);
    return [
      ...lost.filter((sku) => !bounds.mayLose.has(sku)).map((sku) => `${who} lost ${sku}, which stays declared`),
      ...[...held].filter((sku) => !bounds.mayHold.has(sku)).map((sku) => `${who} holds ${sku}, which nobody declared`),
      ...bounds.oneOf
        .filter((any) => !any.some((sku) => held.has(sku)))
        .map((any) => `${who} is without any of ${any.join(", ")}`),
      ...(change.lost.length > 0 ? [] : change.plansLost)
        .map((id) => this.#planName(id))
        .filter((plan) => !bounds.mayGoOff.has(plan))
        .map((plan) => `${who} lost ${plan}, which nobody switched off`),
    ];
  }

  #nameOf(id: string): string {
    const { users, groups } = this.#emulator.tenant.state;
    return users.get(id)?.userPrincipalName ?? groups.get(id)?.displayName ?? id;
  }

  #partNumber(skuId: string): string {
    return this.#emulator.tenant.state.subscriptions.get(skuId)?.skuPartNumber ?? skuId;
  }

  #planName(id: string): string {
    for (const { servicePlans } of this.#emulator.tenant.state.subscriptions.values()) {
      const plan = servicePlans.find(({ servicePlanId }) => servicePlanId === id);
      if (plan !== undefined) return plan.servicePlanName;
    }
    return id;
  }
}

function moment(time: number): string {
  return new Date(time).toISOString();
}
