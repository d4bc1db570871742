import { connect } from "node:net";
import type { Client } from "@microsoft/microsoft-graph-client";
import { afterEach, describe, expect, it } from "vitest";
import type { Emulator, EmulatorOptions } from "../src/start";
import { createThrottle } from "../src/graph/throttle";
import { defaultSettings, settingVariations } from "../src/settings/settings";
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

describe("throttling by the published numbers", () => {
  it("refuses the 3,001st write in 150 seconds, in words and headers, and forgets with time", async () => {
    await start();
    emulator.clock.freeze();
    // Twenty together, one after the other: each item of a batch is counted by itself.
    for (let at = 0; at < 3000; at += 20) {
      const requests = Array.from({ length: 20 }, (_, item) => ({
        id: String(item),
        ...(item > 0 && { dependsOn: [String(item - 1)] }),
        method: "PATCH",
        url: "/users/adele@contoso.com",
        headers: { "content-type": "application/json" },
        body: { department: String(at + item) },
      }));
      const { json } = await send(emulator, "POST", "/v1.0/$batch", { requests });
      expect((json.responses as { status: number }[]).map(({ status }) => status)).toEqual(
        Array.from({ length: 20 }, () => 204),
      );
      // The resource units of a small tenant last for 3,500 requests; only the writes are to run out.
      if (at === 1980) emulator.clock.advance(10_000);
    }
    const answer = await send(emulator, "PATCH", "/v1.0/users/adele@contoso.com", { department: "one more" });
    expect(answer.status).toBe(429);
    expect(answer.json.error).toMatchObject({ code: "TooManyRequests", message: "Please retry again later." });
    expect(answer.headers.get("retry-after")).toBe("140");
    expect(answer.headers.get("x-ms-throttle-scope")).toBe(
      `Tenant_Application/ReadWrite/open/${emulator.tenant.state.organization.id}`,
    );
    expect(answer.headers.get("x-ms-throttle-information")).toBe("WriteLimitExceeded");
    emulator.clock.advance(140_000);
    expect((await send(emulator, "PATCH", "/v1.0/users/adele@contoso.com", { department: "later" })).status).toBe(204);
  });

  it.each([
    ["tenantLoad", 99, "PATCH", 180, "Tenant", "WriteLimitExceeded", 300],
    ["applicationLoad", 99, "PATCH", 350, "Application", "WriteLimitExceeded", 300],
    ["applicationLoad", 99.9, "GET", 150, "Application", "ResourceUnitLimitExceeded", 20],
    ["globalLoad", 99.9, "GET", 130, "Global", null, 10],
  ] as const)(
    "lets others use up wider limits (%s %s: %s %s times, then %s)",
    async (name, load, method, allowed, scope, information, windowSeconds) => {
      await start({ [name]: load });
      emulator.clock.freeze();
      const ask = () =>
        method === "GET"
          ? send(emulator, "GET", "/v1.0/organization?$select=id")
          : send(emulator, "PATCH", "/v1.0/users/adele@contoso.com", { department: "x" });
      for (let at = 0; at < allowed; at += 1) expect((await ask()).status).toBeLessThan(300);
      const { status, headers } = await ask();
      expect([
        status,
        headers.get("x-ms-throttle-scope"),
        headers.get("x-ms-throttle-information"),
        headers.get("retry-after"),
      ]).toEqual([
        429,
        `${scope}/ReadWrite/open/${emulator.tenant.state.organization.id}`,
        information,
        String(windowSeconds),
      ]);
      emulator.clock.advance(windowSeconds * 1000);
      expect((await ask()).status).toBeLessThan(300);
    },
  );

  it("shares the writes of a tenant among its applications, and nothing else", () => {
    const throttle = createThrottle(
      () => 0,
      () => 10,
      () => defaultSettings,
    );
    const admitted = Array.from(
      { length: 7 },
      (_, app) =>
        Array.from({ length: 3000 }, () => throttle.admit(`app${app}`, 1, true)).filter(({ kind }) => kind === "pass")
          .length,
    );
    expect(admitted).toEqual([3000, 3000, 3000, 3000, 3000, 3000, 0]);
    expect(throttle.admit("app6", 1, true)).toEqual({
      kind: "refused",
      scope: "Tenant",
      counted: "writes",
      retryAfterSeconds: 300,
    });
    expect(throttle.admit("app6", 1, false).kind).toBe("pass");
  });

  it("counts resource units by the published prices and says so near the limit", async () => {
    await start();
    emulator.clock.freeze();
    const price = async (path: string) =>
      (await send(emulator, "GET", `/v1.0${path}`)).headers.get("x-ms-resource-unit");
    expect(await price("/users")).toBe("2");
    expect(await price("/users?$select=id")).toBe("1");
    expect(await price("/subscribedSkus")).toBe("3");
    expect(await price("/subscribedSkus?$select=skuId")).toBe("2");
    expect(await price("/users/adele@contoso.com/licenseDetails")).toBe("2");
    let share: string | null = null;
    for (let at = 0; share === null; at += 1)
      share = (await send(emulator, "GET", "/v1.0/subscribedSkus")).headers.get("x-ms-throttle-limit-percentage");
    expect(share).toBe("0.80");
  });
});

