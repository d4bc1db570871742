import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { historyText } from "../../src/history/history-lines";
import { HistoryBook, type FoundFile, type History, type Wanted } from "../../src/history/tell-history";
import { renderReports, type ReportContent } from "../../src/provider/reports/write-reports";
import { reportVersion } from "../../src/report/json/report-version";
import type { Plan } from "../../src/terms/plan";
import { busyExecution, executionOf, noSeats } from "../report/executions";
import { busyPlan, e1, e3, e5, grantOf, lossOf, planOf, removalOf, transitionOf, yammer } from "../report/plans";

const fixtures = join(__dirname, "fixtures");

function found(file: string, text: string): FoundFile {
  return { place: { file }, key: () => text, text };
}

function jsonOf(content: ReportContent): string {
  return renderReports("contoso", content, {}).json;
}

/** What a book tells of these texts. */
function tell(texts: readonly string[], wanted: Wanted = {}): History {
  const book = new HistoryBook();
  texts.forEach((text, at) => book.take(found(`${String(at)}.json`, text)));
  const missing = book.missing();
  return book.tell(
    wanted,
    new Map(texts.flatMap((text) => (missing.has(text) ? [[missing.get(text) ?? "", text]] : []))),
  );
}

/** The report of a run that did all that its plan says. */
function done(plan: Plan): string {
  const outcomes = plan.transitions.map(({ principal, id, name }) => ({
    principal,
    id,
    name,
    kind: "applied" as const,
  }));
  return jsonOf({ kind: "applied", plan, execution: executionOf({ outcomes }), at: `${plan.today}T09:30:00.000Z` });
}

/** `adele: got E3` for each entry. */
function said({ entries }: History): readonly string[] {
  return entries.map(
    ({ name, effects, group }) => `${name}: ${effects.join("; ")}${group === undefined ? "" : ` by ${group}`}`,
  );
}

