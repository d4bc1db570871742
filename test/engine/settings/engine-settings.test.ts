import { readdirSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { contoso } from "../support/contoso";
import { createScenario, type Scenario } from "../support/scenario";

let scenario: Scenario;
afterEach(() => scenario.dispose());

const stack = (people: string): string => `
tenant: contoso.onmicrosoft.com
limits: { people: 100%, atMost: 25 }
assignments:
  - { name: staff, licenses: [ENTERPRISEPACK], users: [${people}] }
`;

async function withTwo(): Promise<Scenario> {
  const opened = await createScenario(contoso({ people: { adele: [], megan: [] } }));
  opened.stack(stack("adele@contoso.com, megan@contoso.com"));
  return opened;
}

describe("the engine's own log", () => {
  it("may be asked for in any way: the provider finds the engine all the same", async () => {
    scenario = await withTwo();
    const { workspace, admin } = scenario;
    const ways = [
      ["--logflow", "-v=9", "--logtostderr"],
      ["--tracing", `file:${workspace.home}/trace.json`],
      ["--profiling", `${workspace.home}/profile`],
    ];
    for (const flags of ways) {
      const preview = await workspace.run(["preview", ...flags]);
      expect(preview.code, preview.output.slice(-3_000)).toBe(0);
    }
    const up = await scenario.up(...ways.flat());
    for (const left of ["trace.json", "profile"])
      expect(readdirSync(workspace.home).some((name) => name.startsWith(left))).toBe(true);
    expect(up.code, up.output.slice(-3_000)).toBe(0);
    expect(await admin.holds("adele@contoso.com")).toEqual(["ENTERPRISEPACK"]);
  });
});

describe("the configuration of the project", () => {
  it("may change at any time: what one provider process has read, the other goes on with", async () => {
    scenario = await withTwo();
    const { workspace, admin } = scenario;
    const first = await scenario.up();
    expect(first.code, first.output).toBe(0);
    expect((await workspace.run(["config", "set", "anything:x", "y"])).code).toBe(0);
    const preview = await workspace.run(["preview"]);
    expect(preview.code, preview.output).toBe(0);
    scenario.stack(stack("adele@contoso.com"));
    const up = await scenario.up();
    expect(up.code, up.output).toBe(0);
    expect(await admin.holds("megan@contoso.com")).toEqual([]);
    expect((await workspace.run(["preview", "--expect-no-changes"])).code).toBe(0);
  });

  it("does not make a run without refresh one that has read the tenant", async () => {
    scenario = await withTwo();
    await scenario.up();
    const preview = await scenario.workspace.run(["preview", "--refresh=false"]);
    expect(preview.code).not.toBe(0);
    expect(preview.output).toContain("stale-inputs");
  });
});

describe("a resource that the engine would replace", () => {
  it("is refused, asked for by a flag or by another name, and goes on under --target alone", async () => {
    scenario = await withTwo();
    const { workspace, admin } = scenario;
    await scenario.up();
    const urn = "urn:pulumi:contoso::pulumi-m365-licenses::pulumi-nodejs:dynamic/m365:TenantLicenses::licenses";
    scenario.stack(stack("adele@contoso.com"));
    const replaced = await scenario.up("--replace", urn);
    expect(replaced.code).not.toBe(0);
    expect(replaced.output).toContain("[begins-anew]");
    await workspace.run(["state", "unprotect", urn, "--yes"]);
    await workspace.run(["state", "rename", urn, "other", "--yes"]);
    const renamed = await scenario.up();
    expect(renamed.code).not.toBe(0);
    expect(renamed.output).toContain("[begins-anew]");
    expect(await admin.holds("megan@contoso.com")).toEqual(["ENTERPRISEPACK"]);

    await workspace.run(["state", "rename", urn.replace(/licenses$/, "other"), "licenses", "--yes"]);
    const targeted = await scenario.up("--target", urn);
    expect(targeted.code, targeted.output).toBe(0);
    expect(await admin.holds("megan@contoso.com")).toEqual([]);
    expect(await admin.holds("adele@contoso.com")).toEqual(["ENTERPRISEPACK"]);
  });
});

describe("an engine that is killed before anything is written", () => {
  it.each([200, 900, 1_600, 2_300])(
    "after %i ms takes its providers with it, and nothing is written",
    async (after) => {
      scenario = await withTwo();
      const { workspace, admin } = scenario;
      const running = workspace.start(["preview"]);
      await sleep(after);
      running.kill("SIGKILL");
      await running.finished;
      await expect.poll(() => workspace.processes().length, { timeout: 20_000 }).toBe(0);
      expect(await admin.used("ENTERPRISEPACK")).toBe(0);
    },
  );
});