describe("time", () => {
  it("keeps a lock on what was written, on the object or on the tenant", async () => {
    await start({ lockMs: 1000 });
    emulator.clock.freeze();
    await assign("diego@contoso.com", [skuIds.STANDARDPACK]);
    expect(await refusalOf(assign("diego@contoso.com", [], [skuIds.STANDARDPACK]))).toMatchObject({
      statusCode: 409,
      code: "Directory_ConcurrencyViolation",
    });
    await assign("lynne@contoso.com", [skuIds.STANDARDPACK]);
    emulator.clock.advance(1001);
    await assign("diego@contoso.com", [], [skuIds.STANDARDPACK]);
    await emulator.stop();
    await start({
      lockMs: 1000,
      concurrencyScope: "tenant",
      concurrencyError: "400BadRequest",
      concurrencyRetryAfter: 1,
    });
    emulator.clock.freeze();
    await assign("diego@contoso.com", [skuIds.STANDARDPACK]);
    expect(await refusalOf(assign("lynne@contoso.com", [skuIds.STANDARDPACK]))).toMatchObject({
      statusCode: 400,
      code: "Request_BadRequest",
    });
  });

  it("lets lists and consumedUnits lag, but not the object itself", async () => {
    await start({ replicationLagMs: 1000, consumedUnitsLagMs: 2000 });
    emulator.clock.freeze();
    await assign("diego@contoso.com", [skuIds.ENTERPRISEPACK]);
    const listed = async () =>
      (await client.api("/users").filter("userPrincipalName eq 'diego@contoso.com'").select("assignedLicenses").get())
        .value[0].assignedLicenses.length as number;
    expect(
      (await client.api("/users/diego@contoso.com").select("assignedLicenses").get()).assignedLicenses,
    ).toHaveLength(1);
    expect([await listed(), await consumed(skuIds.ENTERPRISEPACK)]).toEqual([0, 1]);
    emulator.clock.advance(1001);
    expect([await listed(), await consumed(skuIds.ENTERPRISEPACK)]).toEqual([1, 1]);
    emulator.clock.advance(1000);
    expect(await consumed(skuIds.ENTERPRISEPACK)).toBe(2);
  });

  it("lets groups, members and memberOf lag alike, for those who come and those who go", async () => {
    await start({ replicationLagMs: 1000 });
    emulator.clock.freeze();
    const names = async (path: string) =>
      ((await client.api(path).get()).value as { displayName: string }[]).map(({ displayName }) => displayName);
    const groups = (await client.api("/groups").get()).value as { id: string; displayName: string }[];
    const idOf = (name: string) => groups.find(({ displayName }) => displayName === name)!.id;
    const lynne = (await client.api("/users/lynne@contoso.com").get()).id as string;
    const grady = (await client.api("/users/grady@contoso.com").get()).id as string;
    const look = async () => [
      await names(`/groups/${idOf("Sales Team")}/members`),
      await names("/users/lynne@contoso.com/transitiveMemberOf"),
      await names("/groups"),
    ];
    const before = [["Grady Archie"], [], ["Sales Team", "Empty", "Newsletter"]];
    expect(await look()).toEqual(before);

    await client
      .api(`/groups/${idOf("Sales Team")}/members/$ref`)
      .post({ "@odata.id": `https://graph.microsoft.com/v1.0/directoryObjects/${lynne}` });
    await client.api(`/groups/${idOf("Sales Team")}/members/${grady}/$ref`).delete();
    await client.api(`/groups/${idOf("Empty")}`).delete();
    await client.api(`/groups/${idOf("Newsletter")}`).patch({ displayName: "Letters" });
    await client
      .api("/groups")
      .post({ displayName: "New", mailEnabled: false, mailNickname: "new", securityEnabled: true });
    expect(await look()).toEqual(before);
    expect((await client.api(`/groups/${idOf("Newsletter")}`).get()).displayName).toBe("Letters");
    emulator.clock.advance(999);
    expect(await look()).toEqual(before);
    emulator.clock.advance(1);
    expect(await look()).toEqual([["Lynne Robbins"], ["Sales Team"], ["Sales Team", "Letters", "New"]]);
  });

  it("provisions plans after a delay and hides new objects for a while", async () => {
    await start({ provisioningDelayMs: 5000, newObjectLagMs: 1000 });
    emulator.clock.freeze();
    await assign("diego@contoso.com", [skuIds.ENTERPRISEPACK]);
    const status = async () =>
      (await client.api("/users/diego@contoso.com/licenseDetails").get()).value[0].servicePlans[0]
        .provisioningStatus as string;
    expect(await status()).toBe("PendingProvisioning");
    emulator.clock.advance(5000);
    expect(await status()).toBe("Success");
    const created = await client
      .api("/groups")
      .post({ displayName: "New", mailEnabled: false, mailNickname: "new", securityEnabled: true });
    expect((await refusalOf(client.api(`/groups/${created.id}`).get())).statusCode).toBe(404);
    emulator.clock.advance(1001);
    expect((await client.api(`/groups/${created.id}`).get()).displayName).toBe("New");
  });
});

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

