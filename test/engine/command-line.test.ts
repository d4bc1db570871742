import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Outcome } from "../cli/command-line";
import { commandsIn } from "./support/commands-in";
import { contoso } from "./support/contoso";
import { createScenario, type Scenario } from "./support/scenario";

let scenario: Scenario;
let run: (...args: readonly string[]) => Promise<Outcome>;
beforeEach(async () => {
  scenario = await createScenario(
    contoso({ people: { adele: ["ENTERPRISEPACK"], diego: [], megan: ["STANDARDPACK"] } }),
  );
  run = await commandsIn(scenario);
});
afterEach(() => scenario.dispose());

const stack = (sku: string, people: readonly string[]): string =>
  `tenant: contoso.onmicrosoft.com\nassignments:\n  - name: sales\n    licenses: [${sku}]\n    ` +
  `users:\n${people.map((person) => `      - ${person}@contoso.com\n`).join("")}`;

describe("the command line with the engine", () => {
  it("plans, has that plan approved, applies it, finds no drift, then finds some, and undoes the run", async () => {
    scenario.stack(stack("Office 365 E3", ["adele", "diego", "megan"]));
    const planned = await run("plan", "contoso", "--out", "reports", "--detailed-exitcode");
    expect(planned.out).toContain("nobody loses anything, 2 gain, 1 unchanged");
    expect(planned.code).toBe(2);
    expect(existsSync(join(scenario.workspace.root, "reports/contoso.plan.html"))).toBe(true);

    const applied = await run("apply", "--approved", "reports/contoso.plan.json", "--out", "reports");
    expect(applied.err).toBe("");
    expect(applied.out).toMatch(
      new RegExp(
        String.raw`^Contoso, \d{4}-\d\d-\d\d: 2 done\n` +
          String.raw`What they held before: m365-licenses restore reports/contoso\.undo\.[0-9a-f]+\.json\n$`,
      ),
    );
    expect(applied.code).toBe(0);
    expect(await scenario.admin.holds("diego@contoso.com")).toEqual(["ENTERPRISEPACK"]);
    expect((await run("drift")).code).toBe(0);

    const told = await run("history", "diego@contoso.com", "--reports", "reports");
    expect(told.out).toContain("1 change of diego@contoso.com in reports of 1 run of contoso");
    expect(told.out).toMatch(/\n\d{4}-\d\d-\d\d \d\d:\d\d UTC  contoso \(Contoso\)\n/);
    expect(told.out).toContain("diego@contoso.com: got Office 365 E3 (ENTERPRISEPACK)");
    const made = await run("site", "--reports", "reports", "--out", "site", "--json");
    expect(JSON.parse(made.out)).toMatchObject({ reports: 2, stacks: [{ stack: "contoso" }], skipped: [] });
    expect(readFileSync(join(scenario.workspace.root, "site/index.html"), "utf8")).toMatch(/now 3 of \d/);

    await scenario.admin.assign("diego@contoso.com", [], ["ENTERPRISEPACK"]);
    const drift = await run("drift");
    expect(drift.code).toBe(2);
    expect(drift.out).toContain("contoso: 1 person or group changed behind the stack's back");

    const undo = readdirSync(join(scenario.workspace.root, "reports")).find((file) => file.includes(".undo."));
    const restored = await run("restore", `reports/${undo ?? ""}`);
    expect(restored.code).toBe(0);
    expect(readFileSync(join(scenario.workspace.root, "stacks/contoso.yaml"), "utf8")).not.toContain("diego");
    expect((await run("validate")).code).toBe(0);
  });

  it("does a part of an approved plan and nothing more", async () => {
    scenario.stack(stack("Office 365 E3", ["adele", "diego"]));
    expect((await run("plan", "contoso", "--out", "reports")).code).toBe(0);
    scenario.stack(stack("Office 365 E3", ["adele", "diego", "megan"]));
    const applied = await run("apply", "--approved", "reports/contoso.plan.json");
    expect(await scenario.admin.holds("diego@contoso.com"), applied.out + applied.err).toEqual(["ENTERPRISEPACK"]);
    expect(await scenario.admin.holds("megan@contoso.com")).toEqual(["STANDARDPACK"]);
  });

  it("imports a tenant into a stack whose first preview and up change nobody", async () => {
    const imported = await run("import", "--stack", "contoso", "--force");
    expect(imported.code, imported.err).toBe(0);
    const before = scenario.emulator.tenant.log.length;
    expect((await run("plan", "contoso", "--out", "reports", "--detailed-exitcode")).code).toBe(0);
    const applied = await run("apply", "--approved", "reports/contoso.plan.json");
    expect(applied.code, applied.err).toBe(0);
    expect(scenario.emulator.tenant.log.length).toBe(before);
    writeFileSync(
      join(scenario.workspace.root, "stacks/contoso.yaml"),
      "tenant: contoso.onmicrosoft.com\nasignments: []\n",
    );
    const invalid = await run("plan", "contoso");
    expect(invalid.code).toBe(1);
    expect(invalid.out).toContain("stacks/contoso.yaml:2:1: ");
  });
});
