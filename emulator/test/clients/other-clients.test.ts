import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildTenant } from "../../src/file/build-tenant";
import { saveTenant } from "../../src/file/save-tenant";
import { startEmulator, type Emulator } from "../../src/start";
import { servicePrincipalId } from "../../src/tenant/derive-id";
import { send } from "../support/client";
import { contoso } from "../support/contoso";

const appId = "12345678-1234-4234-8234-123456789012";
let emulator: Emulator;
let caller: string;
beforeEach(async () => {
  const users = [...(contoso().users ?? []), { userPrincipalName: "$abc@contoso.com", displayName: "Dollar" }];
  const tenant = { ...contoso(), users, apps: [{ appId, displayName: "Terraform", permissions: [] }] };
  emulator = await startEmulator({ tenant, settings: { groupProcessingDelayMs: 0 } });
  caller = servicePrincipalId(emulator.tenant.state.organization.id, appId);
});
afterEach(() => emulator.stop());

const get = (path: string) => send(emulator, "GET", path);

describe("addresses as clients write them", () => {
  it("a name that begins with $ is found in parentheses, and only there", async () => {
    const found = await get("/v1.0/users('$abc@contoso.com')?$select=displayName");
    expect([found.status, found.json.displayName]).toEqual([200, "Dollar"]);
    const encoded = await get("/v1.0/users(%27$abc@contoso.com%27)/memberOf");
    expect(encoded.status).toBe(200);
    expect((await get("/v1.0/users/$abc@contoso.com")).status).toBe(400);
    const { json } = await send(emulator, "POST", "/v1.0/$batch", {
      requests: [{ id: "1", method: "GET", url: "/users('$abc@contoso.com')" }],
    });
    expect(json.responses[0]).toMatchObject({ status: 200, body: { displayName: "Dollar" } });
  });

  it("a key is never taken for a function of the same name", async () => {
    const answer = await get("/v1.0/users('delta')");
    expect([answer.status, answer.json.error.code]).toEqual([404, "Request_ResourceNotFound"]);
  });

  it("two slashes after the version are one, as Microsoft's SDK for Python writes them", async () => {
    const { status, json } = await get("/v1.0//subscribedSkus");
    expect([status, json.value.length]).toEqual([200, emulator.tenant.state.subscriptions.size]);
    const page = await get("/v1.0//users?$top=2&$select=id");
    const next = await get(page.json["@odata.nextLink"].slice(emulator.url.length));
    expect([page.status, next.status]).toEqual([200, 200]);
    expect((await get("/v1.0/users//memberOf")).status).toBe(400);
  });

  it("relations that Graph has and this tenant has not are not denied", async () => {
    const unbuilt = await get("/v1.0/users/adele@contoso.com/messages");
    expect([unbuilt.status, unbuilt.json.error.message]).toEqual([
      501,
      "The relation 'messages' is not part of this emulator.",
    ]);
    const unknown = await get("/v1.0/users/adele@contoso.com/colours");
    expect([unknown.status, unknown.json.error.message]).toEqual([
      400,
      "Resource not found for the segment 'colours'.",
    ]);
  });
});

