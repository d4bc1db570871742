import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { engineFolder } from "../../support/engine";
import { contoso } from "../support/contoso";
import { logLength } from "../support/log";
import { createScenario, type Scenario } from "../support/scenario";
import { canForbidWriting, engineThatCannotWriteTo } from "../support/unwritable";

let scenario: Scenario;
afterEach(() => scenario.dispose());

const stack = (people: string): string => `
tenant: contoso.onmicrosoft.com
assignments:
  - { name: staff, licenses: [ENTERPRISEPACK], users: [${people}] }
`;
const up = ["up", "--yes", "--skip-preview", "--stack", "contoso"];

async function begin(): Promise<void> {
  scenario = await createScenario(contoso({ people: { adele: [], megan: [] } }));
  scenario.stack(stack("adele@contoso.com"));
}

/** The path of an engine for which a folder is read-only. */
async function pathWithout(folder: string): Promise<string> {
  const beside = join(scenario.workspace.root, "../beside");
  mkdirSync(beside, { recursive: true });
  const engine = await engineThatCannotWriteTo(folder, beside);
  return [engine, await engineFolder(), process.env["PATH"]].join(delimiter);
}

describe("reports that cannot be written", () => {
  it("since a file has their name: the run is done, and says which are missing", async () => {
    await begin();
    const { workspace, admin } = scenario;
    workspace.write("reports", "somebody's file");
    const env = { M365_LICENSES_REPORT_DIR: "reports", M365_LICENSES_UNDO_DIR: "kept" };
    const run = await workspace.run(up, { env });
    expect(run.code, run.output).toBe(0);
    expect(run.output).toMatch(/report[^\n]*reports/);
    expect(await admin.holds("adele@contoso.com")).toEqual(["ENTERPRISEPACK"]);
    expect(readdirSync(join(workspace.root, "kept")).some((name) => name.includes(".undo."))).toBe(true);
  });

  it.skipIf(!canForbidWriting())("since nobody may write there: nothing is done that could not be undone", async () => {
    await begin();
    const { workspace, admin, emulator } = scenario;
    const reports = join(workspace.root, "reports");
    mkdirSync(reports);
    const before = logLength(emulator);
    const env = { M365_LICENSES_REPORT_DIR: "reports", PATH: await pathWithout(reports) };
    const refused = await workspace.run(up, { env });
    expect(refused.code).not.toBe(0);
    expect(refused.output).toContain("[undo-unwritable]");
    expect(refused.output).toMatch(/read-only file system|EROFS/i);
    expect(logLength(emulator)).toBe(before);
    const run = await workspace.run(up, { env: { ...env, M365_LICENSES_UNDO_DIR: "kept" } });
    expect(run.code, run.output).toBe(0);
    expect(await admin.holds("adele@contoso.com")).toEqual(["ENTERPRISEPACK"]);
  });
});

describe("a home", () => {
  it.skipIf(!canForbidWriting())("to which nobody may write is none that a run needs", async () => {
    await begin();
    const { workspace, admin } = scenario;
    expect((await workspace.run(["preview"])).code).toBe(0);
    const home = join(workspace.root, "../readonly-home");
    mkdirSync(home);
    writeFileSync(join(home, "something"), "");
    const own = await workspace.run(up, { env: { PATH: await pathWithout(workspace.home), HOME: home } });
    expect(own.code, own.output).toBe(0);
    expect(await admin.holds("adele@contoso.com")).toEqual(["ENTERPRISEPACK"]);
    scenario.stack(stack("adele@contoso.com, megan@contoso.com"));
    const env = { PATH: await pathWithout(home), HOME: home, PULUMI_HOME: undefined };
    const theirs = await workspace.run(up, { env });
    expect(theirs.code, theirs.output).toBe(0);
    expect(await admin.holds("megan@contoso.com")).toEqual(["ENTERPRISEPACK"]);
  });

  it("that is not there, and cannot be made, is none either", async () => {
    await begin();
    const { workspace, admin } = scenario;
    const none = await workspace.run(up, { env: { HOME: undefined } });
    expect(none.code, none.output).toBe(0);
    expect(await admin.holds("adele@contoso.com")).toEqual(["ENTERPRISEPACK"]);
    scenario.stack(stack("adele@contoso.com, megan@contoso.com"));
    const nowhere = join(workspace.root, "Pulumi.yaml/home");
    const run = await workspace.run(up, { env: { HOME: nowhere, PULUMI_HOME: undefined } });
    expect(run.code, run.output).toBe(0);
    expect(await admin.holds("megan@contoso.com")).toEqual(["ENTERPRISEPACK"]);
  });
});
