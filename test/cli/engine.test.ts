import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Plan } from "../../src/terms/plan";
import { renderJson, renderRefusalJson } from "../../src/report/json/json";
import { readReport } from "../../src/report/json/read-report";
import { digestOfPlan } from "../../src/plan/basis/plan-digest";
import { renderMarkdown } from "../../src/report/markdown/markdown";
import { busyPlan, e3, grantOf, planOf, removalOf, transitionOf } from "../report/plans";
import { ENGINE_VERSION } from "../../scripts/engine/versions.mjs";
import { commandLine, type Outcome } from "./command-line";

const stackText =
  "tenant: contoso.onmicrosoft.com\nassignments:\n  - name: sales\n    licenses: [Office 365 E3]\n    users: " +
  "[adele@contoso.com]\n";
const changing = planOf({ transitions: [transitionOf("adele@contoso.com", "grant", { grants: [grantOf(e3)] })] });
const drifted = planOf({
  transitions: [
    transitionOf("adele@contoso.com", "grant", { grants: [grantOf(e3, { reasons: [{ kind: "drift" }] })] }),
  ],
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cli-engine-"));
  mkdirSync(join(folder, "stacks"));
  mkdirSync(join(folder, "engine"));
  writeFileSync(join(folder, "stacks/contoso.yaml"), stackText);
});
afterEach(() => rmSync(folder, { recursive: true }));

/** An engine that notes how it was called and leaves the reports that it is given. */
function engine(reports: Readonly<Record<string, string>>, exitCode = 0, says = "", undo?: string): void {
  const script = `#!${process.execPath}
const { appendFileSync, writeFileSync } = require("node:fs");
const call = { args: process.argv.slice(2), approved: process.env.M365_LICENSES_APPROVED_PLAN };
appendFileSync(${JSON.stringify(join(folder, "calls"))}, JSON.stringify(call) + "\\n");
for (const [name, text] of Object.entries(${JSON.stringify(reports)}))
  writeFileSync(require("node:path").join(process.env.M365_LICENSES_REPORT_DIR, name), text);
const { mkdirSync } = require("node:fs");
if (${JSON.stringify(undo ?? "")} !== "") {
  mkdirSync(process.env.M365_LICENSES_UNDO_DIR, { recursive: true });
  writeFileSync(require("node:path").join(process.env.M365_LICENSES_UNDO_DIR, ${JSON.stringify(undo ?? "")}), "{}");
}
process.stdout.write(${JSON.stringify(says)});
process.exitCode = ${String(exitCode)};
`;
  writeFileSync(join(folder, "engine/pulumi"), script);
  chmodSync(join(folder, "engine/pulumi"), 0o755);
}
const planned = (plan: Plan, stack = "contoso"): Record<string, string> => ({
  [`${stack}.plan.json`]: renderJson(plan, stack),
  [`${stack}.plan.md`]: renderMarkdown(plan, { stack }),
});
const calls = (): readonly { args: string[]; approved?: string }[] =>
  readFileSync(join(folder, "calls"), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { args: string[] });
const run = (...args: readonly string[]): Promise<Outcome> =>
  commandLine(args, { folder, environment: { M365_LICENSES_ENGINE_DIR: join(folder, "engine") } });

