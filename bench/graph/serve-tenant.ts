import { startEmulator } from "../../emulator/src/start";
import { tenantOf } from "./tenants";

/**
 * An emulated tenant in a process of its own: `tsx serve-tenant.ts PEOPLE [SKU …]` prints its address, and ends with
 * its parent's pipe. Everybody holds the SKUs that are named.
 */
async function serve(): Promise<void> {
  const emulator = await startEmulator({
    tenant: tenantOf(Number(process.argv[2] ?? 1000), process.argv.slice(3)),
    settings: { throttling: "off" },
  });
  process.stdout.write(`${emulator.url}\n`);
  process.stdin.resume();
  process.stdin.on("end", () => void emulator.stop().then(() => process.exit(0)));
}

void serve();
