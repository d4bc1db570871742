import type { Client } from "@microsoft/microsoft-graph-client";
import { afterEach, describe, expect, it } from "vitest";
import type { Emulator, EmulatorOptions } from "../src/start";
import { refusalOf, send, startContoso } from "./support/client";
import { skuIds } from "./support/contoso";

interface Control {
  readonly now: string;
  readonly entries: readonly unknown[];
  readonly users: readonly unknown[];
  readonly noErrorText: string;
}

let emulator: Emulator;
let client: Client;
const start = async (settings: Readonly<Record<string, unknown>> = {}, options: Partial<EmulatorOptions> = {}) => {
  ({ emulator, client } = await startContoso({ ...options, settings }));
};
afterEach(() => emulator.stop());

const assign = (user: string, add: string[], remove: string[] = []) =>
  client
    .api(`/users/${user}/assignLicense`)
    .post({ addLicenses: add.map((skuId) => ({ skuId })), removeLicenses: remove });

const consumed = async (skuId: string) =>
  (await client.api("/subscribedSkus").get()).value.find((sku: { skuId: string }) => sku.skuId === skuId)
    .consumedUnits as number;

describe("faults", () => {
  it("breaks connections, cuts answers, applies and lies, each as often as asked", async () => {
    await start();
    const { faults } = emulator.service;
    faults.add({ id: "cut", path: "^/subscribedSkus$", times: 1, effect: { kind: "truncate" } });
    await expect(client.api("/subscribedSkus").get()).rejects.toThrow();
    expect(await consumed(skuIds.ENTERPRISEPACK)).toBe(1);
    faults.add({
      id: "lie",
      path: "assignLicense$",
      times: 1,
      effect: { kind: "status", status: 504, code: "UnknownError", applied: true },
    });
    expect((await refusalOf(assign("diego@contoso.com", [skuIds.ENTERPRISEPACK]))).statusCode).toBe(504);
    expect(await consumed(skuIds.ENTERPRISEPACK)).toBe(2);
    faults.add({ id: "gone", path: "^/users", times: 1, effect: { kind: "disconnect" } });
    await expect(client.api("/users").get()).rejects.toThrow();
    expect((await client.api("/users").get()).value).toHaveLength(6);
    expect(faults.list().map(({ struck }) => struck)).toEqual([1, 1, 1]);
  });

  it("strikes the same requests for the same seed", async () => {
    await start();
    const pattern = async () => {
      emulator.service.faults.add({
        id: "some",
        path: "^/organization$",
        probability: 0.5,
        seed: 7,
        effect: { kind: "concurrency" },
      });
      const seen: number[] = [];
      for (let at = 0; at < 20; at += 1) seen.push((await send(emulator, "GET", "/v1.0/organization")).status);
      return seen;
    };
    const first = await pattern();
    expect(new Set(first)).toEqual(new Set([200, 409]));
    expect(await pattern()).toEqual(first);
  });
});

describe("the control API", () => {
  it("acts as administrator, moves the clock, changes settings, tells the log and the statistics", async () => {
    await start({}, { controlPort: 0 });
    const control = async (method: string, path: string, body?: unknown) => {
      const response = await fetch(`${emulator.controlUrl ?? ""}${path}`, {
        method,
        headers: { "content-type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: response.status, json: (await response.json()) as Control };
    };
    const { now } = (await control("GET", "/clock")).json;
    await control("POST", "/clock", { freeze: true });
    const moved = (await control("POST", "/clock", { advance: 3_600_000 })).json.now;
    expect(Date.parse(moved) - Date.parse(now)).toBeGreaterThanOrEqual(3_600_000);
    expect(
      (
        await control("POST", "/administrator", {
          kind: "assignLicenses",
          to: "diego@contoso.com",
          add: ["ENTERPRISEPACK"],
        })
      ).status,
    ).toBe(200);
    expect(
      await control("POST", "/administrator", {
        kind: "assignLicenses",
        to: "nowhere@contoso.com",
        add: ["ENTERPRISEPACK"],
      }),
    ).toMatchObject({
      status: 409,
      json: { error: "License assignment cannot be done for user with invalid usage location." },
    });
    expect(
      (await control("POST", "/administrator", { kind: "setSeats", sku: "ENTERPRISEPACK", units: { enabled: -1 } }))
        .status,
    ).toBe(400);
    const { entries } = (await control("GET", "/log")).json;
    expect(entries).toMatchObject([
      { actor: { kind: "administrator" }, change: { kind: "stateSet" } },
      { actor: { kind: "administrator" }, change: { kind: "effectiveLicenses", gained: [skuIds.ENTERPRISEPACK] } },
    ]);
    expect((await control("GET", "/log?since=1")).json.entries).toHaveLength(1);
    expect((await control("PATCH", "/settings", { noErrorText: "null" })).json.noErrorText).toBe("null");
    expect((await control("PATCH", "/settings", { colour: 1 })).status).toBe(400);
    await client.api("/users").get();
    await control("POST", "/faults", { path: "^/users$", times: 1, effect: { kind: "throttle" } });
    expect((await refusalOf(client.api("/users").get())).statusCode).toBe(429);
    expect((await control("GET", "/statistics")).json).toMatchObject({
      requests: 2,
      byRoute: { "GET users": 2 },
      byStatus: { "200": 1, "429": 1 },
    });
    expect((await control("GET", "/tenant")).json.users).toHaveLength(6);
    expect((await control("GET", "/nothing")).status).toBe(404);
  });
});
