import { startEmulator } from "../../emulator/src/start";
import { farPageMilliseconds, farRequestMilliseconds } from "./far-times";
import { tenantOf } from "./tenants";

/**
 * An emulated tenant in a process of its own: `tsx serve-tenant.ts PEOPLE near|far [SKU …]` prints its address, and
 * ends with its parent's pipe. Everybody holds the SKUs that are named.
 */
async function serve(): Promise<void> {
  const [, , people = "1000", where = "near", ...held] = process.argv;
  const emulator = await startEmulator({ tenant: tenantOf(Number(people), held), settings: { throttling: "off" } });
  if (where === "far") {
    const delays = [
      { id: "page", path: "^/users$", inBatch: false, ms: farPageMilliseconds },
      { id: "other", inBatch: false, ms: farRequestMilliseconds },
    ];
    for (const { ms, ...rule } of delays) emulator.service.faults.add({ ...rule, effect: { kind: "delay", ms } });
  }
  process.stdout.write(`${emulator.url}\n`);
  process.stdin.resume();
  process.stdin.on("end", () => void emulator.stop().then(() => process.exit(0)));
}

void serve();
