import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startEmulator, type Emulator } from "../src/start";
import { send } from "./support/client";

const eventual = { consistencylevel: "eventual" };
let emulator: Emulator;

/** People with all kinds of attributes; the tenant has Entra ID P1 unless told otherwise. */
async function start(skus = [{ sku: "AAD_PREMIUM", enabled: 5 }]): Promise<void> {
  const signIn = (date: string) => ({ signInActivity: { lastSignInDateTime: date, lastSignInRequestId: "x" } });
  emulator = await startEmulator({
    tenant: {
      verifiedDomains: ["contoso.onmicrosoft.com"],
      skus,
      users: [
        {
          userPrincipalName: "ann@contoso.onmicrosoft.com",
          properties: {
            department: "Sales",
            companyName: "Contoso",
            country: "Norway",
            employeeType: "Employee",
            onPremisesExtensionAttributes: { extensionAttribute1: "north", extensionAttribute15: "x" },
            employeeOrgData: { costCenter: "7" },
            otherMails: ["ann@home.example"],
            ...signIn("2026-10-01T00:00:00Z"),
          },
        },
        {
          userPrincipalName: "bob@contoso.onmicrosoft.com",
          accountEnabled: false,
          proxyAddresses: ["SMTP:bob@contoso.com"],
          properties: { department: "sales", userType: "Guest", ...signIn("2026-01-01T00:00:00Z") },
        },
        { userPrincipalName: "cid@contoso.onmicrosoft.com", properties: { department: "Legal" } },
      ],
      groups: [
        { displayName: "Outer", members: ["Inner", "ann@contoso.onmicrosoft.com"] },
        { displayName: "Inner", members: ["bob@contoso.onmicrosoft.com"] },
      ],
    },
  });
}
beforeEach(() => start());
afterEach(() => emulator.stop());

const names = (json: { value: { userPrincipalName: string }[] }) =>
  json.value.map(({ userPrincipalName }) => userPrincipalName.split("@")[0]);
const list = (filter: string, more = "", headers: Readonly<Record<string, string>> = {}) =>
  send(emulator, "GET", `/v1.0/users?$filter=${encodeURIComponent(filter)}${more}`, undefined, headers);

describe("filters on people", () => {
  it.each<[string, readonly string[]]>([
    ["department eq 'Sales'", ["ann", "bob"]],
    ["department eq 'Sales' and accountEnabled eq true", ["ann"]],
    ["department in ('Legal','HR')", ["cid"]],
    ["startsWith(department,'s')", ["ann", "bob"]],
    ["country eq 'norway'", ["ann"]],
    ["userType eq 'Guest'", ["bob"]],
    ["proxyAddresses/any(p:startsWith(p,'smtp:bob'))", ["bob"]],
    ["otherMails/any(m:m eq 'ann@home.example')", ["ann"]],
  ])("%s works as it is", async (filter, expected) => {
    const { status, json } = await list(filter);
    expect([status, names(json)]).toEqual([200, expected]);
  });

  // Microsoft: "Advanced query capabilities on directory objects", table of user properties.
  it.each<[string, readonly string[]]>([
    ["companyName eq 'Contoso'", ["ann"]],
    ["startsWith(companyName,'con')", ["ann"]],
    ["employeeType eq 'Employee'", ["ann"]],
    ["onPremisesExtensionAttributes/extensionAttribute1 eq 'north'", ["ann"]],
    ["onPremisesExtensionAttributes/extensionAttribute15 in ('x','y')", ["ann"]],
    ["employeeOrgData/costCenter eq '7'", ["ann"]],
    ["department ne 'Sales'", ["cid"]],
    ["not (department eq 'Sales')", ["cid"]],
    ["country eq null", ["bob", "cid"]],
    ["country ne null", ["ann"]],
    ["onPremisesExtensionAttributes/extensionAttribute1 eq null", ["bob", "cid"]],
    ["endsWith(userPrincipalName,'onmicrosoft.com') and accountEnabled eq false", ["bob"]],
    ["otherMails/any(m:endsWith(m,'.example'))", ["ann"]],
    ["otherMails/$count ne 0", ["ann"]],
  ])("%s needs ConsistencyLevel: eventual and $count=true", async (filter, expected) => {
    for (const [more, headers] of [
      ["", {}],
      ["&$count=true", {}],
      ["", eventual],
    ] as const) {
      const refused = await list(filter, more, headers);
      expect([refused.status, refused.json.error.code]).toEqual([400, "Request_UnsupportedQuery"]);
    }
    const { status, json } = await list(filter, "&$count=true", eventual);
    expect([status, names(json), json["@odata.count"]]).toEqual([200, expected, expected.length]);
  });

  it.each([
    ["colour eq 'red'", "BadRequest"],
    ["onPremisesExtensionAttributes/extensionAttribute16 eq 'x'", "Request_UnsupportedQuery"],
    ["startsWith(onPremisesExtensionAttributes/extensionAttribute1,'n')", "Request_UnsupportedQuery"],
    ["startsWith(userType,'G')", "Request_UnsupportedQuery"],
    ["aboutMe eq 'x'", "Request_UnsupportedQuery"],
    ["department gt 'A'", "Request_UnsupportedQuery"],
    ["otherMails/$count eq 2", "Request_UnsupportedQuery"],
    ["accountEnabled eq null", "Request_UnsupportedQuery"],
    ["department eq Sales'", "BadRequest"],
  ])("%s is refused, whatever is sent with it", async (filter, code) => {
    const { status, json } = await list(filter, "&$count=true", eventual);
    expect([status, json.error.code]).toEqual([400, code]);
  });

  it("members of a group, nested ones too, are filtered alike", async () => {
    const outer =
      [...emulator.tenant.state.groups.values()].find(({ displayName }) => displayName === "Outer")?.id ?? "";
    const members = async (relation: string, filter: string) =>
      names(
        (
          await send(
            emulator,
            "GET",
            `/v1.0/groups/${outer}/${relation}/microsoft.graph.user?$count=true&$filter=${encodeURIComponent(filter)}`,
            undefined,
            eventual,
          )
        ).json,
      );
    expect(await members("members", "department eq 'Sales'")).toEqual(["ann"]);
    expect((await members("transitiveMembers", "department eq 'Sales'")).sort()).toEqual(["ann", "bob"]);
    expect(await members("transitiveMembers", "accountEnabled eq true")).toEqual(["ann"]);
  });
});

