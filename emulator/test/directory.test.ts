import type { Client } from "@microsoft/microsoft-graph-client";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Emulator } from "../src/start";
import { refusalOf, send, startContoso } from "./support/client";
import { skuIds } from "./support/contoso";

let emulator: Emulator;
let client: Client;
beforeEach(async () => {
  ({ emulator, client } = await startContoso());
});
afterEach(() => emulator.stop());

const names = (list: { value: { userPrincipalName: string }[] }) =>
  list.value.map(({ userPrincipalName }) => userPrincipalName.split("@")[0]);

describe("reading", () => {
  it("shows the default properties, or those selected, with their context", async () => {
    const whole = await client.api("/users/adele@contoso.com").get();
    expect(Object.keys(whole)).toEqual([
      "@odata.context",
      "businessPhones",
      "displayName",
      "givenName",
      "jobTitle",
      "mail",
      "mobilePhone",
      "officeLocation",
      "preferredLanguage",
      "surname",
      "userPrincipalName",
      "id",
    ]);
    const part = await client.api(`/users/${whole.id}`).select("id,usageLocation").get();
    expect(part).toEqual({
      "@odata.context": `${emulator.url}/v1.0/$metadata#users(id,usageLocation)/$entity`,
      id: whole.id,
      usageLocation: "US",
    });
    expect((await refusalOf(client.api("/users").select("skuId").get())).message).toBe(
      "Parsing OData Select and Expand failed: Could not find a property named 'skuId' on type 'microsoft.graph.user'.",
    );
  });

  it("pages with next links", async () => {
    const first = await client.api("/users").select("userPrincipalName").top(4).get();
    expect(first.value).toHaveLength(4);
    expect(first["@odata.nextLink"]).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1\.0\/users\?.*\$skiptoken=/);
    const rest = await send(emulator, "GET", (first["@odata.nextLink"] as string).slice(emulator.url.length));
    expect(rest.json["@odata.nextLink"]).toBeUndefined();
    const seen = [...first.value, ...rest.json.value].map(
      (user: { userPrincipalName: string }) => user.userPrincipalName,
    );
    expect(seen).toHaveLength(6);
    expect(new Set(seen).size).toBe(6);
    const forged = await send(emulator, "GET", "/v1.0/users?$top=4&$skiptoken=abc");
    expect([forged.status, forged.json.error.code]).toEqual([400, "Directory_ExpiredPageToken"]);
  });

  it.each([
    ["userPrincipalName eq 'ADELE@contoso.com'", ["adele"]],
    ["userPrincipalName in ('adele@contoso.com','diego@contoso.com','x@contoso.com')", ["adele", "diego"]],
    ["userPrincipalName eq 'adele@contoso.com' or userPrincipalName eq 'diego@contoso.com'", ["adele", "diego"]],
    ["startsWith(displayName,'l')", ["lynne"]],
    ["usageLocation eq 'GB' and accountEnabled eq true", ["diego"]],
    [`assignedLicenses/any(u:u/skuId eq ${skuIds.ENTERPRISEPACK})`, ["adele"]],
  ])("filters %s", async (filter, expected) => {
    expect(names(await client.api("/users").filter(filter).select("userPrincipalName").get())).toEqual(expected);
  });

  it("takes advanced filters with their header only, and counts", async () => {
    const query = client.api("/users").filter("assignedLicenses/$count eq 0").select("userPrincipalName").count(true);
    expect(await refusalOf(query.get())).toMatchObject({ statusCode: 400, code: "Request_UnsupportedQuery" });
    const found = await client
      .api("/users")
      .header("ConsistencyLevel", "eventual")
      .filter("assignedLicenses/$count eq 0")
      .count(true)
      .top(2)
      .get();
    expect([found["@odata.count"], found.value.length]).toEqual([4, 2]);
    expect(await refusalOf(client.api("/users/$count").get())).toMatchObject({
      statusCode: 400,
      message: "$count is not currently supported.",
    });
    expect((await send(emulator, "GET", "/v1.0/users/$count", undefined, { ConsistencyLevel: "eventual" })).text).toBe(
      "6",
    );
  });

  it("refuses more than 15 alternatives, unknown properties and what is no filter", async () => {
    const many = Array.from({ length: 18 }, (_, at) => `'user${at}@contoso.com'`).join(",");
    expect((await refusalOf(client.api("/users").filter(`userPrincipalName in (${many})`).get())).message).toBe(
      "Too many child clauses specified in search filter expression containing 'OR' operators: 18. Max allowed: 15.",
    );
    expect((await refusalOf(client.api("/users").filter("licenseAssignmentStates eq 'x'").get())).code).toBe(
      "Request_UnsupportedQuery",
    );
    expect((await refusalOf(client.api("/users").filter("displayName eq").get())).statusCode).toBe(400);
    expect((await refusalOf(client.api("/users").top(1000).get())).statusCode).toBe(400);
  });

  it("describes the organization, the SKUs and what a person holds", async () => {
    const organization = (await client.api("/organization").get()).value[0];
    expect(organization).toMatchObject({ id: emulator.tenant.state.organization.id, countryLetterCode: "US" });
    expect(organization.verifiedDomains[0]).toMatchObject({ name: "contoso.onmicrosoft.com", isInitial: true });
    const skus = (await client.api("/subscribedSkus").get()).value;
    expect(skus[0]).toMatchObject({
      id: `${organization.id}_${skuIds.ENTERPRISEPACK}`,
      accountName: "contoso",
      skuPartNumber: "ENTERPRISEPACK",
      capabilityStatus: "Enabled",
      consumedUnits: 1,
      prepaidUnits: { enabled: 5, suspended: 0, warning: 0, lockedOut: 0 },
    });
    expect(skus[0].servicePlans).toHaveLength(37);
    const details = (await client.api("/users/adele@contoso.com/licenseDetails").get()).value;
    expect(details).toMatchObject([{ skuPartNumber: "ENTERPRISEPACK" }]);
    expect(details[0].servicePlans[0].provisioningStatus).toBe("Success");
  });

  it("finds objects by id, and nothing on unknown paths", async () => {
    const { id } = await client.api("/users/adele@contoso.com").get();
    const found = await client
      .api("/directoryObjects/getByIds")
      .post({ ids: [id, "11111111-2222-3333-4444-555555555555"], types: ["user"] });
    expect(found.value).toMatchObject([{ "@odata.type": "#microsoft.graph.user", id }]);
    expect((await send(emulator, "GET", "/v1.0/sites/root")).status).toBe(400);
    expect((await send(emulator, "GET", "/v2.0/users")).status).toBe(400);
    expect((await send(emulator, "PUT", "/v1.0/users")).status).toBe(405);
    expect((await send(emulator, "GET", "/beta/users")).status).toBe(200);
    expect((await fetch(`${emulator.url}/v1.0/users`)).status).toBe(401);
  });

  it("names every answer and repeats the client's own id", async () => {
    const answer = await send(emulator, "GET", "/v1.0/users/nobody@contoso.com", undefined, {
      "client-request-id": "mine",
    });
    expect(answer.headers.get("client-request-id")).toBe("mine");
    expect(answer.headers.get("x-ms-resource-unit")).toBe("1");
    expect(answer.json.error.innerError).toMatchObject({
      "client-request-id": "mine",
      "request-id": answer.headers.get("request-id"),
    });
    expect(answer.json.error.innerError.date).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
  });
});

