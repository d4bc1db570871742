import { renderReports } from "../../../src/provider/reports/write-reports";
import type { Snapshot } from "../../../src/history/site/snapshot";
import { readSnapshot } from "../../../src/history/site/kept-snapshot";
import { SiteBook, type StackCourse } from "../../../src/history/site/site-book";
import type { Plan, PoolLine } from "../../../src/terms/plan";
import type { Policy } from "../../../src/terms/policy";
import { e3, e5, planOf } from "../../report/plans";

/** As a stack says nothing but its prices. */
const policy: Policy = {
  limits: { kind: "limited", people: 10, atMost: 25, perDays: 7 },
  approvals: [],
  protected: [],
  release: [],
  onMissingUser: "error",
  onShortage: { kind: "refuse" },
  allowInterruption: [],
  rules: {},
  prices: { currency: "EUR", bySku: { ENTERPRISEPACK: 20, ENTERPRISEPREMIUM: 40 } },
};

export function poolOf(skuId: string, bought: number, used: number): PoolLine {
  const [partNumber, name] =
    skuId === e3 ? ["ENTERPRISEPACK", "Office 365 E3"] : ["ENTERPRISEPREMIUM", "Office 365 E5"];
  return { skuId, partNumber, name, bought, warning: 0, used };
}

interface Day {
  readonly pools?: readonly PoolLine[];
  readonly plan?: Partial<Plan>;
  readonly at?: string;
  readonly isPriced?: boolean;
}

/** The report of a plan of that day. */
export function planJson(stack: string, today: string, { pools, plan, at, isPriced = true }: Day = {}): string {
  const { prices: _, ...unpriced } = policy;
  const parts = { policy: isPriced ? policy : unpriced, ...(pools && { pools }), ...(at !== undefined && { at }) };
  return renderReports(stack, { kind: "plan", plan: planOf({ today, ...plan }), phase: "preview", ...parts }, {}).json;
}

function snapshotOf(text: string): Snapshot {
  const snapshot = readSnapshot(text);
  if (snapshot === undefined) throw new Error(`no report: ${text.slice(0, 80)}`);
  return snapshot;
}

export function coursesOf(...texts: readonly string[]): readonly StackCourse[] {
  const book = new SiteBook();
  for (const text of texts) book.take(snapshotOf(text));
  return book.courses();
}

const seatsShort = {
  code: "seats-short",
  severity: "error" as const,
  message: "ENTERPRISEPACK: 1 seat short. 100 bought, 100 used, 1 needed. 1 person would go without.",
  remedy: "Buy 1 seat, take people out, or let the order of the stack decide: `onShortage: assignInOrder`.",
  principals: ["zoe@contoso.com"],
};

/** Two stacks over half a year, of which one has something to do. */
export function someCourses(): readonly StackCourse[] {
  const findings = [seatsShort];
  return coursesOf(
    planJson("contoso", "2026-01-01", { pools: [poolOf(e3, 100, 80), poolOf(e5, 10, 5)] }),
    planJson("contoso", "2026-04-01", { pools: [poolOf(e3, 100, 96), poolOf(e5, 20, 12)] }),
    planJson("contoso", "2026-06-30", { pools: [poolOf(e3, 100, 100), poolOf(e5, 20, 19)], plan: { findings } }),
    planJson("fabrikam", "2026-02-01", { pools: [poolOf(e3, 50, 20)] }),
    planJson("fabrikam", "2026-06-30", { pools: [poolOf(e3, 50, 34)] }),
  );
}

/** Six tenants over a year, each with its own way of growing. */
export function yearOfTenants(): readonly StackCourse[] {
  const book = new SiteBook();
  const names = ["contoso", "fabrikam", "litware", "northwind", "proseware", "tailspin"];
  for (const [at, stack] of names.entries())
    for (let week = 0; week < 52; week += 1) {
      const today = new Date(Date.UTC(2025, 10, 30 + week * 7)).toISOString().slice(0, 10);
      const size = 120 + at * 40;
      const bought = size + (week > 20 + at * 3 ? 30 : 0);
      const used = Math.min(bought, Math.round(size * (0.72 + week / 160 + Math.sin((week + at * 9) / 6) / 25)));
      const pools = [poolOf(e3, bought, used), poolOf(e5, 40, 22 + Math.round(week / 4))];
      const findings = at === 3 && week === 51 ? [seatsShort] : [];
      const plan = {
        findings,
        tenant: { id: `84841066-274d-4ec0-a5c1-${String(at).padStart(12, "0")}`, displayName: nameOf(stack) },
      };
      book.take(snapshotOf(planJson(stack, today, { pools, plan })));
    }
  return book.courses();
}

function nameOf(stack: string): string {
  return `${stack[0]?.toUpperCase() ?? ""}${stack.slice(1)} Ltd`;
}