describe("a run", () => {
  it("is told by what it gave, took and changed, and not by what failed or was left", () => {
    const told = tell([jsonOf({ kind: "applied", plan: busyPlan(), execution: busyExecution() })]);
    expect(said(told)).toEqual([
      "Sales Team: Office 365 E3 (ENTERPRISEPACK): off: YAMMER_ENTERPRISE",
      "lee@contoso.com: Office 365 E3 (ENTERPRISEPACK): off: YAMMER_ENTERPRISE by Sales Team",
      "adele@contoso.com: Office 365 E3 (ENTERPRISEPACK) → Office 365 E5 (ENTERPRISEPREMIUM)",
      "user0001@contoso.com: got Microsoft Teams Phone Standard (MCOEV) + Office 365 E3 (ENTERPRISEPACK); " +
        "usage location GB",
      "user0002@contoso.com: got Microsoft Teams Phone Standard (MCOEV) + Office 365 E3 (ENTERPRISEPACK); " +
        "usage location GB",
      "temp1@contoso.com: lost Office 365 E1 (STANDARDPACK)",
    ]);
    const [, lee, adele, , , temp] = told.entries;
    expect(lee).toMatchObject({ got: [], lost: [], changed: [{ skuId: e3, off: ["YAMMER_ENTERPRISE"], on: [] }] });
    expect(adele).toMatchObject({
      got: [{ skuId: e5 }],
      lost: [{ skuId: e3 }],
      why: ['"sales", stacks/contoso.yaml:12:5'],
    });
    expect(temp).toMatchObject({ lost: [{ partNumber: "STANDARDPACK" }], why: ["no longer in the file"] });
  });

  it("is no loss where a group gives the same, and says so where one does not", () => {
    const taken = (name: string) => transitionOf(name, "withdraw", { removals: [removalOf(e3)] });
    const told = tell([
      done(
        planOf({
          transitions: [taken("kept@contoso.com"), taken("left@contoso.com")],
          losses: [lossOf("left@contoso.com", e3)],
        }),
      ),
    ]);
    expect(told.entries.map(({ name, lost, moved }) => [name, lost.length, moved.length])).toEqual([
      ["kept@contoso.com", 0, 1],
      ["left@contoso.com", 1, 0],
    ]);
  });

  it("tells of members whom a group gave or took something, but for those without a seat", () => {
    const group = transitionOf("Sales", "swap", {
      principal: "group",
      grants: [grantOf(e5)],
      removals: [removalOf(e1)],
      reach: { total: 3, gain: ["a@contoso.com", "b@contoso.com"], lose: ["c@contoso.com"] },
    });
    const plan = planOf({
      transitions: [group],
      losses: [lossOf("c@contoso.com", e1, { path: { kind: "groupRemoved", group: "id-Sales" } })],
    });
    const execution = executionOf({
      outcomes: [{ principal: "group", id: "id-Sales", name: "Sales", kind: "applied" }],
      memberProblems: [{ userId: "b", name: "b@contoso.com", groupId: "id-Sales", skuId: e5, error: "CountViolation" }],
    });
    expect(said(tell([jsonOf({ kind: "applied", plan, execution })], { who: "Sales" })).slice(1)).toEqual([
      "a@contoso.com: got Office 365 E5 (ENTERPRISEPREMIUM) by Sales",
      "c@contoso.com: lost Office 365 E1 (STANDARDPACK) by Sales",
    ]);
  });

  it("tells who was put into a group that the stack makes, and what who left it lost", () => {
    const plan = planOf({
      memberships: [{ group: "g", name: "Sales", join: ["a@contoso.com"], leave: ["b@contoso.com"], digest: "d" }],
      losses: [lossOf("b@contoso.com", e3, { path: { kind: "leftGroup", group: "g" } })],
    });
    expect(said(tell([done(plan)]))).toEqual([
      "a@contoso.com: put into the group by Sales",
      "b@contoso.com: taken out of the group; lost Office 365 E3 (ENTERPRISEPACK) by Sales",
    ]);
  });

  it("says perhaps of a change to which Graph gave no answer", () => {
    const plan = planOf({ transitions: [transitionOf("a@contoso.com", "grant", { grants: [grantOf(e3)] })] });
    const outcome = {
      principal: "user" as const,
      id: "id-a@contoso.com",
      name: "a@contoso.com",
      kind: "failed" as const,
    };
    const of = (problem: object) =>
      tell([
        jsonOf({
          kind: "applied",
          plan,
          execution: executionOf({ outcomes: [{ ...outcome, problem: { ...noSeats, ...problem } }] }),
        }),
      ]);
    expect(of({}).entries).toEqual([]);
    expect(of({ uncertain: true }).entries).toMatchObject([{ name: "a@contoso.com", isUncertain: true }]);
    expect(historyText(of({ uncertain: true }), {}, {})).toContain("(perhaps: Graph did not answer)");
  });
});

describe("what is no change", () => {
  it("is a preview or a refusal, however much it says", () => {
    const told = tell([
      jsonOf({ kind: "plan", plan: busyPlan(), phase: "preview" }),
      jsonOf({ kind: "failed", problems: [{ message: "No." }] }),
    ]);
    expect(told).toMatchObject({ entries: [], runs: 0, previews: 1, refusals: 1, skipped: [] });
    expect(historyText(told, {}, {})).toBe(
      "0 changes in reports of 0 runs. Beside them 1 plan and 1 refusal, which changed nothing.",
    );
  });

  it("is a report written by half, at whatever letter it ends, or in whose place anything else stands", () => {
    const whole = done(busyPlan());
    const cuts = Array.from({ length: 60 }, (_, at) => whole.slice(0, Math.floor((whole.trimEnd().length * at) / 60)));
    const foreign = ["[]", "null", "5", '"x"', "{}", '{"format":5}', '{"format":"m365-licenses/run","version":1}'];
    const told = tell([...cuts, ...foreign, whole]);
    expect(told.runs).toBe(1);
    expect(told.skipped).toHaveLength(cuts.length + foreign.length);
    expect(told.skipped.map(({ why }) => why)).toEqual(
      expect.arrayContaining([
        "it is no JSON, or was written by half",
        "it is no report of m365-licenses",
        "it is damaged: stack: a text is expected, and there is nothing",
      ]),
    );
  });

  it("is another file of ours, which nobody has to hear about, or one of a version to come, which is named", () => {
    const next = String(reportVersion + 1);
    const told = tell(['{"format":"m365-licenses/undo"}', `{"format":"m365-licenses/run","version":${next}}`]);
    const why = `a newer m365-licenses wrote it (version ${next}, this one reads ${String(reportVersion)})`;
    expect(told.skipped).toEqual([{ file: "1.json", why }]);
  });

  it("is the same report a second time", () => {
    expect(tell([done(busyPlan()), done(busyPlan())]).runs).toBe(1);
  });
});

