import { type Emulator, startEmulator } from "../../emulator/src/start";
import { systemClock } from "../../src/graph/batches/clock";
import { readConnectionSettings } from "../../src/graph/connect/connection-settings";
import { type SessionOptions, type TenantSession, connectTenant } from "../../src/graph/connect-tenant";
import type { WriteOutcome } from "../../src/terms/port";
import type { Row } from "../table";
import { startLockServer } from "./lock-server";
import { scaleTime } from "./scaled-time";
import { e5, swaps, tenantOf } from "./tenants";

function connect(endpoint: string, options: SessionOptions = {}): TenantSession {
  return connectTenant(readConnectionSettings({ M365_LICENSES_GRAPH_ENDPOINT: endpoint }), options);
}

/** Nobody lost, nobody twice: or the figure does not count. */
function complain(outcomes: readonly WriteOutcome[], changes: ReadonlyMap<string, number>): string {
  const failed = outcomes.filter((outcome) => outcome.kind !== "applied").length;
  const twice = [...changes.values()].filter((times) => times > 1).length;
  const lost = outcomes.length - changes.size;
  return failed + twice + lost === 0 ? "" : `${failed} failed, ${twice} twice, ${lost} lost`;
}

/** How often each person gained E5. */
function changesOf(emulator: Emulator): ReadonlyMap<string, number> {
  const changes = new Map<string, number>();
  for (const { change } of emulator.tenant.log) {
    if (change.kind === "stateSet" && change.state.skuId === e5)
      changes.set(change.userId, (changes.get(change.userId) ?? 0) + 1);
  }
  return changes;
}

/** Of writes, at most. */
const batchesAtOnce = 8;

/** A batch, and each change of it: those that do not depend on each other take their time together. */
interface Delays {
  readonly batch: number;
  readonly change: number;
}

/** Lets batches take so long (milliseconds), up to the 30 s after which Graph answers by itself. */
function delayBatches({ service }: Emulator, { batch, change }: Delays, factor: number): void {
  const answer = service.answer.bind(service);
  // Counted by the tenant itself, which answers 504 where a chain takes more than 30 s.
  service.faults.add({ id: "slow", path: "/assignLicense$", effect: { kind: "delay", ms: change } });
  service.answer = (request) => {
    const sent = request.body.kind === "json" ? (request.body.value as { requests?: readonly object[] }).requests : [];
    const isChain = sent?.some((item) => "dependsOn" in item) === true;
    const ms = Math.min(30_000, batch + change * (isChain ? sent.length : 1)) / factor;
    return { ...answer(request), transport: { kind: "delay", ms } };
  };
}

/** 3,000 writes in 150 s: the first 3,000 at once, then as many at the beginning of each window. */
export async function benchQuota(people: number, factor: number, delays?: Delays): Promise<Row> {
  const emulator = await startEmulator({ tenant: tenantOf(people) });
  if (delays !== undefined) delayBatches(emulator, delays, factor);
  const time = scaleTime(emulator, factor);
  try {
    const session = connect(emulator.url, { clock: time.clock });
    const begin = time.clock.now();
    const outcomes = await session.write(swaps(people), () => undefined);
    const seconds = (time.clock.now() - begin) / 1000;
    // When the last window begins, its changes take their own time, with as many batches side by side as there are.
    const lastWindow = delays === undefined ? 0 : ((3000 / 20 / batchesAtOnce) * (delays.batch + delays.change)) / 1000;
    const least = (Math.ceil(people / 3000) - 1) * 150 + lastWindow;
    return {
      what:
        `${people} changes under 3,000 writes in 150 s (time x ${factor})` +
        (delays === undefined ? "" : `, ${delays.batch} ms a batch and ${delays.change} ms a change`),
      figure: `${seconds.toFixed(1)} s of ${least.toFixed(1)} s, ${session.figures.batches} batches`,
      ratio: seconds / least,
      limit: 1.05,
      complaint: complain(outcomes, changesOf(emulator)),
    };
  } finally {
    time.stop();
    await emulator.stop();
  }
}

export async function benchLock(
  kind: "during" | "after",
  label: string,
  milliseconds: () => number,
  people: number,
): Promise<Row> {
  const server = await startLockServer(kind, milliseconds);
  try {
    const session = connect(server.endpoint);
    const begin = systemClock.now();
    const outcomes = await session.write(swaps(people), () => undefined);
    const elapsed = systemClock.now() - begin;
    const least = server.busyMilliseconds();
    const words = kind === "during" ? "answered when it is done" : "answered at once, others refused meanwhile";
    return {
      what: `${people} changes, one at a time, ${label} each, ${words}`,
      figure:
        `${(elapsed / 1000).toFixed(1)} s of ${(least / 1000).toFixed(1)} s, ${session.figures.batches} batches, ` +
        `${server.refused()} refusals`,
      ratio: elapsed / least,
      limit: kind === "during" ? 1.15 : 1.25,
      complaint: complain(outcomes, server.changes()),
    };
  } finally {
    await server.close();
  }
}

const faults = [
  { id: "429", effect: { kind: "throttle", retryAfter: 1 } },
  { id: "503", effect: { kind: "status", status: 503, code: "ServiceUnavailable", message: "Service unavailable." } },
  {
    id: "503 applied",
    effect: { kind: "status", status: 503, code: "ServiceUnavailable", message: "Service unavailable.", applied: true },
  },
  {
    id: "504 applied",
    effect: { kind: "status", status: 504, code: "GatewayTimeout", message: "Gateway timeout.", applied: true },
  },
  { id: "broken", effect: { kind: "disconnect", applied: true } },
] as const;

async function timeFaults(
  people: number,
  share: number,
  latencyMs: number,
  throttling: "on" | "off",
  factor: number,
): Promise<{ readonly seconds: number; readonly complaint: string; readonly figure: string }> {
  const emulator = await startEmulator({
    tenant: tenantOf(people),
    settings: { latencyMs: latencyMs / factor, throttling },
  });
  for (const [index, { id, effect }] of faults.entries()) {
    if (share > 0)
      emulator.service.faults.add({
        id,
        path: "/assignLicense$",
        probability: share / faults.length,
        seed: index + 1,
        effect,
      });
  }
  const time = scaleTime(emulator, factor);
  try {
    const session = connect(emulator.url, { clock: time.clock });
    const begin = time.clock.now();
    const outcomes = await session.write(swaps(people), () => undefined);
    const seconds = (time.clock.now() - begin) / 1000;
    return {
      seconds,
      complaint: complain(outcomes, changesOf(emulator)),
      figure: `${session.figures.batches} batches`,
    };
  } finally {
    time.stop();
    await emulator.stop();
  }
}

/** One item in twenty goes wrong in one of five ways, some of them after the change was made. */
export async function benchFaults(
  people: number,
  latencyMs: number,
  throttling: "on" | "off",
  factor: number,
): Promise<Row> {
  const without = await timeFaults(people, 0, latencyMs, throttling, factor);
  const withFaults = await timeFaults(people, 0.05, latencyMs, throttling, factor);
  return {
    what:
      `${people} changes, 5 % of items 429, 503, 504 or broken, ${latencyMs} ms a batch, ` +
      (throttling === "on" ? `quota on (time x ${factor})` : "no quota"),
    figure: `${withFaults.seconds.toFixed(1)} s against ${without.seconds.toFixed(1)} s without, ${withFaults.figure}`,
    ratio: withFaults.seconds / without.seconds,
    limit: 1.5,
    complaint: withFaults.complaint + without.complaint,
  };
}
