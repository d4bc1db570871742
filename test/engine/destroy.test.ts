import { afterEach, describe, expect, it } from "vitest";
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
const approval = "approve:\n  - { losses: 2, of: [ENTERPRISEPACK], until: 2099-12-31, reason: the office closes }\n";
const stateUnprotect = ["state", "unprotect", "--all", "--yes"];

async function refusedDestroy(reason: string): Promise<void> {
  const before = logLength(scenario.emulator);
  const run = await scenario.destroy();
  expect(run.code, run.output).not.toBe(0);
  expect(run.output).toContain(reason);
  expect(logLength(scenario.emulator)).toBe(before);
}

describe("a destroy", () => {
  it("takes nothing although the engine's protection was taken out of the state by hand", async () => {
    scenario = await createScenario(contoso({ people: { adele: [], megan: [] } }));
    scenario.stack(stack(["adele", "megan"]));
    expect((await scenario.up()).code).toBe(0);
    await refusedDestroy("protect");
    expect((await scenario.workspace.run(stateUnprotect)).code).toBe(0);
    await refusedDestroy("No stack file that was applied said `protect: false`");

    // Written, but never applied: that counts for nothing.
    scenario.stack(stack(["adele", "megan"], `protect: false\n${approval}`));
    await refusedDestroy("No stack file that was applied said `protect: false`");
  });

  it("needs protect: false and, beyond limits, an approval, both applied; a preview says who loses", async () => {
    scenario = await createScenario(
      contoso({ people: { adele: ["VISIOCLIENT"], megan: [], stranger: ["ENTERPRISEPACK"] } }),
    );
    const { admin, workspace } = scenario;
    scenario.stack(stack(["adele", "megan"]));
    expect((await scenario.up()).code).toBe(0);
    scenario.stack(stack(["adele", "megan"], "protect: false\n"));
    const unprotected = await workspace.run(["preview", "--diff"]);
    expect(unprotected.output).toMatch(/protect *: false/);
    expect((await scenario.up()).code).toBe(0);
    await refusedDestroy("run an update first: approve: [{ losses: 2, of: [ENTERPRISEPACK]");

    scenario.stack(stack(["adele", "megan"], `protect: false\n${approval}`));
    expect((await scenario.up()).code).toBe(0);
    const before = logLength(scenario.emulator);
    const preview = await workspace.run(["destroy", "--preview-only"], {
      // It stands for --yes, with which the engine takes no --preview-only.
      env: { PULUMI_SKIP_CONFIRMATIONS: undefined },
    });
    expect(preview.code, preview.output).toBe(0);
    expect(preview.output.match(/2 people lose mailbox, files, Teams/g)).toHaveLength(1);
    expect(preview.output).toContain("adele@contoso.com and megan@contoso.com");
    expect(logLength(scenario.emulator)).toBe(before);

    const destroyed = await scenario.destroy("--skip-preview");
    expect(destroyed.code, destroyed.output).toBe(0);
    expect(destroyed.output.match(/2 people lose mailbox, files, Teams/g)).toHaveLength(1);
    expect(await admin.holds("adele@contoso.com")).toEqual(["VISIOCLIENT"]);
    expect(await admin.holds("megan@contoso.com")).toEqual([]);
    expect(await admin.holds("stranger@contoso.com")).toEqual(["ENTERPRISEPACK"]);
  });

  it("is refused again once a file without protect: false was applied", async () => {
    scenario = await createScenario(contoso({ people: { adele: [] } }));
    scenario.stack(stack(["adele"], "protect: false\n"));
    expect((await scenario.up()).code).toBe(0);
    scenario.stack(stack(["adele"]));
    expect((await scenario.up()).code).toBe(0);
    expect((await scenario.workspace.run(["preview", "--expect-no-changes"])).code).toBe(0);
    expect((await scenario.workspace.run(stateUnprotect)).code).toBe(0);
    await refusedDestroy("No stack file that was applied said `protect: false`");
  });
});