// The requests of hashicorp/azuread 3 for its documented examples, in its order and with its bodies.
describe("terraform's azuread", () => {
  it("metadata_host: finds the sign-in and Graph of this cloud without a token", async () => {
    const response = await fetch(`${emulator.url}/metadata/endpoints?api-version=2022-09-01`);
    expect(await response.json()).toMatchObject({
      name: expect.stringMatching(/./) as string,
      authentication: { loginEndpoint: emulator.url, identityProvider: "AAD", tenant: "common" },
      microsoftGraphResourceId: `${emulator.url}/`,
    });
    const older = await (await fetch(`${emulator.url}/metadata/endpoints?api-version=2019-05-01`)).json();
    expect(older).toHaveLength(1);
  });

  it("azuread_domains", async () => {
    const { json } = await get("/v1.0/domains");
    expect(json.value).toMatchObject([
      { id: "contoso.onmicrosoft.com", isInitial: true, isDefault: false, isVerified: true, isRoot: true },
      { id: "contoso.com", isInitial: false, isDefault: true, isAdminManaged: true, authenticationType: "Managed" },
    ]);
    expect((await get("/v1.0/domains/contoso.com?$select=id,supportedServices")).json).toMatchObject({
      id: "contoso.com",
      supportedServices: ["Email", "OfficeCommunicationsOnline"],
    });
    expect((await get("/v1.0/domains/fabrikam.com")).status).toBe(404);
  });

  it("azuread_user: creates, shows in the address list, reads in three requests, changes, deletes", async () => {
    const created = await send(emulator, "POST", "/v1.0/users", {
      accountEnabled: true,
      displayName: "J. Doe",
      employeeOrgData: { costCenter: null, division: null },
      mailNickname: "jdoe",
      otherMails: [],
      passwordProfile: { forceChangePasswordNextSignIn: false, password: "SecretP@sswd99!" },
      userPrincipalName: "jdoe@contoso.com",
    });
    expect(created.status).toBe(201);
    const { id } = created.json;
    expect((await send(emulator, "PATCH", `/beta/users/${id}`, { showInAddressList: true })).status).toBe(204);
    const extra =
      "accountEnabled,ageGroup,city,companyName,consentProvidedForMinor,country,department,employeeHireDate," +
      "employeeId,employeeOrgData,employeeType,faxNumber,mailNickname,onPremisesImmutableId,otherMails," +
      "passwordPolicies,postalCode,state,streetAddress,usageLocation";
    expect((await get(`/v1.0/users/${id}?$select=${extra}`)).json).toMatchObject({
      mailNickname: "jdoe",
      employeeOrgData: { costCenter: null, division: null },
      otherMails: [],
      ageGroup: null,
    });
    expect((await get(`/beta/users/${id}?$select=showInAddressList`)).json.showInAddressList).toBe(true);
    expect((await get(`/v1.0/users/${id}/manager`)).status).toBe(404);
    const change = { displayName: "Jane Doe", employeeOrgData: { costCenter: "7", division: null }, otherMails: [] };
    expect((await send(emulator, "PATCH", `/v1.0/users/${id}`, change)).status).toBe(204);
    expect((await send(emulator, "DELETE", `/v1.0/users/${id}`)).status).toBe(204);
  });

  it("data azuread_user and azuread_users: by name, nickname, mail and employee id", async () => {
    const select =
      "accountEnabled,displayName,employeeId,id,mail,mailNickname,onPremisesImmutableId,onPremisesSamAccountName," +
      "onPremisesUserPrincipalName,usageLocation,userPrincipalName,userType";
    for (const filter of ["userPrincipalName eq 'adele@contoso.com'", "mailNickname eq 'adele'"]) {
      const { json } = await get(`/v1.0/users?$filter=${encodeURIComponent(filter)}&$select=${select}`);
      expect(json.value).toMatchObject([{ userPrincipalName: "adele@contoso.com", userType: "Member" }]);
    }
    for (const filter of ["mail eq 'x@contoso.com'", "employeeId eq '7'"])
      expect((await get(`/v1.0/users?$filter=${encodeURIComponent(filter)}&$select=${select}`)).json.value).toEqual([]);
    const wide =
      "creationType,externalUserState,identities,imAddresses,onPremisesDistinguishedName,onPremisesDomainName," +
      "onPremisesSecurityIdentifier,onPremisesSyncEnabled,proxyAddresses,lastPasswordChangeDateTime";
    expect((await get(`/v1.0/users/adele@contoso.com?$select=${wide}`)).json).toMatchObject({
      creationType: null,
      externalUserState: null,
      imAddresses: [],
    });
  });

  it("azuread_group: creates with its caller as owner, renames, adds members, changes owners, deletes", async () => {
    const owner = await get(`/v1.0/directoryObjects/${caller}`);
    expect(owner.json).toMatchObject({ "@odata.type": "#microsoft.graph.servicePrincipal", id: caller, appId });
    const created = await send(emulator, "POST", "/v1.0/groups", {
      description: null,
      displayName: "TERRAFORM_UPDATE_1",
      groupTypes: [],
      isAssignableToRole: false,
      mailEnabled: false,
      mailNickname: "example",
      membershipRule: null,
      resourceBehaviorOptions: [],
      resourceProvisioningOptions: [],
      securityEnabled: true,
      "owners@odata.bind": [`${emulator.url}/v1.0/directoryObjects/${caller}`],
    });
    expect(created.status).toBe(201);
    const { id } = created.json;
    const group = `/v1.0/groups/${id}`;
    expect((await send(emulator, "PATCH", group, { displayName: "example" })).status).toBe(204);
    expect((await get(group)).json).toMatchObject({
      displayName: "example",
      onPremisesDomainName: null,
      onPremisesNetBiosName: null,
      theme: null,
      resourceBehaviorOptions: [],
    });
    const ids = async (relation: string) =>
      (await get(`${group}/${relation}`)).json.value.map((each: { id: string }) => each.id);
    expect(await ids("owners")).toEqual([caller]);
    const adele = (await get("/v1.0/users/adele@contoso.com?$select=id")).json.id;
    const reference = { "@odata.id": `${emulator.url}/v1.0/directoryObjects/${adele}` };
    expect((await send(emulator, "PATCH", group, { "members@odata.bind": [reference["@odata.id"]] })).status).toBe(204);
    expect(await ids("members")).toEqual([adele]);
    expect((await send(emulator, "POST", `${group}/owners/$ref`, reference)).status).toBe(204);
    expect(await ids("owners")).toEqual([caller, adele]);
    const twice = await send(emulator, "POST", `${group}/owners/$ref`, reference);
    expect(twice.json.error.message).toContain("'owners'");
    expect((await send(emulator, "DELETE", `${group}/owners/${caller}/$ref`)).status).toBe(204);
    const last = await send(emulator, "DELETE", `${group}/owners/${adele}/$ref`);
    expect([last.status, last.json.error.message]).toEqual([
      400,
      "The group must have at least one owner, hence this owner cannot be removed.",
    ]);
    expect((await get(`${group}?$expand=owners($select=id)`)).json.owners).toMatchObject([{ id: adele }]);
    expect((await send(emulator, "DELETE", group)).status).toBe(204);
  });

  it("refuses an owner that there is not, and more than 20 at once, and creates nothing", async () => {
    const body = { displayName: "x", mailEnabled: false, mailNickname: "x", securityEnabled: true };
    const groups = emulator.tenant.state.groups.size;
    const nobody = `${emulator.url}/v1.0/users/11111111-2222-4333-8444-555555555555`;
    const unknown = await send(emulator, "POST", "/v1.0/groups", { ...body, "owners@odata.bind": [nobody] });
    const many = await send(emulator, "POST", "/v1.0/groups", {
      ...body,
      "owners@odata.bind": Array.from({ length: 21 }, () => nobody),
    });
    expect([unknown.status, many.status, emulator.tenant.state.groups.size]).toEqual([404, 400, groups]);
  });

  it("owners are in the tenant's file, and there again when it is loaded", () => {
    const document = { ...contoso(), apps: [{ appId, permissions: [] }] };
    const groups = (document.groups ?? []).map((each, at) =>
      at === 0 ? { ...each, owners: ["adele@contoso.com", appId] } : each,
    );
    const { state } = buildTenant({ ...document, groups });
    const saved = saveTenant(state, [], {}, document.apps);
    expect(saved.groups?.[0]?.owners).toEqual([state.userIdsByName.get("adele@contoso.com"), caller]);
    expect(saveTenant(buildTenant(saved).state, [], {}, document.apps)).toEqual(saved);
    expect(() => buildTenant({ ...document, groups: [{ displayName: "X", owners: ["nobody@contoso.com"] }] })).toThrow(
      "groups[0].owners[0]: nobody@contoso.com is neither a user nor an app of this tenant.",
    );
  });
});
