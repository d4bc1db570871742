import { benchPreview } from "./graph/engine-floor";
import { benchFarReading } from "./graph/latency";
import { benchReading, benchWriting } from "./graph/requests";
import { benchSnapshot } from "./graph/snapshot";
import { benchFaults, benchLock, benchQuota } from "./graph/throughput";
import { benchSite } from "./history/site";
import { type Row, heading, isGood, renderRow } from "./table";

const varying = (): number => 50 + 450 * Math.random();

/** Each measures by itself; `npm run bench -- requests lock` runs some of them. */
const benches: Readonly<Record<string, readonly (() => Promise<Row | readonly Row[]>)[]>> = {
  requests: [benchReading, benchWriting],
  snapshot: [() => benchSnapshot(100_000)],
  lock: [
    () => benchLock("during", "50 to 500 ms", varying, 80),
    () => benchLock("after", "50 ms", () => 50, 300),
    () => benchLock("after", "50 to 500 ms", varying, 80),
    () => benchLock("after", "500 ms", () => 500, 40),
  ],
  faults: [
    () => benchFaults(12_000, 200, "off", 1),
    () => benchFaults(6_000, 1_000, "off", 1),
    () => benchFaults(12_000, 1_000, "on", 10),
  ],
  latency: [() => benchFarReading(100_000, 2_000), () => benchQuota(12_000, 5, { batch: 300, change: 2_000 })],
  quota: [() => benchQuota(12_000, 5)],
  site: [() => Promise.resolve(benchSite({ tenants: 100, days: 365, people: 50 }))],
  preview: [
    () => benchPreview({ people: 50, limit: 1.4, afterAll: 1.4, times: 5 }),
    () => benchPreview({ people: 10_000, limit: 1.7, afterAll: 2, times: 5 }),
    () => benchPreview({ people: 100_000, limit: 5, afterAll: 7, times: 3 }),
  ],
};

async function main(names: readonly string[]): Promise<number> {
  const unknown = names.filter((name) => !(name in benches));
  if (unknown.length > 0) {
    process.stderr.write(
      `There is no bench ${unknown.join(", ")}. The benches are ${Object.keys(benches).join(", ")}.\n`,
    );
    return 2;
  }
  process.stdout.write(`${heading}\n`);
  let good = true;
  for (const name of names.length > 0 ? names : Object.keys(benches)) {
    for (const bench of benches[name] ?? []) {
      for (const row of [await bench()].flat()) {
        process.stdout.write(`${renderRow(row)}\n`);
        good &&= isGood(row);
      }
    }
  }
  return good ? 0 : 1;
}

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
