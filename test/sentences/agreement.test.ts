import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { FindingList, type FindingPart } from "../../src/plan/basis/findings";
import { requestReads } from "../../src/plan/basis/request-reads";
import { planTenant } from "../../src/plan/plan-tenant";
import { runRules } from "../../src/plan/rules/run-rules";
import { renderHtml } from "../../src/report/html/html";
import { renderMarkdown } from "../../src/report/markdown/markdown";
import { renderText } from "../../src/report/text/text";
import { readList } from "../../src/stack/files/read-list";
import type { Plan } from "../../src/terms/plan";
import { now, today } from "../plan/oracle/day";
import { observe } from "../plan/oracle/observe";
import { drawCase, type Menu } from "../plan/properties/draw-case";
import { readTape } from "../plan/properties/tape";
import { contextOf, ids, person } from "../plan/rules/support";
import { e1, e3, grantOf, lossOf, planOf, removalOf, seatOf, transitionOf } from "../report/plans";
import { disagreements } from "./agreement";
import { scenarios } from "./scenarios";

const root = join(__dirname, "../..");
const prices = { currency: "EUR", bySku: { ENTERPRISEPACK: 20, STANDARDPACK: 8 } };

/** Codes of findings whose message is a function of those whom it concerns. */
const counting = readdirSync(join(root, "src/plan"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .flatMap((file) => [
    ...readFileSync(join(root, "src/plan", file), "utf8").matchAll(
      /code: "([a-z-]+)",(?:(?!code: )[\s\S])*?message: \((?:names|principals)\)/g,
    ),
  ])
  .map(([, code = ""]) => code);

const menus: readonly Menu[] = [
  { seats: "tight", groups: true, oddities: true, failing: true, limits: "wide", approvals: true },
  { seats: "tight", groups: true, oddities: true, failing: true, limits: "tight", inOrder: true, approvals: true },
  { seats: "ample", groups: true, oddities: true, limits: "none" },
  { seats: "scarce", groups: false, oddities: true, limits: "tight", shape: "exchanges" },
];

/** Every message that planners of random tenants compose, as they stand and for one and for two people. */
describe("sentences of findings", () => {
  const parts = new Map<string, FindingPart>();
  const plans: Plan[] = [];

  beforeAll(() => {
    const spy = vi.spyOn(FindingList.prototype, "add");
    for (const menu of menus)
      for (const bytes of fc.sample(fc.uint8Array({ minLength: 160, maxLength: 160, size: "max" }), 60)) {
        const { tenant, stack } = drawCase(readTape(bytes), menu);
        const observed = observe(tenant, requestReads(stack.desired, stack.ledger, stack.policy));
        plans.push(planTenant({ ...stack, observed, today, now }));
      }
    for (const scenario of scenarios) scenario();
    for (const [part] of spy.mock.calls) parts.set(`${part.code}\n${part.key}`, part);
    spy.mockRestore();
  }, 120_000);

  it("are composed for every code that counts people", () => {
    const seen = new Set([...parts.values()].map(({ code }) => code));
    expect(counting.length).toBeGreaterThan(10);
    expect([...new Set(counting)].filter((code) => !seen.has(code))).toEqual([]);
  });

  it("agree with one and with two people", () => {
    const said = [...parts.values()].flatMap(({ message, remedy = "" }) =>
      [["a@contoso.com"], ["a@contoso.com", "b@contoso.com"]].map((names) => `${message(names)} ${remedy}`),
    );
    expect([...new Set(said.flatMap(disagreements))]).toEqual([]);
  });

  it("agree in every report of these plans", () => {
    const said = plans.flatMap((plan) => [renderText(plan, { prices, width: 10_000 })]);
    expect([...new Set(said.flatMap(disagreements))]).toEqual([]);
  });

  it("of rules agree for one and for two people who hold any two licences", { timeout: 60_000 }, () => {
    const names = Object.keys(ids);
    const said = names.flatMap((first) =>
      names.flatMap((second) =>
        [["a"], ["a", "b"]].flatMap((who) =>
          runRules(
            contextOf(who.map((name) => person(name, first === second ? first : `${first} ${second}`, { at: "US" }))),
          ).map(({ message, remedy = "" }) => `${message} ${remedy}`),
        ),
      ),
    );
    expect(said.length).toBeGreaterThan(100);
    expect([...new Set(said.flatMap(disagreements))]).toEqual([]);
  });
});

describe("sentences of reports", () => {
  afterEach(() => void vi.restoreAllMocks());

  it.each([1, 2])("agree with %d of everything", (number) => {
    const names = Array.from({ length: number }, (_, index) => `p${index}@contoso.com`);
    const of = <T>(make: (name: string) => T): T[] => names.map(make);
    const plan = planOf({
      transitions: [
        ...of((name) => transitionOf(`Group ${name}`, "adjust", { principal: "group", grants: [grantOf(e3)] })),
        ...of((name) =>
          transitionOf(`Again ${name}`, "reprocess", {
            principal: "group",
            again: { skuIds: [e3], members: names.map((one) => ({ id: one, name: one })) },
          }),
        ),
        ...of((name) => transitionOf(`gain.${name}`, "grant", { grants: [grantOf(e3)] })),
        ...of((name) => transitionOf(`swap.${name}`, "swap", { grants: [grantOf(e3)], removals: [removalOf(e1)] })),
        ...of((name) => transitionOf(`back.${name}`, "withdraw", { removals: [removalOf(e1)] })),
        ...of((name) => transitionOf(`locate.${name}`, "locate", { usageLocation: { after: "GB" } })),
        ...of((name) => transitionOf(`adjust.${name}`, "adjust", { grants: [grantOf(e3, { disabledBefore: ["x"] })] })),
      ],
      losses: of((name) => lossOf(name, e1, { critical: ["mailbox"] })),
      seats: [
        seatOf(e3, {
          bought: number,
          usedNow: number,
          usedAfter: number * 2,
          short: number,
          missing: number,
          warning: number,
        }),
      ],
      findings: of((name) => ({
        code: "user-renamed",
        severity: "info",
        message: "It is so.",
        principals: [`x${name}`],
      })),
      unchanged: { count: number, adopted: names },
      pending: names,
      guard: {
        losing: number,
        approved: number,
        inWindow: number,
        limit: number,
        of: number,
        perDays: number,
        verdict: "refused",
      },
    });
    const html = renderHtml(plan, { stack: "contoso", prices })
      .replace(/<script[\s\S]*?<\/script>|<style[\s\S]*?<\/style>/g, "")
      .replace(/<b>([\d,]+)<\/b>/g, "$1 ")
      .replace(/<[^>]+>/g, "\n");
    for (const text of [renderText(plan, { prices }), renderMarkdown(plan, { stack: "contoso", prices }), html])
      expect(disagreements(text)).toEqual([]);
  });

  it.each([
    ["UPN,SKU\nann@contoso.com,E3\n", "The column `SKU` is not read"],
    ["UPN,SKU,country\nann@contoso.com,E3,US\n", "The columns `SKU`, `country` are not read"],
  ])("on the columns of a list agree: %j", (text, said) => {
    const { findings } = readList(text, "l.csv", undefined, { file: "x.yaml", line: 1, column: 1 });
    expect(findings[0]?.message).toContain(said);
    expect(findings.flatMap(({ message }) => disagreements(message))).toEqual([]);
  });
});

describe("what does not agree", () => {
  it.each([
    "1 people",
    "2 person",
    "1 person have none",
    "2 people is left alone",
    "1 seats short",
    "The column `a`, `b` is not read",
  ])("is found: %s", (text) => expect(disagreements(text)).toHaveLength(1));

  it.each(["1 person has none", "2 people have none", "1 seat short", "The columns `a`, `b` are not read", "E5 users"])(
    "is not found in: %s",
    (text) => expect(disagreements(text)).toEqual([]),
  );
});
