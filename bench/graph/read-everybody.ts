import { readFileSync } from "node:fs";
import { connectTenant } from "../../src/graph/connect-tenant";
import { readConnectionSettings } from "../../src/graph/connect/connection-settings";

/**
 * `tsx read-everybody.ts URL` reads a whole tenant, and prints what that took beyond a process that has read nobody, as
 * JSON.
 */
async function read(): Promise<void> {
  const session = connectTenant(readConnectionSettings({ M365_LICENSES_GRAPH_ENDPOINT: process.argv[2] }));
  const before = megabytes();
  const begin = process.cpuUsage();
  const { users } = await session.readTenant({
    userNames: [],
    userIds: [],
    groupNames: [],
    groupIds: [],
    wholeTenant: true,
  });
  const { user, system } = process.cpuUsage(begin);
  process.stdout.write(
    JSON.stringify({ people: users.length, seconds: (user + system) / 1e6, before, peak: megabytes() }),
  );
}

/** The most memory that this process has had. */
function megabytes(): number {
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1] ?? 0) / 1024;
}

void read();