describe("writing people", () => {
  const joiner = {
    accountEnabled: true,
    displayName: "New Joiner",
    mailNickname: "joiner",
    userPrincipalName: "joiner@contoso.com",
    passwordProfile: { password: "not kept", forceChangePasswordNextSignIn: true },
  };

  it("creates, patches, renames", async () => {
    const created = await client.api("/users").post(joiner);
    expect(created).toMatchObject({ userPrincipalName: "joiner@contoso.com", displayName: "New Joiner" });
    await client.api(`/users/${created.id}`).patch({ usageLocation: "FR", userPrincipalName: "renamed@contoso.com" });
    expect((await client.api("/users/renamed@contoso.com").select("id,usageLocation").get()).usageLocation).toBe("FR");
    expect((await refusalOf(client.api("/users/joiner@contoso.com").get())).statusCode).toBe(404);
    expect(JSON.stringify(emulator.tenant.log)).not.toContain("not kept");
  });

  it("refuses what Graph refuses", async () => {
    expect((await refusalOf(client.api("/users").post({ ...joiner, displayName: undefined }))).message).toContain(
      "'displayName'",
    );
    expect(
      (await refusalOf(client.api("/users").post({ ...joiner, userPrincipalName: "adele@contoso.com" }))).message,
    ).toBe("Another object with the same value for property userPrincipalName already exists.");
    expect(
      (await refusalOf(client.api("/users").post({ ...joiner, userPrincipalName: "a@elsewhere.com" }))).message,
    ).toContain("domain portion");
    expect((await refusalOf(client.api("/users/adele@contoso.com").patch({ usageLocation: "XX" }))).message).toContain(
      "usageLocation",
    );
    expect(
      (await refusalOf(client.api("/users/adele@contoso.com").patch({ favouriteColour: "blue" }))).statusCode,
    ).toBe(400);
    expect((await refusalOf(client.api("/users/adele@contoso.com").patch({ id: "x" }))).statusCode).toBe(400);
    expect((await send(emulator, "PATCH", "/v1.0/users/adele@contoso.com", "{")).json.error.message).toContain(
      "Unable to read JSON request payload",
    );
  });

  it("deletes softly, frees the seat, restores with the licence, purges", async () => {
    const { id } = await client.api("/users/adele@contoso.com").get();
    await client.api(`/users/${id}`).delete();
    expect((await refusalOf(client.api(`/users/${id}`).get())).statusCode).toBe(404);
    const consumed = async () => (await client.api("/subscribedSkus").get()).value[0].consumedUnits as number;
    expect(await consumed()).toBe(0);
    const deleted = await client.api(`/directory/deletedItems/${id}`).get();
    expect(deleted).toMatchObject({
      "@odata.type": "#microsoft.graph.user",
      id,
      userPrincipalName: `${id.replaceAll("-", "")}adele@contoso.com`,
    });
    expect((await client.api("/directory/deletedItems/microsoft.graph.user").select("id").get()).value).toEqual([
      { id },
    ]);
    await client.api(`/directory/deletedItems/${id}/restore`).post({});
    expect(await consumed()).toBe(1);
    expect((await client.api("/users/adele@contoso.com").get()).id).toBe(id);
    await client.api(`/users/${id}`).delete();
    await client.api(`/directory/deletedItems/${id}`).delete();
    expect((await refusalOf(client.api(`/directory/deletedItems/${id}`).get())).statusCode).toBe(404);
  });
});
