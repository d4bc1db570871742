import { afterEach, describe, expect, it } from "vitest";
import { startEmulator, type Emulator } from "../../../emulator/src/start";
import { readConnectionSettings } from "../../../src/graph/connect/connection-settings";
import { connectTenant } from "../../../src/graph/connect-tenant";
import { createFastClock } from "../support/fast-clock";

let emulator: Emulator;
afterEach(() => emulator.stop());

/** A group that somebody has just made, in a tenant where it is not found at once. */
async function newGroup(lag: number): Promise<string> {
  emulator = await startEmulator({
    tenant: { verifiedDomains: ["contoso.com"], skus: [], users: [], settings: { newObjectLagMs: lag } },
  });
  const body = { displayName: "Sales", mailNickname: "sales", mailEnabled: false, securityEnabled: true };
  const answer = await fetch(`${emulator.url}/v1.0/groups`, {
    method: "POST",
    headers: { authorization: "Bearer administrator", "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return ((await answer.json()) as { id: string }).id;
}

function connect(times: number) {
  const clock = createFastClock(times);
  const settings = readConnectionSettings({ M365_LICENSES_GRAPH_ENDPOINT: emulator.url });
  return { clock, session: connectTenant(settings, { clock }) };
}

describe("a group that was just made", () => {
  it("is waited for until it is found, and found where it is there at once", async () => {
    const id = await newGroup(300);
    const { clock, session } = connect(10);
    const before = performance.now();
    expect(await session.awaitGroupsThere([id])).toEqual([]);
    expect(performance.now() - before).toBeGreaterThan(100);
    expect(clock.slept.length).toBeGreaterThan(1);
    const slept = clock.slept.length;
    expect(await session.awaitGroupsThere([id])).toEqual([]);
    expect(clock.slept.length).toBe(slept);
  });

  it("is told where it is not found within two minutes", async () => {
    await newGroup(0);
    const { clock, session } = connect(400);
    const nowhere = "84841066-274d-4ec0-a5c1-276be684bdd3";
    const before = clock.now();
    expect(await session.awaitGroupsThere([nowhere])).toEqual([nowhere]);
    expect(clock.now() - before).toBeGreaterThanOrEqual(120_000);
    expect(Math.max(...clock.slept)).toBeLessThanOrEqual(30_000);
  });
});