describe("settings", () => {
  it.each(settingVariations)("work with $name=$value", async ({ name, value }) => {
    await start({ [name]: value });
    await assign("diego@contoso.com", [skuIds.ENTERPRISEPACK]).catch((error: unknown) => error);
    const groups = (await client.api("/groups").get()).value as { id: string }[];
    const answer = await send(emulator, "POST", `/v1.0/groups/${groups[1]!.id}/assignLicense`, {
      addLicenses: [{ skuId: skuIds.STANDARDPACK }],
      removeLicenses: [],
    });
    expect(answer.status).toBe(202);
    emulator.clock.advance(10_000);
    const user = await client.api("/users/diego@contoso.com").select("licenseAssignmentStates").get();
    expect(user.licenseAssignmentStates).toMatchObject([
      { skuId: skuIds.ENTERPRISEPACK, state: "Active", error: name === "noErrorText" ? null : "None" },
    ]);
  });
});

describe("the proxy", () => {
  it("refuses other hosts, and outlives a client that hangs up", async () => {
    await start({}, { tls: true, proxyPort: 0 });
    const port = Number(new URL(emulator.proxyUrl ?? "").port);
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(port, "127.0.0.1", () =>
        socket.write("CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n"),
      );
      socket.on("data", (chunk: Buffer) => {
        resolve(chunk.toString("utf8"));
        socket.resetAndDestroy();
      });
    });
    expect(answer).toMatch(/^HTTP\/1\.1 502 /);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(emulator.tenant.log).toEqual([]);
  });
});