describe("plan", () => {
  it("previews the stack and renders what the provider reported", async () => {
    engine(planned(changing));
    const { code, out } = await run("plan");
    expect(code).toBe(0);
    expect(out).toContain("Contoso, 2026-11-23: nobody loses anything, 1 gains, 40 unchanged\n");
    expect(calls()[0]?.args).toEqual(["preview", "--stack", "contoso", "--non-interactive", "--color", "never"]);
    expect((await run("plan", "--detailed-exitcode")).code).toBe(2);
    expect((await run("plan", "--markdown")).out).toMatch(/^<!-- m365-licenses: contoso -->\n/);
    expect(JSON.parse((await run("plan", "--json")).out).stacks[0]).toMatchObject({
      stack: "contoso",
      digest: "d1",
      summary: { gain: 1 },
    });
  });

  it("keeps the reports where it is told", async () => {
    engine(planned(changing));
    await run("plan", "--out", "reports/today");
    expect(existsSync(join(folder, "reports/today/contoso.plan.json"))).toBe(true);
    expect(existsSync(join(folder, "reports/today/contoso.plan.md"))).toBe(true);
  });

  it("fails where the plan is refused, and still shows it", async () => {
    engine(planned(busyPlan()), 255);
    const { code, out } = await run("plan");
    expect(code).toBe(1);
    expect(out).toContain("REFUSED, nothing is applied: 1 error (seats-short)");
  });

  it("says what is wrong with a stack without asking the engine, and what the engine complained of", async () => {
    engine({}, 255, "Previewing update (contoso):\nerror: no credentials for the state\n\nResources:\n");
    const failed = await run("plan");
    expect(failed.code).toBe(1);
    expect(failed.out).toBe("contoso: failed\nerror: no credentials for the state\n");
    engine({ "contoso.plan.json": renderRefusalJson([{ message: "The tenant is out of reach." }], "contoso") }, 255);
    expect((await run("plan")).out).toBe("contoso: failed\nThe tenant is out of reach.\n");
    rmSync(join(folder, "calls"));
    writeFileSync(join(folder, "stacks/contoso.yaml"), "tenant: 5\n");
    expect((await run("plan")).out).toContain("contoso: failed\nstacks/contoso.yaml:1:9: ");
    expect(existsSync(join(folder, "calls"))).toBe(false);
  });

  it.each([
    ["error: no stack named 'contoso' found", "pulumi stack init contoso"],
    [
      "error: the stack is currently locked by 1 lock(s). Either wait for the other process(es) to end or delete " +
        "the lock file",
      "pulumi cancel --yes --stack contoso",
    ],
    ["error: passphrase must be set with PULUMI_CONFIG_PASSPHRASE", "it may be empty"],
    ["error: PULUMI_ACCESS_TOKEN must be set for login during non-interactive CLI sessions", "PULUMI_BACKEND_URL"],
  ])("says what to do about %s", async (said, remedy) => {
    engine({}, 255, `Previewing update (contoso):\n${said}\n`);
    const { out } = await run("plan");
    expect(out).toContain(`contoso: failed\n${said}\n`);
    expect(out).toContain(remedy);
  });

  it("leaves reports that say why where there is no plan, so that no comment of an earlier push stays", async () => {
    const report = (): string => readFileSync(join(folder, "reports/contoso.plan.md"), "utf8");
    engine({}, 255, "error: no credentials for the state\n");
    expect((await run("plan", "--out", "reports")).code).toBe(1);
    expect(report()).toMatch(/^<!-- m365-licenses: contoso -->\n\*\*contoso\*\*: no plan could be made/);
    expect(report()).toContain("no credentials for the state");
    expect(readReport(readFileSync(join(folder, "reports/contoso.plan.json"), "utf8"), "x").kind).toBe("refusal");
    writeFileSync(join(folder, "stacks/contoso.yaml"), "tenant: 5\n");
    expect((await run("plan", "--out", "reports")).code).toBe(1);
    expect(report()).toContain("stacks/contoso.yaml:1:9");
    expect((await run("plan", "--markdown")).out).toBe(report());
  });

  it("plans every stack, with one summary", async () => {
    writeFileSync(join(folder, "stacks/fabrikam.yaml"), "tenant: 5\n");
    engine(planned(changing));
    const { code, out } = await run("plan");
    expect(code).toBe(1);
    expect(out).toMatch(/\n2 stacks, 1 with changes \(contoso\), 1 failed \(fabrikam\)\n$/);
  });

  it("says how to get an engine where there is none", async () => {
    const { code, out, err } = await commandLine(["plan"], { folder, environment: { PATH: join(folder, "nowhere") } });
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toBe(
      "Error: The Pulumi engine is not here: there is no pulumi on PATH. Install it in this repository: npm install " +
        `--save-dev --save-exact pulumi@${ENGINE_VERSION}. Where it is elsewhere, name its folder with ` +
        "M365_LICENSES_ENGINE_DIR.\n",
    );
  });
});

