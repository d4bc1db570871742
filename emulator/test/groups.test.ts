import type { Client } from "@microsoft/microsoft-graph-client";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { administrate } from "../src/control/administrate";
import type { Emulator, TenantDocument } from "../src/start";
import { refusalOf, send, startContoso } from "./support/client";
import { skuIds } from "./support/contoso";

let emulator: Emulator;
let client: Client;
let sales: string;
let empty: string;
beforeEach(async () => {
  ({ emulator, client } = await startContoso({ settings: { groupProcessingDelayMs: 60_000 } }));
  sales = await groupId("Sales Team");
  empty = await groupId("Empty");
});
afterEach(() => emulator.stop());

const groupId = async (name: string): Promise<string> =>
  (await client.api("/groups").filter(`displayName eq '${name}'`).select("id").get()).value[0].id;
const userId = async (name: string): Promise<string> => (await client.api(`/users/${name}`).select("id").get()).id;
const assign = (group: string, add: string[], remove: string[] = []) =>
  client
    .api(`/groups/${group}/assignLicense`)
    .post({ addLicenses: add.map((skuId) => ({ skuId })), removeLicenses: remove });
const join = async (group: string, user: string) =>
  client
    .api(`/groups/${group}/members/$ref`)
    .post({ "@odata.id": `https://graph.microsoft.com/v1.0/directoryObjects/${await userId(user)}` });
const processing = async (group: string): Promise<string> =>
  (await client.api(`/groups/${group}`).select("licenseProcessingState").get()).licenseProcessingState.state;
const states = async (user: string) =>
  (await client.api(`/users/${user}`).select("licenseAssignmentStates").get()).licenseAssignmentStates;
const process = () => emulator.clock.advance(200_000);

