import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { renderJson } from "../../src/report/json/json";
import type { Plan, PoolLine } from "../../src/terms/plan";

const products = [
  ["6fd2c87f-b296-42f0-b197-1e91e994b900", "ENTERPRISEPACK", "Office 365 E3", 21.3, 240],
  ["c7df2760-2c81-4ef7-b578-5b5392b571df", "ENTERPRISEPREMIUM", "Office 365 E5", 35.7, 60],
  ["18181a46-0d4e-45cd-891e-60aabd171b4e", "STANDARDPACK", "Office 365 E1", 9.4, 120],
  ["e43b5b99-8dfb-405f-9987-dc307f34bcbd", "MCOEV", "Microsoft Teams Phone Standard", 7.5, 80],
  ["0dab259f-bf13-4952-b7f8-7db8f131b28d", "MCOPSTN1", "Microsoft 365 Domestic Calling Plan", 11.2, 40],
  ["f30db892-07e9-47e9-837c-80727f46fd3d", "FLOW_FREE", "Microsoft Power Automate Free", undefined, 10_000],
] as const;

/** Seats that go up and down over a year, the same in every run of the bench. */
function poolsOf(tenant: number, day: number): readonly PoolLine[] {
  return products.map(([skuId, partNumber, name, , size], at) => {
    const bought = size + (tenant % 7) * 10 + (day > 180 ? Math.round(size / 8) : 0);
    const course = Math.sin((day + tenant * 13 + at * 40) / 50) * 0.08 + 0.84 + ((tenant * at) % 5) * 0.02;
    const used = partNumber === "FLOW_FREE" ? 12 + (day % 9) : Math.round(bought * course);
    return { skuId, partNumber, name, bought, warning: 0, used };
  });
}

export interface Year {
  readonly tenants: number;
  readonly days: number;
  /** Whom each report names. */
  readonly people: number;
}

/** A report a day of each tenant, in a folder a day as a pipeline leaves them. */
export function writeYear(folder: string, { tenants, days, people }: Year): number {
  const skus = Object.fromEntries(products.map(([skuId, partNumber, name]) => [skuId, { partNumber, name }]));
  const users = Object.fromEntries(
    Array.from({ length: people }, (_, at) => [`person${String(at)}@contoso.com`, "ENTERPRISEPACK, MCOEV @GB"]),
  );
  const bySku = Object.fromEntries(
    products.flatMap(([, partNumber, , price]) => (price === undefined ? [] : [[partNumber, price]])),
  );
  for (let day = 0; day < days; day += 1) {
    const today = new Date(Date.UTC(2025, 10, 30 + day)).toISOString().slice(0, 10);
    const target = join(folder, today);
    mkdirSync(target, { recursive: true });
    for (let tenant = 0; tenant < tenants; tenant += 1) {
      const stack = `tenant-${String(tenant).padStart(3, "0")}`;
      const plan: Plan = {
        version: 1,
        tenant: {
          id: `11111111-0000-0000-0000-${String(tenant).padStart(12, "0")}`,
          displayName: `Tenant ${String(tenant)}`,
        },
        today,
        skus,
        plans: {},
        transitions: [],
        phases: [],
        losses: [],
        seats: [],
        guard: { losing: 0, approved: 0, inWindow: 0, limit: 6, of: people, perDays: 7, verdict: "allowed" },
        findings: findingsOf(tenant),
        unchanged: { count: people, adopted: [] },
        pending: [],
        lines: { users, groups: {} },
        ledgerChanges: false,
        digest: `${String(tenant)}-${today}`,
      };
      const prices = { currency: "EUR", bySku };
      const about = { at: `${today}T04:00:00.000Z`, pools: poolsOf(tenant, day) };
      writeFileSync(join(target, `${stack}.plan.json`), renderJson(plan, stack, prices, about));
    }
  }
  return tenants * days;
}

function findingsOf(tenant: number): Plan["findings"] {
  return [
    ...(tenant % 23 === 4
      ? [
          {
            code: "seats-short",
            severity: "error" as const,
            message: "ENTERPRISEPACK: 1 seat short. 250 bought, 250 used, 1 needed. 1 person would go without.",
            remedy: "Buy 1 seat, take people out, or let the order of the stack decide: `onShortage: assignInOrder`.",
            principals: ["person3@contoso.com"],
          },
        ]
      : []),
    ...(tenant % 3 === 1
      ? [
          {
            code: "disabled-licensed",
            severity: "warning" as const,
            message: "2 people are disabled and hold licences.",
            remedy: "Take them out, if the licence is to be free.",
            principals: ["person1@contoso.com", "person2@contoso.com"],
          },
        ]
      : []),
  ];
}
