import { startEmulator } from "../../emulator/src/start";
import { readConnectionSettings } from "../../src/graph/connect/connection-settings";
import { connectTenant } from "../../src/graph/connect-tenant";
import type { Row } from "../table";
import { idOf, nameOf, swaps, tenantOf } from "./tenants";

const sizes = [
  [50, 50],
  [1_000, 10],
  [1_000, 1_000],
  [20_000, 10],
  [20_000, 200],
  [20_000, 2_000],
  [20_000, 20_000],
] as const;

/** Reading n people of T: at most min(⌈T/999⌉, ⌈n/20⌉) + 5 requests, by name alone and by name and id. */
export async function benchReading(): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const [total, asked] of sizes) {
    const emulator = await startEmulator({ tenant: tenantOf(total), settings: { throttling: "off" } });
    try {
      const most = Math.min(Math.ceil(total / 999), Math.ceil(asked / 20)) + 5;
      const userNames = Array.from({ length: asked }, (_, index) => nameOf(index));
      const userIds = Array.from({ length: asked }, (_, index) => idOf(index));
      const requests: number[] = [];
      const found: number[] = [];
      for (const ids of [[], userIds]) {
        const session = connectTenant(readConnectionSettings({ M365_LICENSES_GRAPH_ENDPOINT: emulator.url }));
        const observed = await session.readTenant({
          userNames,
          userIds: ids,
          groupNames: [],
          groupIds: [],
          wholeTenant: false,
        });
        requests.push(session.figures.requests);
        found.push(observed.users.length);
      }
      rows.push({
        what: `reading ${asked} of ${total} people`,
        figure: `${requests.join(" by name, ")} by name and id, of ${most} requests`,
        ratio: Math.max(...requests) / most,
        limit: 1,
        complaint: found.every((count) => count >= asked) ? "" : `found ${found.join(" and ")}`,
      });
    } finally {
      await emulator.stop();
    }
  }
  return rows;
}

/**
 * k changed people: k licence calls in ⌈k/20⌉ batches, beside the one that asks for the tenant's id; nothing is
 * written for nothing.
 */
export async function benchWriting(): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const count of [0, 1, 20, 21, 500, 2_000]) {
    const emulator = await startEmulator({ tenant: tenantOf(2_000), settings: { throttling: "off" } });
    try {
      const session = connectTenant(readConnectionSettings({ M365_LICENSES_GRAPH_ENDPOINT: emulator.url }));
      await session.write(swaps(count), () => undefined);
      const calls = emulator.service.counter.read().writes;
      const batches = session.figures.batches - (count === 0 ? 0 : 1);
      const most = Math.ceil(count / 20);
      rows.push({
        what: `${count} changed people`,
        figure: `${calls} calls in ${batches} of ${most} batches`,
        ratio: most === 0 ? batches : batches / most,
        limit: 1,
        complaint: calls === count ? "" : `${calls} calls`,
      });
    } finally {
      await emulator.stop();
    }
  }
  return rows;
}
