import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { readUndo } from "../../src/report/json/undo-schema";
import { contoso } from "./support/contoso";
import { logLength } from "./support/log";
import { createScenario, type Scenario } from "./support/scenario";

let scenario: Scenario;
afterEach(() => scenario.dispose());

const stack = (people: readonly string[], more = "") => `
tenant: contoso.onmicrosoft.com
assignments:
  - name: staff
    licenses: [ENTERPRISEPACK]
    users: [${people.map((name) => `${name}@contoso.com`).join(", ")}]
${more}`;

describe("what was held before a run", () => {
  it("is kept by a plain up and a plain destroy, where git does not see it, and the output says where", async () => {
    scenario = await createScenario(contoso({ people: { adele: ["STANDARDPACK"] } }));
    scenario.stack(stack(["adele"]));
    const folder = join(scenario.workspace.root, ".m365-licenses");
    const created = await scenario.up();
    expect(created.code, created.output).toBe(0);
    expect(readFileSync(join(folder, ".gitignore"), "utf8")).toBe("*\n");
    const [file] = readdirSync(folder).filter((name) => name.includes(".undo."));
    expect(created.output).toContain(`.m365-licenses/${file ?? "?"}`);
    const read = readUndo(readFileSync(join(folder, file ?? ""), "utf8"), "it");
    expect(read.kind === "undo" && read.undo.principals.map(({ name, licenses }) => [name, licenses.length])).toEqual([
      ["adele@contoso.com", 1],
    ]);

    scenario.stack(stack(["adele"], "protect: false\n"));
    expect((await scenario.up()).code).toBe(0);
    rmSync(folder, { recursive: true });
    const destroyed = await scenario.destroy();
    expect(destroyed.code, destroyed.output).toBe(0);
    expect(readdirSync(folder).some((name) => name.startsWith("contoso.undo."))).toBe(true);
  });

  it("keeps the run from changing anybody where it cannot be kept", async () => {
    scenario = await createScenario(contoso({ people: { adele: [] } }));
    scenario.stack(stack(["adele"]));
    writeFileSync(join(scenario.workspace.root, ".m365-licenses"), "somebody's file");
    const before = logLength(scenario.emulator);
    const run = await scenario.up();
    expect(run.code).not.toBe(0);
    expect(run.output).toContain("nothing was changed");
    expect(run.output).toContain("M365_LICENSES_UNDO_DIR");
    expect(logLength(scenario.emulator)).toBe(before);

    const elsewhere = await scenario.workspace.run(["up", "--yes", "--skip-preview"], {
      env: { M365_LICENSES_UNDO_DIR: "kept" },
    });
    expect(elsewhere.code, elsewhere.output).toBe(0);
    expect(existsSync(join(scenario.workspace.root, "kept"))).toBe(true);
  });
});