// Microsoft: signInActivity of the user resource, and "List users".
describe("signInActivity", () => {
  it("is shown of who signed in, and missing from the others", async () => {
    const { json } = await send(emulator, "GET", "/v1.0/users?$select=userPrincipalName,signInActivity");
    expect(json.value[0].signInActivity).toMatchObject({ lastSignInDateTime: "2026-10-01T00:00:00Z" });
    expect(Object.keys(json.value[2])).toEqual(["userPrincipalName"]);
  });

  it("is filtered without advanced queries, and alone", async () => {
    const { json } = await list("signInActivity/lastSignInDateTime le 2026-06-01T00:00:00Z");
    expect(names(json)).toEqual(["bob"]);
    const mixed = await list("signInActivity/lastSignInDateTime le 2026-06-01T00:00:00Z and accountEnabled eq true");
    expect([mixed.status, mixed.json.error.code]).toEqual([400, "Request_UnsupportedQuery"]);
  });

  it("is found by id only", async () => {
    const id = emulator.tenant.state.userIdsByName.get("ann@contoso.onmicrosoft.com") ?? "";
    expect((await send(emulator, "GET", `/v1.0/users/${id}?$select=signInActivity`)).status).toBe(200);
    const byName = await send(emulator, "GET", "/v1.0/users/ann@contoso.onmicrosoft.com?$select=signInActivity");
    expect([byName.status, byName.json.error.message]).toEqual([
      400,
      "Get By Key only supports UserId and the key has to be a valid Guid",
    ]);
  });

  it.each([
    ["no subscription", []],
    ["one without Entra ID P1", [{ sku: "STANDARDPACK", enabled: 5 }]],
    ["one with units in suspension only", [{ sku: "AAD_PREMIUM", enabled: 0, suspended: 5 }]],
  ])("is refused to a tenant with %s", async (_, skus) => {
    await emulator.stop();
    await start(skus);
    for (const path of [
      "?$select=signInActivity",
      "?$filter=signInActivity/lastSignInDateTime le 2026-06-01T00:00:00Z",
    ]) {
      const { status, json } = await send(emulator, "GET", `/v1.0/users${path}`);
      expect([status, json.error.code]).toEqual([403, "Authentication_RequestFromNonPremiumTenantOrB2CTenant"]);
    }
  });

  it("pages of at most 120, whatever $top says", async () => {
    await emulator.stop();
    emulator = await startEmulator({
      tenant: {
        verifiedDomains: ["contoso.onmicrosoft.com"],
        skus: [{ sku: "SPE_E3", enabled: 5 }],
        users: Array.from({ length: 130 }, (_, at) => ({ userPrincipalName: `u${at}@contoso.onmicrosoft.com` })),
      },
    });
    const { json } = await send(emulator, "GET", "/v1.0/users?$select=id,signInActivity&$top=999");
    expect([json.value.length, "@odata.nextLink" in json]).toEqual([120, true]);
    expect((await send(emulator, "GET", "/v1.0/users?$select=id&$top=999")).json.value).toHaveLength(130);
  });

  it("needs AuditLog.Read.All beside the permission to read people", async () => {
    await emulator.stop();
    const apps = [
      { appId: "12345678-1234-4234-8234-123456789012", permissions: ["User.Read.All"], secrets: ["reader"] },
      {
        appId: "22345678-1234-4234-8234-123456789012",
        permissions: ["User.Read.All", "AuditLog.Read.All"],
        secrets: ["auditor"],
      },
    ];
    emulator = await startEmulator({
      tenant: { verifiedDomains: ["contoso.onmicrosoft.com"], skus: [{ sku: "AAD_PREMIUM", enabled: 1 }], apps },
      signIn: "required",
    });
    const statuses = await Promise.all(
      apps.map(async ({ appId, secrets: [secret = ""] }) => {
        const form = new URLSearchParams({
          grant_type: "client_credentials",
          client_id: appId,
          client_secret: secret,
          scope: "https://graph.microsoft.com/.default",
        });
        const issued = await fetch(`${emulator.url}/contoso.onmicrosoft.com/oauth2/v2.0/token`, {
          method: "POST",
          body: form,
        });
        const { access_token: token } = (await issued.json()) as { access_token: string };
        const headers = { authorization: `Bearer ${token}` };
        const asked = [
          "?$select=id",
          "?$select=id,signInActivity",
          "?$filter=signInActivity/lastSignInDateTime le 2026-06-01T00:00:00Z",
        ];
        return Promise.all(
          asked.map(async (query) => (await send(emulator, "GET", `/v1.0/users${query}`, undefined, headers)).status),
        );
      }),
    );
    expect(statuses).toEqual([
      [200, 403, 403],
      [200, 200, 200],
    ]);
  });
});
