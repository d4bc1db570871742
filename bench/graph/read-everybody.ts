import { readFileSync } from "node:fs";
import { connectTenant } from "../../src/graph/connect-tenant";
import { readConnectionSettings } from "../../src/graph/connect/connection-settings";
import { nameOf } from "./tenants";

/**
 * `tsx read-everybody.ts URL [PEOPLE]` reads a whole tenant, or those who are declared by name, and prints what that
 * took beyond a process that has read nobody, as JSON.
 */
async function read(): Promise<void> {
  const [, , url, declared] = process.argv;
  const session = connectTenant(readConnectionSettings({ M365_LICENSES_GRAPH_ENDPOINT: url }));
  const userNames = Array.from({ length: Number(declared ?? 0) }, (_, index) => nameOf(index));
  const before = megabytes();
  const beginOfWork = process.cpuUsage();
  const begin = performance.now();
  const { users } = await session.readTenant({
    userNames,
    userIds: [],
    groupNames: [],
    groupIds: [],
    wholeTenant: declared === undefined,
  });
  const elapsed = (performance.now() - begin) / 1000;
  const { user, system } = process.cpuUsage(beginOfWork);
  process.stdout.write(
    JSON.stringify({
      people: users.length,
      elapsed,
      requests: session.figures.requests,
      seconds: (user + system) / 1e6,
      before,
      peak: megabytes(),
    }),
  );
}

/** The most memory that this process has had. */
function megabytes(): number {
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1] ?? 0) / 1024;
}

void read();
