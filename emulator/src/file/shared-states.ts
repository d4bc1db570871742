import type { GroupLicense, LicenseState } from "../tenant/model";

/**
 * Most people hold what others hold: the same states once, for a large tenant takes half the memory and its lists half
 * the time.
 */
export class SharedStates {
  readonly #now: number;
  readonly #known = new Map<string, readonly LicenseState[]>();

  constructor(now: number) {
    this.#now = now;
  }

  of(licenses: readonly GroupLicense[]): readonly LicenseState[] {
    const key = licenses.map(({ skuId, disabledPlans }) => `${skuId} ${disabledPlans.join(" ")}`).join();
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const lastUpdated = this.#now;
    const states = licenses.map((license): LicenseState => ({
      ...license,
      assignedByGroup: null,
      state: "Active",
      error: "None",
      lastUpdated,
    }));
    this.#known.set(key, states);
    return states;
  }
}