describe("reports of older versions", () => {
  const read = (version: number, name: string): string =>
    readFileSync(join(fixtures, `version-${String(version)}`, name), "utf8");

  it("are kept here, one of every version that there ever was", () => {
    expect(readdirSync(fixtures).sort()).toEqual(
      Array.from({ length: reportVersion }, (_, at) => `version-${String(at + 1)}`),
    );
  });

  it.each(readdirSync(fixtures).map((name) => Number(name.replace("version-", ""))))(
    "are read, with what their plans say: version %s",
    (version) => {
      const told = tell([read(version, "contoso.plan.json"), read(version, "contoso.run.json")], {
        who: "temp1@contoso.com",
      });
      expect(said(told)).toEqual(["temp1@contoso.com: lost Office 365 E1 (STANDARDPACK)"]);
    },
  );

  it("say that something was changed where the plan is not there any more", () => {
    const told = tell([read(1, "contoso.run.json")], { who: "temp1@contoso.com" });
    expect(told.entries).toMatchObject([{ name: "temp1@contoso.com", isUntold: true, got: [], lost: [] }]);
    expect(said(told)).toEqual([
      "temp1@contoso.com: something was changed, and the report of the plan that says what is not here",
    ]);
  });
});

describe("what is asked for", () => {
  const day = (today: string, name: string, skuId: string): string =>
    done(planOf({ today, digest: today, transitions: [transitionOf(name, "grant", { grants: [grantOf(skuId)] })] }));
  const texts = [
    day("2026-03-01", "c@contoso.com", e1),
    day("2026-01-01", "a@contoso.com", e3),
    day("2026-02-01", "b@contoso.com", e3),
  ];

  it.each([
    { wanted: {}, names: ["a", "b", "c"] },
    { wanted: { since: "2026-02-01" }, names: ["b", "c"] },
    { wanted: { until: "2026-02-01" }, names: ["a", "b"] },
    { wanted: { since: "2026-02-01", until: "2026-02-01" }, names: ["b"] },
    { wanted: { who: "B@Contoso.com" }, names: ["b"] },
    { wanted: { who: "id-c@contoso.com" }, names: ["c"] },
    { wanted: { who: "ENTERPRISEPACK" }, names: ["a", "b"] },
    { wanted: { who: "office 365 e3" }, names: ["a", "b"] },
    { wanted: { who: e3.toUpperCase() }, names: ["a", "b"] },
    { wanted: { who: "Office 365 E5" }, names: [] },
    { wanted: { who: "nobody" }, names: [] },
  ])("is found, in the order of days: $wanted", ({ wanted, names }) => {
    expect(tell(texts, wanted).entries.map(({ name }) => name)).toEqual(names.map((name) => `${name}@contoso.com`));
  });

  it("reads well", () => {
    const plan = planOf({
      transitions: ["a@contoso.com", "b@contoso.com"].map((name) =>
        transitionOf(name, "grant", { grants: [grantOf(e3)] }),
      ),
    });
    expect(historyText(tell([done(plan)], { since: "2026-01-01" }), { since: "2026-01-01" }, {})).toBe(
      `2 changes since 2026-01-01 in reports of 1 run of contoso, 2026-11-23.

2026-11-23 09:30 UTC  contoso (Contoso)
  a@contoso.com and b@contoso.com: got Office 365 E3 (ENTERPRISEPACK)
      "sales", stacks/contoso.yaml:12:5`,
    );
  });

  it("names other service plans of a person", () => {
    const plan = planOf({
      transitions: [
        transitionOf("a@contoso.com", "adjust", {
          grants: [grantOf(e3, { disabledPlans: [], disabledBefore: [yammer] })],
        }),
      ],
    });
    expect(tell([done(plan)]).entries).toMatchObject([{ changed: [{ on: ["YAMMER_ENTERPRISE"], off: [] }] }]);
  });
});
