import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { contoso, crowd } from "../support/contoso";
import { logLength } from "../support/log";
import { createScenario, type Scenario } from "../support/scenario";

let scenario: Scenario;
afterEach(() => scenario.dispose());

const count = 400;
const everybody = Object.keys(crowd(count)).map((name) => `${name}@contoso.com`);

async function manyPeople(): Promise<Scenario> {
  const opened = await createScenario(
    contoso({ people: crowd(count), seats: { ENTERPRISEPACK: 500 }, settings: { latencyMs: 400 } }),
  );
  opened.stack(`
tenant: contoso.onmicrosoft.com
limits: { people: 100%, atMost: 1000 }
assignments:
  - { name: staff, licenses: [ENTERPRISEPACK], users: [${everybody.join(", ")}] }
`);
  return opened;
}

describe("an up that somebody interrupts", () => {
  it.each([[["SIGINT"]], [["SIGINT", "SIGTERM"]]] as const)(
    "by %s sends no further batch, keeps what is true, and names both halves",
    async (signals) => {
      scenario = await manyPeople();
      const { emulator, admin, workspace } = scenario;
      const before = logLength(emulator);
      const running = scenario.startUp();
      while (logLength(emulator) === before) await sleep(5);
      running.kill(signals[0]);
      if (signals[1] !== undefined) {
        await sleep(3_000);
        running.kill(signals[1]);
      }
      const { code, output } = await running.finished;
      await expect.poll(() => workspace.processes().length, { timeout: 15_000 }).toBe(0);
      const used = await admin.used("ENTERPRISEPACK");
      expect(used).toBeGreaterThan(0);
      expect(used).toBeLessThan(count);
      await sleep(1_000);
      expect(await admin.used("ENTERPRISEPACK")).toBe(used);

      expect(code).not.toBe(0);
      expect(output).toContain(`${used} done`);
      expect(output).toContain(`${count - used} not sent`);
      const up = await scenario.up();
      expect(up.code, up.output).toBe(0);
      expect(await admin.used("ENTERPRISEPACK")).toBe(count);
    },
  );
});
