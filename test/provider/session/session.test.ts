import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Emulator, startEmulator } from "../../../emulator/src/start";
import { Session } from "../../../src/provider/session/session";
import { type SilentEngine, startSilentEngine } from "../every-setting/silent-engine";

/** More than filters find in one request. */
const everybody = Array.from({ length: 400 }, (_, index) => `person${index}@contoso.com`);
let engine: SilentEngine;
let emulator: Emulator;

beforeAll(async () => {
  engine = await startSilentEngine();
  const users = everybody.map((userPrincipalName) => ({ userPrincipalName, usageLocation: "US" }));
  emulator = await startEmulator({
    tenant: { verifiedDomains: ["contoso.com"], skus: [{ sku: "ENTERPRISEPACK", enabled: 1 }], users },
  });
});
afterAll(async () => {
  engine.stop();
  await emulator.stop();
});

function createSession(engineAddress: string): Session {
  return new Session({
    environment: { M365_LICENSES_GRAPH_ENDPOINT: emulator.url },
    directory: process.cwd(),
    engineAddress,
    now: () => new Date(),
    exit: () => undefined,
  });
}

const request = { userNames: everybody, userIds: [], groupNames: [], groupIds: [], wholeTenant: false };

describe("session", () => {
  it("tells the engine's debug log how the tenant was read", async () => {
    await createSession(engine.address).tenant.readTenant(request);
    await vi.waitFor(() => expect(engine.debugged).toHaveLength(3));
    expect(engine.debugged[0]).toBe(`Graph at ${emulator.url}, credential static`);
    // Which of the two is sooner depends on how long the first answer took.
    const [, way] = /^(.*); reading (pages|those asked for)$/.exec(engine.debugged[1] ?? "")?.slice(1) ?? [];
    expect(engine.debugged[1]).toBe(
      `400 people in the tenant: 1 requests by pages of 999, 2 for the 400 asked for; reading ${way}`,
    );
    const requests = way === "pages" ? 2 : 3;
    expect(engine.debugged[2]).toMatch(
      new RegExp(`^400 people and 0 groups known; ${requests} requests, 0 repetitions, \\d+\\.\\d s$`),
    );
  });

  it("has no moment before the latest that it has told, where the clock is set back", () => {
    const told = ["2027-03-31T12:00:00.000Z", "2027-03-31T12:00:09.000Z", "2027-03-30T12:00:10.000Z"];
    const { environment, directory, engineAddress, exit } = createSession("").surroundings;
    const now = (): Date => new Date(told.shift() ?? "");
    const session = new Session({ environment, directory, engineAddress, exit, now });
    expect([session.now, session.clock(), session.clock()].map((moment) => moment.slice(8, 19))).toEqual([
      "31T12:00:00",
      "31T12:00:09",
      "31T12:00:09",
    ]);
  });

  it("reads all the same where no engine listens", async () => {
    const { users } = await createSession("127.0.0.1:1").tenant.readTenant(request);
    expect(users).toHaveLength(400);
  });

  it("names a SKU that the tenant does not have by its part number", async () => {
    const { tenant } = createSession(engine.address);
    const { users } = await tenant.readTenant(request);
    const [outcome] = await tenant.write(
      [
        {
          principal: "user",
          id: users[0]?.id ?? "",
          name: "person0@contoso.com",
          add: [{ skuId: "c7df2760-2c81-4ef7-b578-5b5392b571df", disabledPlans: [] }],
          remove: [],
        },
      ],
      () => undefined,
    );
    expect(outcome).toMatchObject({
      kind: "failed",
      problem: { code: "unknown-sku", remedy: expect.stringContaining("ENTERPRISEPREMIUM") as string },
    });
  });
});