describe("drift", () => {
  it("is 0 as declared, 2 where something differs, and says why it differs", async () => {
    engine(planned(planOf()));
    expect(await run("drift")).toMatchObject({ code: 0, out: "contoso: as declared\n" });
    engine(planned(drifted));
    const { code, out } = await run("drift");
    expect(code).toBe(2);
    expect(out).toContain("contoso: 1 person or group changed behind the stack's back\n");
    engine(planned(changing));
    expect(JSON.parse((await run("drift", "--json")).out).stacks[0].causes).toEqual({
      drift: 0,
      expired: 0,
      notApplied: 1,
    });
    engine({}, 1, "error: no network\n");
    expect((await run("drift")).code).toBe(1);
  });
});

describe("apply", () => {
  const sealed = (plan: Plan): Plan => ({ ...plan, digest: digestOfPlan(plan) });
  const approve = (plan: Plan): void =>
    writeFileSync(join(folder, "approved.json"), renderJson(sealed(plan), "contoso"));

  it("runs nothing for an approved plan to which somebody was added, whatever digest it says that it has", async () => {
    engine({});
    const approved = sealed(changing);
    const more = transitionOf("megan@contoso.com", "grant", { grants: [grantOf(e3)] });
    const forged = { ...approved, transitions: [...approved.transitions, more] };
    for (const plan of [
      forged,
      { ...approved, losses: busyPlan().losses },
      { ...approved, tenant: { id: "x", displayName: "Contoso" } },
    ]) {
      writeFileSync(join(folder, "approved.json"), renderJson(plan, "contoso"));
      const digest = ["--digest", approved.digest];
      expect((await run("apply", "--approved", "approved.json", ...digest)).err).toContain(
        "was changed after it was made",
      );
      expect((await run("apply", "--approved", "approved.json")).err).toContain("was changed after it was made");
      // With a digest of its own it is another plan than the one that was approved.
      writeFileSync(join(folder, "approved.json"), renderJson(sealed(plan), "contoso"));
      expect((await run("apply", "--approved", "approved.json", ...digest)).err).toContain(
        `${approved.digest} was approved`,
      );
    }
    expect(existsSync(join(folder, "calls"))).toBe(false);
  });

  it("runs nothing for a plan whose stack is named like an option or a path", async () => {
    engine({});
    for (const stack of ["--exec-agent=x", "../../elsewhere", "a b", ""]) {
      writeFileSync(join(folder, "approved.json"), renderJson(sealed(changing), stack));
      expect((await run("apply", "--approved", "approved.json", "--out", "reports")).err).toContain(
        "is no name of a stack",
      );
    }
    expect(existsSync(join(folder, "calls"))).toBe(false);
  });

  it("runs up with the approved plan, shows what was done and keeps the reports", async () => {
    approve(changing);
    engine(
      { ...planned(changing), "contoso.run.txt": "Contoso, 2026-11-23: 1 done\n" },
      0,
      "",
      `contoso.undo.${changing.digest.slice(0, 12)}.json`,
    );
    const { code, out } = await run("apply", "--approved", "approved.json", "--out", "reports");
    expect({ code, out }).toEqual({
      code: 0,
      out:
        "Contoso, 2026-11-23: 1 done\nWhat they held before: m365-licenses restore " +
        `reports/contoso.undo.${changing.digest.slice(0, 12)}.json\n`,
    });
    expect(calls()[0]).toEqual({
      args: ["up", "--stack", "contoso", "--yes", "--skip-preview", "--non-interactive", "--color", "never"],
      approved: join(folder, "approved.json"),
    });
    expect(existsSync(join(folder, "reports/contoso.run.txt"))).toBe(true);
  });

  it("names whom it has left alone, unless it was told to", async () => {
    const ended = transitionOf("temp@contoso.com", "withdraw", {
      removals: [removalOf(e3, { reasons: [{ kind: "expired", assignment: "summer", until: "2026-08-31" }] })],
    });
    approve(planOf({ transitions: [...changing.transitions, ended] }));
    const finding = {
      code: "not-approved",
      severity: "warning" as const,
      message: "1 change is not made: diego@contoso.com.",
      remedy: "Have it approved.",
      principals: ["diego@contoso.com"],
    };
    engine({ ...planned({ ...changing, findings: [finding] }), "contoso.run.txt": "Contoso: 1 done\n" });
    const told = await run("apply", "--approved", "approved.json");
    expect(told.out).toBe("Contoso: 1 done\n1 change is not made: diego@contoso.com. Have it approved.\n");
    const json = JSON.parse((await run("apply", "--approved", "approved.json", "--json")).out) as object;
    expect(json).toMatchObject({ done: true, leftOut: ["diego@contoso.com"] });
    expect((await run("apply", "--approved", "approved.json", "--only", "expired")).out).toBe("Contoso: 1 done\n");
  });

  it("keeps the undo file in the project where nothing is said, and names it", async () => {
    approve(changing);
    engine(
      { ...planned(changing), "contoso.run.txt": "Contoso, 2026-11-23: 1 done\n" },
      0,
      "",
      `contoso.undo.${changing.digest.slice(0, 12)}.json`,
    );
    const file = `.m365-licenses/contoso.undo.${changing.digest.slice(0, 12)}.json`;
    expect((await run("apply", "--approved", "approved.json")).out).toContain(`restore ${file}\n`);
    expect(existsSync(join(folder, file))).toBe(true);
  });

  it("begins nothing where its reports could not be kept", async () => {
    approve(changing);
    engine(planned(changing));
    writeFileSync(join(folder, "a-file"), "");
    const { code, err } = await run("apply", "--approved", "approved.json", "--out", "a-file/reports");
    expect(code).toBe(1);
    expect(err).toContain("Nothing was begun");
    expect(existsSync(join(folder, "calls"))).toBe(false);
  });

  it("runs nothing for a plan that was refused, is another one, or is none", async () => {
    engine({});
    approve(busyPlan());
    expect((await run("apply", "--approved", "approved.json")).err).toContain("was refused, and cannot be applied");
    approve(changing);
    expect((await run("apply", "--approved", "approved.json", "--digest", "d2")).err).toContain(
      `has the digest ${digestOfPlan(changing)}, and d2 was approved`,
    );
    writeFileSync(join(folder, "approved.json"), "{}");
    expect((await run("apply", "--approved", "approved.json")).err).toContain("not a report of m365-licenses");
    expect((await run("apply")).err).toContain("required option '--approved <file>' not specified");
    expect(existsSync(join(folder, "calls"))).toBe(false);
  });

  it("carries out only what has ended, where it is told to", async () => {
    const ended = transitionOf("temp@contoso.com", "withdraw", {
      removals: [removalOf(e3, { reasons: [{ kind: "expired", assignment: "summer", until: "2026-08-31" }] })],
    });
    approve(planOf({ transitions: [...changing.transitions, ended] }));
    engine({ "contoso.run.txt": "1 done\n" });
    const script = readFileSync(join(folder, "engine/pulumi"), "utf8");
    writeFileSync(
      join(folder, "engine/pulumi"),
      `${script}\nrequire("node:fs").copyFileSync(process.env.M365_LICENSES_APPROVED_PLAN, ` +
        `${JSON.stringify(join(folder, "part.json"))});`,
    );
    expect((await run("apply", "--approved", "approved.json", "--only", "expired")).code).toBe(0);
    const part = readReport(readFileSync(join(folder, "part.json"), "utf8"), "part");
    expect(part.kind === "plan" ? part.report.plan.transitions.map(({ name }) => name) : part).toEqual([
      "temp@contoso.com",
    ]);
    rmSync(join(folder, "calls"));
    approve(changing);
    expect(await run("apply", "--approved", "approved.json", "--only", "expired")).toMatchObject({
      code: 0,
      out: "contoso: no assignment has ended\n",
    });
    expect(existsSync(join(folder, "calls"))).toBe(false);
  });

  it("fails where the engine fails, with what it said", async () => {
    approve(changing);
    engine({ "contoso.run.txt": "Contoso: 1 failed\n" }, 255, "Updating (contoso):\nerror: update failed\n");
    const { code, out, err } = await run("apply", "--approved", "approved.json");
    expect({ code, out, err }).toEqual({
      code: 1,
      out: "Contoso: 1 failed\n",
      err: "contoso: the run failed\nerror: update failed\n",
    });
  });
});
