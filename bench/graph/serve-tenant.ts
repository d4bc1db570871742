import { startEmulator } from "../../src/emulator/start";
import { tenantOf } from "./tenants";

/** An emulated tenant in a process of its own: `tsx serve-tenant.ts PEOPLE` prints its address, and ends with its parent's pipe. */
async function serve(): Promise<void> {
  const emulator = await startEmulator({ tenant: tenantOf(Number(process.argv[2] ?? 1000)), settings: { throttling: "off" } });
  process.stdout.write(`${emulator.url}\n`);
  process.stdin.resume();
  process.stdin.on("end", () => void emulator.stop().then(() => process.exit(0)));
}

void serve();
