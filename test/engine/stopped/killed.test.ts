import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { waitForOutput } from "../../support/engine";
import { contoso, crowd } from "../support/contoso";
import { logLength } from "../support/log";
import { createScenario, type Scenario } from "../support/scenario";

let scenario: Scenario;
afterEach(() => scenario.dispose());

const count = 300;

describe("an engine that is killed in the middle of an update", () => {
  it("takes the provider with it, and the next up converges", async () => {
    scenario = await createScenario(
      contoso({ people: crowd(count), seats: { ENTERPRISEPACK: 400 }, settings: { latencyMs: 100 } }),
    );
    const { emulator, workspace, admin } = scenario;
    scenario.stack(`
tenant: contoso.onmicrosoft.com
assignments:
  - name: staff
    licenses: [ENTERPRISEPACK]
    users: [${Object.keys(crowd(count))
      .map((name) => `${name}@contoso.com`)
      .join(", ")}]
`);
    const before = logLength(emulator);
    const running = scenario.startUp();
    await waitForOutput(running, /creating/);
    while (logLength(emulator) === before) await sleep(5);
    running.kill("SIGKILL");
    await running.finished;

    // The provider notices by itself, and then writes nothing any more.
    await expect.poll(() => workspace.processes().length, { timeout: 15_000 }).toBe(0);
    const stopped = logLength(emulator);
    await sleep(1_000);
    expect(logLength(emulator)).toBe(stopped);
    const used = await admin.used("ENTERPRISEPACK");
    expect(used).toBeGreaterThan(0);
    expect(used).toBeLessThan(count);

    await workspace.run(["cancel", "--yes"]);
    await workspace.run(["refresh", "--yes", "--clear-pending-creates"]);
    const up = await scenario.up();
    expect(up.code, up.output).toBe(0);
    expect(await admin.used("ENTERPRISEPACK")).toBe(count);
    expect((await workspace.run(["preview", "--expect-no-changes"])).code).toBe(0);
  });
});
