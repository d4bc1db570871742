import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Execution } from "../../src/terms/execution";
import { writeReports, writeUndo } from "../../src/provider/reports/write-reports";
import { renderExecution, renderRefusal } from "../../src/report/text/execution-text";
import { renderRunJson } from "../../src/report/json/json";
import { readReport } from "../../src/report/json/read-report";
import { renderRefusalMarkdown, renderRunMarkdown } from "../../src/report/markdown/run-markdown";
import { readUndo } from "../../src/report/json/undo-schema";
import { executionOf, noSeats } from "./executions";
import { busyPlan, callingPlan, e3, grantOf, mailOf, planOf, transitionOf, yammer } from "./plans";

describe("renderExecution", () => {
  it("says that all is done in one line", () => {
    expect(
      renderExecution(
        planOf(),
        executionOf({ outcomes: [{ principal: "user", id: "1", name: "a@contoso.com", kind: "applied" }] }),
      ),
    ).toBe("Contoso, 2026-11-23: 1 done");
  });

  it("lists failures with what Graph said and what to do, by cause, and what is left for the next run", () => {
    const outcomes: Execution["outcomes"] = [
      { principal: "user", id: "1", name: "a@contoso.com", kind: "applied" },
      { principal: "user", id: "2", name: "b@contoso.com", kind: "failed", problem: { ...noSeats, requestId: "r-1" } },
      { principal: "user", id: "3", name: "c@contoso.com", kind: "failed", problem: { ...noSeats, requestId: "r-2" } },
      { principal: "group", id: "4", name: "Sales", kind: "skipped", why: "its members have not got the licence yet" },
      {
        principal: "user",
        id: "5",
        name: "d@contoso.com",
        kind: "applied",
        note: "the direct licence stays until the group's is active",
      },
    ];
    expect(renderExecution(planOf(), executionOf({ outcomes }))).toBe(
      [
        "Contoso, 2026-11-23: 2 done, 2 failed, 1 left for the next run",
        "",
        "Failed",
        "  ! 2 people or groups: no-seats: Subscription with SKU x does not have any available licenses.",
        "      b@contoso.com and c@contoso.com",
        "      Buy a seat.",
        "      request ids r-1 and r-2",
        "  The next run tries these again.",
        "",
        "Left for the next run",
        "  - group Sales: its members have not got the licence yet",
        "  - d@contoso.com: the direct licence stays until the group's is active",
      ].join("\n"),
    );
  });

  it("says that everybody else was done where that is so", () => {
    const outcomes: Execution["outcomes"] = [
      { principal: "user", id: "1", name: "a@contoso.com", kind: "applied" },
      { principal: "user", id: "2", name: "b@contoso.com", kind: "failed", problem: noSeats },
    ];
    expect(renderExecution(planOf(), executionOf({ outcomes }))).toContain(
      "  Everybody else was done; the next run tries these again.",
    );
  });

  it("names members whom a group could not serve, with what Graph's error means", () => {
    const text = renderExecution(
      planOf(),
      executionOf({
        memberProblems: [{ userId: "1", name: "a@contoso.com", groupId: "g", skuId: e3, error: "CountViolation" }],
      }),
    );
    expect(text).toContain("! a@contoso.com: Office 365 E3 (ENTERPRISEPACK) through the group g: CountViolation");
    expect(text).toContain("Buy or free seats");
  });

  it("tells whom a Calling Plan reaches within a day, and what comes next", () => {
    const transitions = [
      transitionOf(mailOf(1), "grant", { grants: [grantOf(callingPlan)] }),
      transitionOf(mailOf(2), "grant", { grants: [grantOf(callingPlan)] }),
      transitionOf(mailOf(3), "grant", { grants: [grantOf(e3)] }),
    ];
    const outcomes: Execution["outcomes"] = [
      { principal: "user", id: `id-${mailOf(1)}`, name: mailOf(1), kind: "applied" },
      { principal: "user", id: `id-${mailOf(2)}`, name: mailOf(2), kind: "failed", problem: noSeats },
      { principal: "user", id: `id-${mailOf(3)}`, name: mailOf(3), kind: "applied" },
    ];
    const text = renderExecution(planOf({ transitions }), executionOf({ outcomes }), { width: 200 });
    const onItsWay = text.slice(text.indexOf("On its way"));
    expect(onItsWay).toBe(
      `On its way\n  A Calling Plan can take up to 24 hours to arrive; if it has not by then, contact Microsoft ` +
        `support.\n      ${mailOf(1)}\n  Next: get phone numbers for them, and assign the numbers.`,
    );
  });

  it("says that the run was stopped, and by what", () => {
    const text = renderExecution(
      planOf(),
      executionOf({ stopped: true, interruption: new Error("Graph is out of reach") }),
      { width: 200 },
    );
    expect(text).toContain(
      "The run was stopped (Graph is out of reach), and nothing more was sent. The next run goes on from here.",
    );
  });
});

