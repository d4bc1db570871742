import type { Observed, ObservedUser, ReadRequest } from "../../../src/terms/observed";
import type { PrincipalWrite, TenantPort, WriteOutcome } from "../../../src/terms/port";

/** Who holds what directly, by person. */
export type Holdings = Readonly<Record<string, readonly string[]>>;

/** How old, in minutes, what a run reads is; what it has written itself it sees. */
export interface Lag {
  readonly lists: number;
  readonly byId: number;
}

/** Thrown where a run is killed: nothing of it is left but what it wrote. */
export class KilledError extends Error {}

/**
 * A tenant whose lists and single objects show how it was some minutes ago. Time passes between runs only. Nothing but
 * direct licences of people.
 */
export class LaggingTenant {
  private minute = 0;
  private readonly history: { readonly minute: number; readonly holdings: Holdings }[];
  private lag: Lag = { lists: 0, byId: 0 };
  private writtenNow = new Set<string>();
  private writesLeft = Infinity;
  private ending: "killed" | "notSent" = "killed";
  private readonly expected = new Map<string, readonly string[]>();

  constructor(
    initial: Holdings,
    private readonly base: Observed,
  ) {
    this.history = [{ minute: 0, holdings: initial }];
  }

  get holdings(): Holdings {
    return this.history.at(-1)?.holdings ?? {};
  }

  get now(): string {
    return new Date(Date.UTC(2026, 10, 23) + this.minute * 60_000).toISOString();
  }

  beginRun(
    minutesLater: number,
    lag: Lag,
    cut?: { readonly writes: number; readonly ending: "killed" | "notSent" },
  ): void {
    this.minute += minutesLater;
    this.lag = lag;
    this.writtenNow = new Set();
    this.expected.clear();
    this.writesLeft = cut?.writes ?? Infinity;
    this.ending = cut?.ending ?? "killed";
  }

  read({ unlessHeld = [] }: Pick<ReadRequest, "unlessHeld">): Observed {
    for (const { id, skuIds } of unlessHeld) this.expected.set(id, skuIds);
    return { ...this.base, users: Object.keys(this.holdings).map((id) => this.observe(id)) };
  }

  readonly port: TenantPort = {
    reread: (userIds) => Promise.resolve({ ...this.base, users: userIds.map((id) => this.observe(id)) }),
    write: async (writes, onOutcome) => {
      const outcomes = writes.map((write) => {
        const outcome = this.carryOut(write);
        onOutcome(outcome);
        return outcome;
      });
      return Promise.resolve(outcomes);
    },
    awaitGroups: () => Promise.resolve({ unfinished: [] }),
    reprocess: () => Promise.resolve([]),
  };

  /**
   * As a list has it, or as the person itself says where the list lacks something that the person is thought to have.
   */
  private observe(id: string): ObservedUser {
    const listed = this.stateOf(id, this.lag.lists);
    const doubtful = this.expected.get(id)?.some((skuId) => !listed.includes(skuId)) === true;
    const skuIds = doubtful ? this.stateOf(id, this.lag.byId) : listed;
    return {
      id,
      userPrincipalName: `${id}@contoso.com`,
      usageLocation: "US",
      onPremisesSyncEnabled: false,
      assignments: skuIds.map((skuId) => ({ skuId, disabledPlans: [], state: "Active" })),
      ...(doubtful && { byId: true }),
    };
  }

  private stateOf(id: string, lag: number): readonly string[] {
    const until = this.writtenNow.has(id) ? this.minute : this.minute - lag;
    const known = this.history.filter(({ minute }) => minute <= Math.max(0, until));
    return known.at(-1)?.holdings[id] ?? [];
  }

  private carryOut({ id, add, remove }: PrincipalWrite): WriteOutcome {
    if (this.writesLeft === 0 && this.ending === "killed") throw new KilledError();
    if (this.writesLeft === 0) return { kind: "notSent", id };
    this.writesLeft -= 1;
    const held = this.holdings[id] ?? [];
    const missing = remove.find((skuId) => !held.includes(skuId));
    if (missing !== undefined) {
      const message = "User does not have a corresponding license.";
      return { kind: "failed", id, located: false, problem: { code: "not-assigned", message, remedy: "-" } };
    }
    const after = [...held.filter((skuId) => !remove.includes(skuId)), ...add.map(({ skuId }) => skuId)];
    this.history.push({ minute: this.minute, holdings: { ...this.holdings, [id]: [...new Set(after)] } });
    this.writtenNow.add(id);
    return { kind: "applied", id };
  }
}
