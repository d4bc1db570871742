import { connect } from "node:net";
import type { Client } from "@microsoft/microsoft-graph-client";
import { afterEach, describe, expect, it } from "vitest";
import type { Emulator, EmulatorOptions } from "../src/start";
import { settingVariations } from "../src/settings/settings";
import { refusalOf, send, startContoso } from "./support/client";
import { skuIds } from "./support/contoso";

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