describe("renderRefusal", () => {
  it("has every problem with its place", () => {
    const text = renderRefusal(
      [
        {
          code: "license-unknown",
          message: "`E33` is no licence.",
          remedy: "Write E3.",
          place: { file: "stacks/contoso.yaml", line: 3, column: 5 },
        },
      ],
      "contoso",
    );
    expect(text).toBe(
      "contoso: no plan could be made, nothing is changed\n  license-unknown: stacks/contoso.yaml:3:5: `E33` is " +
        "no licence.\n      Write E3.",
    );
  });
});

describe("renderRunMarkdown", () => {
  it("stays small whatever fails", () => {
    const outcomes = Array.from({ length: 5000 }, (_, index) => ({
      principal: "user" as const,
      id: String(index),
      name: mailOf(index),
      kind: "failed" as const,
      problem: { ...noSeats, message: `reason ${String(index)} ${"x".repeat(500)}` },
    }));
    const text = renderRunMarkdown(planOf(), executionOf({ outcomes }), "contoso");
    expect(text.length).toBeLessThan(60_000);
    expect(text).toContain("0 done, 5,000 failed");
    expect(text).toContain("…and 4,960 more; the JSON report has them all.");
  });
});

describe("renderRunMarkdown and renderRefusalMarkdown", () => {
  it("fit a comment, however many people with however long names have however many reasons", () => {
    const outcomes = Array.from({ length: 4000 }, (_, index) => ({
      principal: "user" as const,
      id: String(index),
      name: `${"n".repeat(90)}${mailOf(index)}`,
      kind: "failed" as const,
      problem: { ...noSeats, message: `reason ${String(index % 80)} ${"[*]".repeat(300)}` },
    }));
    expect(renderRunMarkdown(planOf(), executionOf({ outcomes }), "contoso").length).toBeLessThan(60_000);
    const problems = Array.from({ length: 500 }, (_, index) => ({
      code: "license-unknown",
      message: `${String(index)} ${"[*]".repeat(300)}`,
      remedy: "_".repeat(900),
      place: { file: `stacks/${"x".repeat(200)}.yaml`, line: index + 1, column: 1 },
    }));
    const text = renderRefusalMarkdown(problems, "contoso");
    expect(text.length).toBeLessThan(60_000);
    expect(text).toMatch(/…and \d+ more; the JSON report has them all\n$/);
  });

  it("set what is to be copied as code, whole", () => {
    const text = renderRefusalMarkdown(
      [
        {
          message: "6 of 20 would lose something.",
          remedy:
            "Split the change, or add to the stack file: approve: [{ losses: 6, of: [E3], until: 2026-12-01, " +
            "reason: ... }]",
        },
      ],
      "contoso",
    );
    expect(text).toContain(
      "*Split the change, or add to the stack file:* `approve: [{ losses: 6, of: [E3], until: 2026-12-01, " +
        "reason: ... }]`",
    );
    expect(
      renderRefusalMarkdown([{ message: "Write `E3` here, ` there.", remedy: "Set `a: b`." }], "contoso"),
    ).toContain("Write \\`E3\\` here, \\` there. *Set `a: b`.*");
  });
});

describe("renderRunJson", () => {
  it("reads back", () => {
    const execution = executionOf({
      outcomes: [{ principal: "user", id: "1", name: "a@contoso.com", kind: "failed", problem: noSeats }],
    });
    const read = readReport(renderRunJson(planOf(), execution, "contoso"), "x");
    expect(read).toMatchObject({
      kind: "run",
      report: {
        stack: "contoso",
        summary: { done: 0, failed: 1 },
        outcomes: [{ name: "a@contoso.com", problem: noSeats }],
      },
    });
  });
});

