import type { Desired } from "../../src/terms/desired";
import { emptyLedger, formatLedger, parseLedger } from "../../src/plan/ledger/ledger-text";
import type { Ledger, LedgerEntry } from "../../src/terms/ledger";
import type { Observed, ObservedUser } from "../../src/terms/observed";
import { observedLines } from "../../src/plan/ledger/observed-lines";
import { planTenant } from "../../src/plan/plan-tenant";
import { defaultLimits, type Policy } from "../../src/terms/policy";

// Planning as a multiple of `JSON.parse` of the same data (what is declared, owned and observed), which is the least
// that anybody would have to do with it. 99 of 100 people are as declared; of the rest one third joins, swaps, leaves.

const skuIds = [
  "6fd2c87f-b296-42f0-b197-1e91e994b900",
  "c7df2760-2c81-4ef7-b578-5b5392b571df",
  "e43b5b99-8dfb-405f-9987-dc307f34bcbd",
] as const;
const partNumbers = ["ENTERPRISEPACK", "ENTERPRISEPREMIUM", "MCOEV"] as const;
const tenantId = "11111111-0000-4000-8000-000000000000";
const today = "2026-11-23";

const guidOf = (number: number): string => `00000000-0000-4000-8000-${number.toString(16).padStart(12, "0")}`;
const nameOf = (number: number): string => `person${number}@contoso.com`;

interface Data {
  readonly desired: Desired;
  readonly ledger: Ledger;
  readonly observed: Observed;
}

function makeData(people: number): Data {
  const users: Desired["users"][number][] = [];
  const entries: LedgerEntry[] = [];
  const seen: ObservedUser[] = [];
  for (let number = 0; number < people; number += 1) {
    const kind = number % 300;
    const joins = kind === 0;
    const swaps = kind === 100;
    const leaves = kind === 200;
    const declared = swaps ? [1] : [0, 2];
    const holds = joins ? [] : [0, 2];
    const unmanaged = { kind: "unmanaged" } as const;
    if (!leaves) {
      users.push({
        name: nameOf(number),
        licenses: declared.map((sku) => ({ sku: partNumbers[sku] ?? "", selection: unmanaged })),
        declarations: [
          {
            assignment: "staff",
            place: { file: "stacks/contoso.yaml", line: number, column: 5 },
            skus: declared.map((sku) => partNumbers[sku] ?? ""),
          },
        ],
      });
    }
    if (!joins)
      entries.push({
        id: guidOf(number),
        name: nameOf(number),
        skus: holds.map((sku) => ({ skuId: skuIds[sku] ?? "", written: partNumbers[sku] ?? "", selection: unmanaged })),
      });
    seen.push({
      id: guidOf(number),
      userPrincipalName: nameOf(number),
      usageLocation: "US",
      onPremisesSyncEnabled: false,
      assignments: holds.map((sku) => ({ skuId: skuIds[sku] ?? "", disabledPlans: [], state: "Active" })),
    });
  }
  const skus: Observed["skus"] = skuIds.map((skuId, at) => ({
    skuId,
    partNumber: partNumbers[at] ?? "",
    appliesTo: "User",
    capabilityStatus: "Enabled",
    enabled: people * 2,
    warning: 0,
    suspended: 0,
    lockedOut: 0,
    consumed: 0,
    servicePlans: Array.from({ length: 40 }, (_, plan) => ({
      id: guidOf(plan + at * 30),
      name: `PLAN_${plan + at * 30}`,
      appliesTo: "User" as const,
    })),
  }));
  return {
    desired: { tenant: tenantId, users, groups: [], dormant: [] },
    ledger: { ...emptyLedger(tenantId), users: entries },
    observed: {
      tenant: { id: tenantId, displayName: "Contoso", verifiedDomains: ["contoso.com"] },
      skus,
      users: seen,
      groups: [],
      absent: [],
      wholeTenant: false,
    },
  };
}

const policy: Policy = {
  limits: { ...defaultLimits, kind: "limited", people: 100, atMost: 1_000_000, perDays: 7 },
  approvals: [],
  protected: [],
  release: [],
  onMissingUser: "error",
  onShortage: { kind: "refuse" },
  allowInterruption: [],
  rules: {},
};

/** The least of several runs, in milliseconds of processor time: others may be using the machine. */
function time(work: () => unknown): number {
  let best = Infinity;
  for (let run = 0; run < 4; run += 1) {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, (user + system) / 1000);
  }
  return best;
}

const rows: string[] = [];
const plans: number[] = [];
for (const people of [10_000, 100_000]) {
  const data = makeData(people);
  const text = JSON.stringify(data);
  const ledgerText = formatLedger(data.ledger);
  const parse = time(() => JSON.parse(text) as unknown);
  const plan = time(() => planTenant({ ...data, policy, today }));
  const lines = time(() => observedLines({ ...data, policy }));
  const ledger = time(() => formatLedger(parseLedger(ledgerText)));
  plans.push(plan);
  const changed = planTenant({ ...data, policy, today }).transitions.length;
  const cell = (milliseconds: number): string =>
    `${milliseconds.toFixed(0).padStart(6)} ms = ${(milliseconds / parse).toFixed(1)} parses`;
  rows.push(
    `${people} people, ${changed} changed: JSON.parse ${parse.toFixed(0)} ms; planTenant ${cell(plan)}; ` +
      `observedLines ${cell(lines)}; ledger to text and back ${cell(ledger)}`,
  );
}
const [small = 1, large = 1] = plans;
rows.push(
  `ten times the people: ${(large / small).toFixed(1)} times as long (n log n: ` +
    `${((10 * Math.log(100_000)) / Math.log(10_000)).toFixed(1)})`,
);
process.stdout.write(`${rows.join("\n")}\n`);
