import { afterEach, describe, expect, it } from "vitest";
import type { PrincipalWrite, WriteOutcome } from "../../../src/terms/port";
import { type SessionOptions, connectTenant } from "../../../src/graph/connect-tenant";
import { readConnectionSettings } from "../../../src/graph/connect/connection-settings";
import { createFastClock } from "../support/fast-clock";
import { type ScriptedGraph, startScriptedGraph } from "../support/scripted-graph";
import { createScriptedTenant, personId, refuse, sku } from "../support/scripted-tenant";

let graph: ScriptedGraph | undefined;
afterEach(async () => {
  await graph?.close();
  graph = undefined;
});

async function start(...script: Parameters<typeof startScriptedGraph>): Promise<ScriptedGraph> {
  graph = await startScriptedGraph(...script);
  return graph;
}

function connect(to: ScriptedGraph, options: SessionOptions = {}): ReturnType<typeof connectTenant> {
  return connectTenant(readConnectionSettings({ M365_LICENSES_GRAPH_ENDPOINT: to.endpoint }), {
    clock: createFastClock(200),
    ...options,
  });
}

function grant(n: number, change: Partial<PrincipalWrite> = {}): PrincipalWrite {
  return {
    principal: "user",
    id: personId(n),
    name: `p${n}@contoso.com`,
    add: [{ skuId: sku.e3, disabledPlans: [] }],
    remove: [],
    ...change,
  };
}

function grants(count: number): PrincipalWrite[] {
  return Array.from({ length: count }, (_, index) => grant(index + 1));
}

const kinds = (outcomes: readonly WriteOutcome[]): Record<string, number> => {
  const counted: Record<string, number> = {};
  for (const outcome of outcomes) counted[outcome.kind] = (counted[outcome.kind] ?? 0) + 1;
  return counted;
};
const isLicense = (path: string): boolean => path.endsWith("/assignLicense");

