import fc from "fast-check";
import { expect, it } from "vitest";
import { executePlan } from "../../../src/plan/execute/execute-plan";
import { requestReads } from "../../../src/plan/basis/request-reads";
import { claimGiven, unseenOf, withDoubtful } from "../../../src/plan/ledger/claim";
import { intentOf } from "../../../src/plan/ledger/intent";
import { emptyLedger, formatLedger, parseLedger } from "../../../src/plan/ledger/ledger-text";
import { planWithModel } from "../../../src/plan/plan-tenant";
import type { Desired } from "../../../src/terms/desired";
import type { Doubt } from "../../../src/terms/intent";
import type { Ledger } from "../../../src/terms/ledger";
import { propertySeed as seed } from "../../support/property-seed";
import { type Holdings, KilledError, type Lag, LaggingTenant } from "../oracle/lagging-tenant";
import { desired, noLimits, observed, policy, skuIds, tenantId } from "../support/tenant";
import { runsOf, timeLimit, trial } from "./check-property";

const names = { STANDARDPACK: skuIds.E1, MCOEV: skuIds.MCOEV, VISIOCLIENT: skuIds.VISIO } as const;
type Name = keyof typeof names;
type File = Readonly<Record<"adele" | "bob" | "carl", readonly Name[]>>;

interface Up {
  readonly minutesLater: number;
  readonly file: File;
  readonly lag: Lag;
  readonly cut?: { readonly writes: number; readonly ending: "killed" | "notSent" };
}

const some = fc.subarray(Object.keys(names) as Name[]);
const file = fc.record({ adele: some, bob: some, carl: some });
const minutes = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 600 }));
// Lists may lag for as long as they like; a person itself does for less than five minutes.
const lag = fc.record({ lists: minutes, byId: fc.integer({ min: 0, max: 4 }) });
const cut = fc.record({ writes: fc.integer({ min: 0, max: 3 }), ending: fc.constantFrom("killed", "notSent") });
const up: fc.Arbitrary<Up> = fc.record(
  { minutesLater: minutes, file, lag, cut },
  { requiredKeys: ["minutesLater", "file", "lag"] },
);

function declaredBy(written: File): Desired {
  return desired(
    Object.fromEntries(
      Object.entries(written).flatMap(([id, skus]) => (skus.length === 0 ? [] : [[id, skus.join(", ")]])),
    ),
  );
}

/** What stands in the state: the ledger, and what runs that were cut off may have given. */
interface Kept {
  readonly ledger: Ledger;
  readonly doubts: readonly Doubt[];
}

/** One `up`: what stands in the state afterwards. */
async function runOnce(
  tenant: LaggingTenant,
  kept: Kept,
  { minutesLater, file: written, lag: lags, cut: end }: Up,
): Promise<Kept> {
  tenant.beginRun(minutesLater, lags, end);
  const now = tenant.now;
  const doubts = kept.doubts.filter(({ until }) => until === undefined || now < until);
  const rules = policy({ limits: noLimits });
  const wanted = declaredBy(written);
  const seen = tenant.read(requestReads(wanted, withDoubtful(kept.ledger, doubts), rules));
  const { ledger, newcomers: claimed } = claimGiven(kept.ledger, doubts, seen);
  const input = { desired: wanted, ledger, observed: seen, policy: rules, today: now.slice(0, 10), now, claimed };
  const planned = planWithModel(input);
  try {
    const execution = await executePlan({ ...planned, port: tenant.port, clock: () => tenant.now });
    const until = new Date(Date.parse(now) + 3_600_000).toISOString();
    return {
      ledger: parseLedger(formatLedger(execution.ledger)),
      doubts: [{ given: unseenOf(doubts, ledger), until }],
    };
  } catch (error) {
    if (error instanceof KilledError)
      return { ledger: kept.ledger, doubts: [...doubts, { given: intentOf(planned.plan).given }] };
    throw error;
  }
}

it(
  `for every lag, order of runs and cut nobody is left with what no file asks for ${trial(0.03)}`,
  { timeout: timeLimit(0.03) },
  () =>
    fc.assert(
      fc.asyncProperty(file, fc.array(up, { minLength: 1, maxLength: 5 }), async (before, ups) => {
        const initial: Holdings = Object.fromEntries(
          Object.entries(before).map(([id, skus]) => [id, skus.map((name) => names[name])]),
        );
        const tenant = new LaggingTenant(initial, observed());
        const last = ups.at(-1)!;
        const calm = { ...last, minutesLater: 6, cut: undefined as never };
        let kept: Kept = { ledger: emptyLedger(tenantId), doubts: [] };
        // Where a list still shows what is gone, a call may fail and something declared may wait until it does not.
        const later = { ...calm, minutesLater: 601 };
        for (const one of [...ups, calm, calm, later, later]) kept = await runOnce(tenant, kept, one);
        for (const id of ["adele", "bob", "carl"] as const) {
          for (const name of Object.keys(names) as Name[]) {
            const holds = tenant.holdings[id]?.includes(names[name]) === true;
            const wasThere = before[id].includes(name);
            const asked = ups.some((one) => one.file[id].includes(name));
            const what = `${id} ${name}`;
            if (last.file[id].includes(name)) expect(holds, `${what} is declared, and is not there`).toBe(true);
            else if (!wasThere) expect(holds, `${what} was given by the stack, and stays for good`).toBe(false);
            else if (!asked) expect(holds, `${what} was never declared, and is gone`).toBe(true);
          }
        }
      }),
      { numRuns: runsOf(0.03), seed },
    ),
);
