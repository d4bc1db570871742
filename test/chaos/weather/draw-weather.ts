import { settingVariations } from "../../../emulator/src/settings/settings";
import type { FaultRule } from "../../../emulator/src/start";
import type { Chance } from "../support/chance";

type Effect = FaultRule["effect"];

const notFound = { status: 404, code: "Request_ResourceNotFound", message: "Resource does not exist." };
const denied = {
  status: 403,
  code: "Authorization_RequestDenied",
  message: "Insufficient privileges to complete the operation.",
};

/** Every kind of fault that the emulated tenant has. */
const effects: Readonly<Record<string, (chance: Chance) => Effect>> = {
  "error of the server": (chance) => ({ kind: "status", status: chance.pick([500, 502, 503, 504]) }),
  "error of the server, done all the same": (chance) => ({
    kind: "status",
    status: chance.pick([500, 502, 504]),
    applied: true,
  }),
  "not found": () => ({ kind: "status", ...notFound }),
  denied: () => ({ kind: "status", ...denied }),
  throttled: (chance) => ({ kind: "throttle", retryAfter: chance.pick([0, 1, 7, 100_000]) }),
  "throttled, done all the same": () => ({ kind: "throttle", retryAfter: 1, applied: true }),
  "somebody else writes": () => ({ kind: "concurrency" }),
  disconnected: () => ({ kind: "disconnect" }),
  "disconnected, done all the same": () => ({ kind: "disconnect", applied: true }),
  "hangs, then gone": () => ({ kind: "hang", ms: 20 }),
  "hangs, then gone, done all the same": () => ({ kind: "hang", ms: 20, applied: true }),
  "half an answer": () => ({ kind: "truncate" }),
  slow: (chance) => ({ kind: "delay", ms: chance.pick([2, 20]) }),
};

const where: readonly Omit<FaultRule, "id" | "effect">[] = [
  {},
  {},
  { path: "^/\\$batch$" },
  { inBatch: true },
  { path: "/assignLicense$" },
  { path: "/assignLicense$" },
  { method: "GET" },
  { method: "GET", path: "^/users" },
  { method: "GET", path: "^/groups" },
  { path: "^/subscribedSkus" },
  { path: "^/directory/deletedItems" },
];

export interface Weather {
  /** Names of `effects`, sorted. */
  readonly kinds: readonly string[];
  readonly rules: readonly FaultRule[];
  readonly settings: Readonly<Record<string, unknown>>;
}

/** One fault alone, or several mixed, each of up to half of the requests it is for; and some settings otherwise. */
export function drawWeather(chance: Chance, nth: number): Weather {
  const all = Object.keys(effects);
  const alone = chance.happens(0.5);
  const first = all[nth % all.length] ?? "slow";
  const kinds = alone ? [first] : [first, ...Array.from({ length: 1 + chance.below(3) }, () => chance.pick(all))];
  const rules = [...new Set(kinds)].map((kind, at): FaultRule => ({
    id: `${at} ${kind}`,
    ...chance.pick(where),
    probability: 0.05 + 0.45 * chance.next(),
    seed: chance.below(1_000_000),
    effect: (effects[kind] ?? effects["slow"]!)(chance),
  }));
  return { kinds: [...new Set(kinds)].sort(), rules, settings: drawSettings(chance) };
}

/** What takes real time to wait for says nothing more here. */
const leftOut = new Set(["latencyMs", "slowBatch"]);

function drawSettings(chance: Chance): Readonly<Record<string, unknown>> {
  const possible = settingVariations.filter(({ name }) => !leftOut.has(name));
  const count = chance.below(4);
  return Object.fromEntries(
    Array.from({ length: count }, () => chance.pick(possible)).map(({ name, value }) => [name, value]),
  );
}