describe("writing", () => {
  it("takes one call a person, twenty to a batch, and tells an outcome for each", async () => {
    const tenant = createScriptedTenant(45);
    const server = await start(tenant.answer);
    const told: WriteOutcome[] = [];
    const outcomes = await connect(server).write(grants(45), (outcome) => told.push(outcome));
    expect(kinds(outcomes)).toEqual({ applied: 45 });
    expect(told).toHaveLength(45);
    expect(outcomes.map((outcome) => outcome.id)).toEqual(grants(45).map((write) => write.id));
    expect([...tenant.people.values()].every((person) => person.writes === 1 && person.held.has(sku.e3))).toBe(true);
    // One for the tenant's id, three for the people.
    expect(server.batches.map((items) => items.length)).toEqual([1, 20, 20, 5]);
  });

  it("begins with a chain, item after item, then lets items and batches run side by side", async () => {
    const tenant = createScriptedTenant(200);
    const server = await start(async (asked) => {
      if (isLicense(asked.path)) await new Promise((resolve) => setTimeout(resolve, 2));
      return tenant.answer(asked);
    });
    await connect(server).write(grants(200), () => undefined);
    const [, first, second] = server.batches;
    expect(first?.slice(1).every((item, index) => item.dependsOn?.[0] === first[index]?.id)).toBe(true);
    expect(second?.every((item) => item.dependsOn === undefined)).toBe(true);
    expect(server.maxBatchesAtOnce).toBeGreaterThan(1);
  });

  it("sends both arrays, never null, and the usage location before the licence in one chain", async () => {
    const tenant = createScriptedTenant(2, [sku.e3]);
    const server = await start(tenant.answer);
    await connect(server).write(
      [
        grant(1, { usageLocation: "GB", add: [{ skuId: sku.e5, disabledPlans: ["x"] }], remove: [sku.e3] }),
        grant(2, { add: [], remove: [sku.e3] }),
      ],
      () => undefined,
    );
    const [, items = []] = server.batches;
    expect(items.map((item) => [item.method, item.url, item.body, item.dependsOn])).toEqual([
      ["PATCH", `/users/${personId(1)}`, { usageLocation: "GB" }, undefined],
      [
        "POST",
        `/users/${personId(1)}/assignLicense`,
        { addLicenses: [{ skuId: sku.e5, disabledPlans: ["x"] }], removeLicenses: [sku.e3] },
        ["0-locate"],
      ],
      ["POST", `/users/${personId(2)}/assignLicense`, { addLicenses: [], removeLicenses: [sku.e3] }, ["0-license"]],
    ]);
    expect(tenant.people.get(personId(1))?.usageLocation).toBe("GB");
  });

  it("keeps apart one person's failure, with the SKU, Graph's words, its request id and a remedy", async () => {
    const tenant = createScriptedTenant(30);
    const message = `Subscription with SKU ${sku.e3} does not have any available licenses.`;
    const server = await start((asked) =>
      isLicense(asked.path) && asked.path.includes(personId(3)) ? refuse(400, message) : tenant.answer(asked),
    );
    const outcomes = await connect(server, {
      nameOf: (guid) => (guid === sku.e3 ? "ENTERPRISEPACK" : undefined),
    }).write(grants(30), () => undefined);
    expect(kinds(outcomes)).toEqual({ applied: 29, failed: 1 });
    expect(outcomes[2]).toEqual({
      kind: "failed",
      id: personId(3),
      located: false,
      problem: {
        code: "no-seats",
        message,
        remedy:
          "No seat of ENTERPRISEPACK is free: buy seats, or take the licence from somebody else in the same " +
          "change, and run again.",
        skuId: sku.e3,
        requestId: "7a0c6f0e-0000-4000-8000-000000000001",
      },
    });
  });

  it("says that the usage location was written where only the licence failed", async () => {
    const tenant = createScriptedTenant(1);
    const server = await start((asked) =>
      isLicense(asked.path)
        ? refuse(400, "License assignment cannot be done for user with invalid usage location.")
        : tenant.answer(asked),
    );
    const [outcome] = await connect(server).write([grant(1, { usageLocation: "GB" })], () => undefined);
    expect(outcome).toMatchObject({ kind: "failed", located: true, problem: { code: "usage-location" } });
  });

  it("falls back to one change at a time where the tenant takes only one, and loses nobody", async () => {
    const tenant = createScriptedTenant(100);
    let busy = false;
    let most = 0;
    const server = await start(async (asked) => {
      if (!isLicense(asked.path)) return tenant.answer(asked);
      if (busy)
        return refuse(400, "Error due to concurrent requests being made to the tenant. Please wait briefly and retry.");
      busy = true;
      most += 1;
      await new Promise((resolve) => setTimeout(resolve, 1));
      busy = false;
      return tenant.answer(asked);
    });
    const outcomes = await connect(server).write(grants(100), () => undefined);
    expect(kinds(outcomes)).toEqual({ applied: 100 });
    expect([...tenant.people.values()].map((person) => person.writes)).toEqual(Array.from({ length: 100 }, () => 1));
    expect(most).toBe(100);
  });

  it("reads back before it repeats what a broken connection left open", async () => {
    const tenant = createScriptedTenant(60, [sku.e3]);
    const server = await start(tenant.answer, (batch) => ({
      kind: batch === 2 ? "breakAfter" : batch === 3 ? "break" : "none",
    }));
    const moves = Array.from({ length: 60 }, (_, index) =>
      grant(index + 1, { add: [{ skuId: sku.e5, disabledPlans: [] }], remove: [sku.e3] }),
    );
    const outcomes = await connect(server).write(moves, () => undefined);
    expect(kinds(outcomes)).toEqual({ applied: 60 });
    expect([...tenant.people.values()].map((person) => [person.writes, [...person.held.keys()]])).toEqual(
      Array.from({ length: 60 }, () => [1, [sku.e5]]),
    );
  });

  it("goes on after a moment in which every connection broke", async () => {
    const tenant = createScriptedTenant(600);
    let breaking = 8;
    const server = await start(tenant.answer, async (batch) => {
      if (batch < 12 || breaking === 0) return { kind: "none" };
      breaking -= 1;
      // All that are under way together, and only then does the first of them break.
      await new Promise((resolve) => setTimeout(resolve, 20));
      return { kind: "break" };
    });
    const outcomes = await connect(server).write(grants(600), () => undefined);
    expect(breaking).toBe(0);
    expect(kinds(outcomes)).toEqual({ applied: 600 });
    expect(Math.max(...[...tenant.people.values()].map((person) => person.writes))).toBe(1);
  });

  it("reads a removal back twice where Graph's answer does not show it", async () => {
    const tenant = createScriptedTenant(1, [sku.e3]);
    let reads = 0;
    const server = await start((asked) => {
      if (asked.method === "GET" && asked.path.startsWith("/users/")) reads += 1;
      const told = tenant.answer(asked);
      return isLicense(asked.path) ? { status: 202 } : told;
    });
    const outcomes = await connect(server).write([grant(1, { add: [], remove: [sku.e3] })], () => undefined);
    expect(kinds(outcomes)).toEqual({ applied: 1 });
    expect(reads).toBe(2);
  });

  it("does not call a change done that never shows", async () => {
    const tenant = createScriptedTenant(1);
    const server = await start((asked) => (isLicense(asked.path) ? { status: 202 } : tenant.answer(asked)));
    const [outcome] = await connect(server).write([grant(1)], () => undefined);
    expect(outcome).toMatchObject({ kind: "failed", problem: { code: "unconfirmed", uncertain: true } });
  });

  it("waits as long as a throttled tenant asks, for the item or for the batch", async () => {
    const tenant = createScriptedTenant(40);
    const clock = createFastClock(20);
    let refused = 0;
    const server = await start(
      (asked) => {
        if (isLicense(asked.path) && asked.path.includes(personId(1)) && (refused += 1) === 1)
          return refuse(429, "Too many requests", "TooManyRequests", { "Retry-After": "7" });
        return tenant.answer(asked);
      },
      (batch) =>
        batch === 3
          ? { kind: "answer", told: refuse(429, "Too many requests", "TooManyRequests", { "Retry-After": "33" }) }
          : { kind: "none" },
    );
    const outcomes = await connect(server, { clock }).write(grants(40), () => undefined);
    expect(kinds(outcomes)).toEqual({ applied: 40 });
    expect(Math.max(...clock.slept)).toBeGreaterThan(30_000);
    expect(Math.max(...clock.slept)).toBeLessThanOrEqual(33_000);
  });

  it("sends nothing more once it is stopped, and says so of those who were not sent", async () => {
    const tenant = createScriptedTenant(200);
    const server = await start(tenant.answer);
    const session = connect(server);
    const outcomes = await session.write(grants(200), () => session.stop());
    const sent = [...tenant.people.values()].filter((person) => person.writes > 0).length;
    expect(sent).toBe(20);
    expect(kinds(outcomes)).toEqual({ applied: 20, notSent: 180 });
  });

  it("tells that a change may stand which Graph took before a stop, and not one that it refused", async () => {
    const tenant = createScriptedTenant(3);
    const session: { stop?: () => void } = {};
    const server = await start((asked) => {
      if (!isLicense(asked.path)) return tenant.answer(asked);
      if (asked.path.includes(personId(1))) return refuse(400, "Subscription does not have any available licenses.");
      tenant.answer(asked);
      session.stop?.();
      return { status: 202 };
    });
    const connected = connect(server);
    session.stop = connected.stop;
    const outcomes = await connected.write(grants(3), () => undefined);
    expect(outcomes.map((outcome) => outcome.kind === "failed" && outcome.problem.uncertain)).toEqual([
      undefined,
      true,
      true,
    ]);
  });

  it("tells that a change may stand whose answer never came", async () => {
    const tenant = createScriptedTenant(1);
    const server = await start(tenant.answer, (batch) => Promise.resolve({ kind: batch > 1 ? "break" : "none" }));
    const [outcome] = await connect(server).write([grant(1)], () => undefined);
    expect(outcome).toMatchObject({ kind: "failed", problem: { code: "unavailable", uncertain: true } });
  });

  it("writes nothing into a tenant that is not the expected one", async () => {
    const tenant = createScriptedTenant(1);
    const server = await start(tenant.answer);
    const session = connect(server, { expectedTenantId: "99999999-9999-4999-8999-999999999999" });
    await expect(session.write(grants(1), () => undefined)).rejects.toMatchObject({ code: "wrong-tenant" });
    expect(tenant.people.get(personId(1))?.writes).toBe(0);
  });

  it("stops at once where the credential is refused, and every person has an outcome", async () => {
    const tenant = createScriptedTenant(60);
    const server = await start(tenant.answer, (batch) =>
      batch > 1
        ? {
            kind: "answer",
            told: refuse(401, "Access token has expired or is not yet valid.", "InvalidAuthenticationToken"),
          }
        : { kind: "none" },
    );
    const outcomes = await connect(server).write(grants(60), () => undefined);
    expect(outcomes.map((outcome) => (outcome.kind === "failed" ? outcome.problem.code : outcome.kind))).toEqual(
      Array.from({ length: 60 }, () => "signed-out"),
    );
    expect(server.batches).toHaveLength(2);
  });

  it("asks again for an account that was created a moment ago", async () => {
    const tenant = createScriptedTenant(1);
    let asked404 = 0;
    const server = await start((asked) =>
      isLicense(asked.path) && (asked404 += 1) <= 2
        ? refuse(
            404,
            `Resource '${personId(1)}' does not exist or one of its queried reference-property objects are not ` +
              "present.",
            "Request_ResourceNotFound",
          )
        : tenant.answer(asked),
    );
    expect(kinds(await connect(server).write(grants(1), () => undefined))).toEqual({ applied: 1 });
  });
});