describe("licences of groups", () => {
  it("answers 202 with a location and works in steps", async () => {
    await join(empty, "diego@contoso.com");
    const answer = await send(emulator, "POST", `/v1.0/groups/${empty}/assignLicense`, {
      addLicenses: [{ skuId: skuIds.STANDARDPACK }],
      removeLicenses: [],
    });
    expect(answer.status).toBe(202);
    expect(answer.headers.get("location")).toContain(`/directoryObjects/${empty}/Microsoft.DirectoryServices.Group`);
    expect(await processing(empty)).toBe("QueuedForProcessing");
    emulator.clock.advance(61_000);
    expect(await processing(empty)).toBe("ProcessingInProgress");
    expect(await states("diego@contoso.com")).toEqual([]);
    emulator.clock.advance(61_000);
    expect(await processing(empty)).toBe("ProcessingComplete");
    expect(await states("diego@contoso.com")).toMatchObject([
      { skuId: skuIds.STANDARDPACK, assignedByGroup: empty, state: "Active", error: "None" },
    ]);
  });

  it("gives to those who join and takes from those who leave", async () => {
    await join(sales, "lynne@contoso.com");
    process();
    expect(await states("lynne@contoso.com")).toHaveLength(1);
    await client.api(`/groups/${sales}/members/${await userId("lynne@contoso.com")}/$ref`).delete();
    process();
    expect(await states("lynne@contoso.com")).toEqual([]);
  });

  it("is all or nothing for a member: the SKU without seats says CountViolation, the others Other", async () => {
    await join(sales, "lynne@contoso.com");
    process();
    await client
      .api("/users/diego@contoso.com/assignLicense")
      .post({ addLicenses: [{ skuId: skuIds.VISIOCLIENT }], removeLicenses: [] });
    await assign(empty, [skuIds.VISIOCLIENT, skuIds.ENTERPRISEPACK]);
    await join(empty, "lynne@contoso.com");
    process();
    const inherited = (await states("lynne@contoso.com")).filter(
      (held: { assignedByGroup: string }) => held.assignedByGroup === empty,
    );
    expect(inherited).toMatchObject([
      { skuId: skuIds.VISIOCLIENT, state: "Error", error: "CountViolation" },
      { skuId: skuIds.ENTERPRISEPACK, state: "Error", error: "Other" },
    ]);
    const failed = await client.api(`/groups/${empty}/membersWithLicenseErrors`).get();
    expect(failed.value).toMatchObject([
      { "@odata.type": "#microsoft.graph.user", userPrincipalName: "lynne@contoso.com" },
    ]);
    const flagged = await client.api("/groups").filter("hasMembersWithLicenseErrors eq true").select("id").get();
    expect(flagged.value).toEqual([{ id: empty }]);

    expect(
      (await refusalOf(client.api("/users/lynne@contoso.com/reprocessLicenseAssignment").post({}))).message,
    ).toContain("does not have any available licenses");
    administrate(emulator.tenant, { kind: "setSeats", sku: "VISIOCLIENT", units: { enabled: 5 } });
    await client.api("/users/lynne@contoso.com/reprocessLicenseAssignment").post({});
    expect(await states("lynne@contoso.com")).toMatchObject([{ error: "None" }, { error: "None" }, { error: "None" }]);
  });

  it("keeps what a direct add-on depends on, with DependencyViolation, also after the person left", async () => {
    await join(sales, "diego@contoso.com");
    process();
    await client
      .api("/users/diego@contoso.com/assignLicense")
      .post({ addLicenses: [{ skuId: skuIds.MCOEV }], removeLicenses: [] });
    await client.api(`/groups/${sales}/members/${await userId("diego@contoso.com")}/$ref`).delete();
    process();
    expect(await states("diego@contoso.com")).toMatchObject([
      { skuId: skuIds.STANDARDPACK, assignedByGroup: sales, state: "ActiveWithError", error: "DependencyViolation" },
      { skuId: skuIds.MCOEV, assignedByGroup: null, state: "Active" },
    ]);
    await client
      .api("/users/diego@contoso.com/assignLicense")
      .post({ addLicenses: [], removeLicenses: [skuIds.MCOEV] });
    await client.api("/users/diego@contoso.com/reprocessLicenseAssignment").post({});
    expect(await states("diego@contoso.com")).toEqual([]);
  });

  it("lets members without usage location use the directory's, and does not write it", async () => {
    await join(sales, "nowhere@contoso.com");
    process();
    expect(await states("nowhere@contoso.com")).toMatchObject([{ state: "Active" }]);
    expect((await client.api("/users/nowhere@contoso.com").select("usageLocation").get()).usageLocation).toBeNull();
  });

  it("licenses first-level users only", async () => {
    const created = await client
      .api("/groups")
      .post({ displayName: "Inner", mailEnabled: false, mailNickname: "inner", securityEnabled: true });
    await join(created.id, "lynne@contoso.com");
    await client
      .api(`/groups/${sales}/members/$ref`)
      .post({ "@odata.id": `https://graph.microsoft.com/v1.0/directoryObjects/${created.id}` });
    process();
    expect(await states("lynne@contoso.com")).toEqual([]);
    const names = (list: { value: { displayName: string }[] }) => list.value.map(({ displayName }) => displayName);
    expect(names(await client.api(`/groups/${sales}/members`).get())).toEqual(["Grady Archie", "Inner"]);
    expect(names(await client.api(`/groups/${sales}/members/microsoft.graph.user`).get())).toEqual(["Grady Archie"]);
    expect(names(await client.api(`/groups/${sales}/transitiveMembers/microsoft.graph.user`).get())).toEqual([
      "Grady Archie",
      "Lynne Robbins",
    ]);
    expect(names(await client.api("/users/lynne@contoso.com/transitiveMemberOf").get())).toEqual([
      "Inner",
      "Sales Team",
    ]);
  });

  it("refuses an add-on without its product, a group not for security, and deletion while licensed", async () => {
    expect((await refusalOf(assign(empty, [skuIds.MCOEV]))).message).toContain("depends on the service plan(s)");
    expect((await refusalOf(assign(await groupId("Newsletter"), [skuIds.STANDARDPACK]))).statusCode).toBe(400);
    expect((await refusalOf(client.api(`/groups/${sales}`).delete())).statusCode).toBe(400);
    await assign(sales, [], [skuIds.STANDARDPACK]);
    process();
    expect(await states("grady@contoso.com")).toEqual([]);
    await client.api(`/groups/${sales}`).delete();
    expect((await refusalOf(client.api(`/groups/${sales}`).get())).statusCode).toBe(404);
  });

  it("swaps a group's SKU without a moment in which a member has neither", async () => {
    await assign(sales, [skuIds.ENTERPRISEPACK], [skuIds.STANDARDPACK]);
    process();
    const effects = emulator.tenant.log.flatMap(({ change }) => (change.kind === "effectiveLicenses" ? [change] : []));
    expect(effects).toMatchObject([{ gained: [skuIds.ENTERPRISEPACK], lost: [skuIds.STANDARDPACK] }]);
  });

  it("says what is no group id", async () => {
    expect(await refusalOf(client.api("/groups/sales").get())).toEqual({
      statusCode: 400,
      code: "Request_BadRequest",
      message: "Invalid object identifier 'sales'.",
    });
  });

  it("takes up again what was being processed when the tenant was saved", async () => {
    await emulator.stop();
    ({ emulator, client } = await startContoso({ controlPort: 0, settings: { groupProcessingDelayMs: 60_000 } }));
    emulator.clock.freeze();
    await assign(sales, [skuIds.ENTERPRISEPACK], [skuIds.STANDARDPACK]);
    const document = (await (await fetch(`${emulator.controlUrl ?? ""}/tenant`)).json()) as TenantDocument;
    expect(document.pending).toMatchObject([{ group: sales, waiting: { members: "everybody" } }]);
    await emulator.stop();
    ({ emulator, client } = await startContoso({ tenant: document, settings: { groupProcessingDelayMs: 60_000 } }));
    expect(await states("grady@contoso.com")).toMatchObject([{ skuId: skuIds.STANDARDPACK }]);
    emulator.clock.advance(120_000);
    expect(await states("grady@contoso.com")).toMatchObject([{ skuId: skuIds.ENTERPRISEPACK, assignedByGroup: sales }]);
    expect(
      (await client.api(`/groups/${sales}`).select("licenseProcessingState").get()).licenseProcessingState,
    ).toEqual({ state: "ProcessingComplete" });

    const file: TenantDocument = { ...document };
    delete file.pending;
    await emulator.stop();
    ({ emulator, client } = await startContoso({ tenant: file, settings: { groupProcessingDelayMs: 60_000 } }));
    emulator.clock.advance(120_000);
    expect(await states("grady@contoso.com")).toMatchObject([{ skuId: skuIds.ENTERPRISEPACK, assignedByGroup: sales }]);
  });
});