describe("writeReports and writeUndo", () => {
  const folder = mkdtempSync(join(tmpdir(), "write-reports-"));

  it("writes four renderings of a plan, of a run and of a failure", () => {
    expect(writeReports(folder, "contoso", { kind: "plan", plan: busyPlan(), phase: "preview" })).toEqual([]);
    expect(writeReports(folder, "contoso", { kind: "applied", plan: busyPlan(), execution: executionOf() })).toEqual(
      [],
    );
    expect(writeReports(folder, "broken", { kind: "failed", problems: [{ message: "No tenant." }] })).toEqual([]);
    const files = ["html", "json", "md", "txt"];
    expect(readdirSync(folder).sort()).toEqual([
      ...files.map((ending) => `broken.plan.${ending}`),
      ...files.map((ending) => `contoso.plan.${ending}`),
      ...files.map((ending) => `contoso.run.${ending}`),
    ]);
    expect(readFileSync(join(folder, "broken.plan.md"), "utf8")).toContain("No tenant.");
  });

  it("links findings on the Git host that runs the pipeline", () => {
    writeReports(
      folder,
      "linked",
      { kind: "plan", plan: busyPlan(), phase: "preview" },
      { GITHUB_SERVER_URL: "https://github.example", GITHUB_REPOSITORY: "contoso/licences", GITHUB_SHA: "abc" },
    );
    expect(readFileSync(join(folder, "linked.plan.md"), "utf8")).toContain(
      "(https://github.example/contoso/licences/blob/abc/stacks/contoso.yaml#L30)",
    );
  });

  it("keeps what people held before, by the digest of the plan", () => {
    const plan = planOf({
      digest: "0123456789abcdef",
      transitions: [transitionOf("a@contoso.com", "grant", { grants: [grantOf(callingPlan)] })],
    });
    const before = {
      tenant: { id: "t", displayName: "Contoso", verifiedDomains: [] },
      skus: [
        {
          skuId: e3,
          partNumber: "ENTERPRISEPACK",
          appliesTo: "User" as const,
          capabilityStatus: "Enabled" as const,
          enabled: 1,
          warning: 0,
          suspended: 0,
          lockedOut: 0,
          consumed: 1,
          servicePlans: [{ id: yammer, name: "YAMMER_ENTERPRISE", appliesTo: "User" as const }],
        },
      ],
      users: [
        {
          id: "id-a@contoso.com",
          userPrincipalName: "a@contoso.com",
          usageLocation: "GB",
          onPremisesSyncEnabled: false,
          assignments: [
            { skuId: e3, disabledPlans: [yammer], state: "Active" as const },
            { skuId: callingPlan, assignedByGroup: "g", disabledPlans: [], state: "Active" as const },
          ],
        },
      ],
      groups: [],
      absent: [],
      wholeTenant: false,
    };
    expect(writeUndo(folder, "contoso", plan, before)).toEqual({
      file: join(folder, "contoso.undo.0123456789ab.json"),
    });
    const read = readUndo(readFileSync(join(folder, "contoso.undo.0123456789ab.json"), "utf8"), "undo");
    expect(read).toMatchObject({
      kind: "undo",
      undo: {
        stack: "contoso",
        principals: [
          {
            name: "a@contoso.com",
            usageLocation: "GB",
            licenses: [{ partNumber: "ENTERPRISEPACK", disabledPlans: [{ name: "YAMMER_ENTERPRISE" }] }],
          },
        ],
      },
    });
    expect(read.kind === "undo" && read.undo.principals[0]?.licenses).toHaveLength(1);
    expect(writeUndo(folder, "quiet", planOf(), before)).toBeUndefined();
    expect(writeUndo(join(folder, "contoso.plan.txt"), "contoso", plan, before)).toMatchObject({
      problem: expect.stringMatching(/^The undo file .* could not be written: /),
    });
    expect(readdirSync(folder).some((file) => file.startsWith("quiet"))).toBe(false);
  });

  it("keeps a stack's name inside the folder, and turns a failure into a sentence", () => {
    writeReports(folder, "../../evil", { kind: "failed", problems: [] });
    expect(readdirSync(folder)).toContain("__.._evil.plan.txt");
    const problems = writeReports(join(folder, "contoso.plan.txt", "x"), "contoso", { kind: "failed", problems: [] });
    expect(problems).toHaveLength(4);
    expect(problems[0]).toMatch(/^The report .* could not be written: /);
    rmSync(folder, { recursive: true });
  });
});
