import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Emulator } from "../../src/start";
import { groupProperties } from "../../src/tenant/schema/group-properties";
import type { Property } from "../../src/tenant/schema/property";
import { userProperties } from "../../src/tenant/schema/user-properties";
import { send, startContoso } from "../support/client";

let emulator: Emulator;
let user: string;
let group: string;
beforeAll(async () => {
  ({ emulator } = await startContoso({ settings: { throttling: "off" } }));
  user = emulator.tenant.state.userIdsByName.get("diego@contoso.com") ?? "";
  group = [...emulator.tenant.state.groups.values()].find(({ displayName }) => displayName === "Empty")?.id ?? "";
});
afterAll(() => emulator.stop());

/** A value that the property takes; names and places have rules of their own. */
function valueFor(name: string, { type, fields }: Property): unknown {
  const particular: Readonly<Record<string, unknown>> = {
    userPrincipalName: "diego2@contoso.com",
    usageLocation: "FR",
    groupTypes: [],
  };
  if (name in particular) return particular[name];
  switch (type) {
    case "string":
      return `a ${name}`;
    case "boolean":
      return true;
    case "number":
      return 7;
    case "strings":
      return [`one of ${name}`];
    case "date":
      return "2024-02-03T00:00:00Z";
    case "object":
      return Object.fromEntries(
        Object.entries(fields ?? {}).map(([field, of]) => [
          field,
          of === "boolean" ? true : of === "strings" ? ["x"] : field,
        ]),
      );
    case "objects":
      return [Object.fromEntries(Object.keys(fields ?? {}).map((field) => [field, `a ${field}`]))];
  }
}

const cases = [
  ...[...userProperties].map(([name, property]) => ["users", name, property] as const),
  ...[...groupProperties].map(([name, property]) => ["groups", name, property] as const),
];
const path = (set: string): string => (set === "users" ? `/users/${user}` : `/groups/${group}`);
const versionOf = ({ beta }: Property): string => (beta === true ? "beta" : "v1.0");
/** Never returned on GET, or never as it was written. */
const hidden = ["hasMembersWithLicenseErrors", "passwordProfile", "identities"];

describe("documented properties were denied as if Graph lacked them", () => {
  it.each(cases.filter(([, , { write }]) => write !== "never"))(
    "%s: %s is accepted and kept",
    async (set, name, property) => {
      const at = `/${versionOf(property)}${path(set)}`;
      const value = valueFor(name, property);
      expect((await send(emulator, "PATCH", at, { [name]: value })).text).toBe("");
      const shown = await send(emulator, "GET", `${at}?$select=${name}`);
      expect(shown.status).toBe(200);
      if (!hidden.includes(name)) expect(shown.json[name]).toEqual(value);
    },
  );

  it.each(cases.filter(([, , { write }]) => write === "never"))(
    "%s: %s is shown and cannot be written",
    async (set, name, property) => {
      const at = `/${versionOf(property)}${path(set)}`;
      const shown = await send(emulator, "GET", `${at}?$select=${name}`);
      expect(shown.status).toBe(name === "signInActivity" ? 403 : 200);
      const refused = await send(emulator, "PATCH", at, { [name]: valueFor(name, property) });
      expect([refused.status, refused.json.error.message]).toEqual([
        400,
        `Property '${name}' is read-only and cannot be set.`,
      ]);
    },
  );

  it.each(cases.filter(([, , { singly }]) => singly === true))(
    "%s: %s is not shown in lists",
    async (set, name, property) => {
      const listed = await send(emulator, "GET", `/${versionOf(property)}/${set}?$select=id,${name}`);
      expect([listed.status, listed.json.error.code]).toEqual([501, "NotImplemented"]);
    },
  );

  it.each(cases.filter(([, , { write }]) => write === "alone"))(
    "%s: %s is written by a request of its own",
    async (set, name, property) => {
      const body = { [name]: valueFor(name, property), displayName: "Somebody Else" };
      const refused = await send(emulator, "PATCH", `/${versionOf(property)}${path(set)}`, body);
      expect([refused.status, refused.json.error.message]).toEqual([
        400,
        `The property '${name}' must be written in a request without other properties.`,
      ]);
    },
  );

  it.each(cases.filter(([, , { beta }]) => beta === true))("%s: %s is of beta only", async (set, name, property) => {
    const selected = await send(emulator, "GET", `/v1.0${path(set)}?$select=${name}`);
    expect(selected.json.error.message).toContain(`Could not find a property named '${name}'`);
    const written = await send(emulator, "PATCH", `/v1.0${path(set)}`, { [name]: valueFor(name, property) });
    expect([selected.status, written.status, written.json.error.message]).toEqual([
      400,
      400,
      expect.stringContaining(`The property '${name}' does not exist`),
    ]);
  });
});

describe("particular properties", () => {
  it("objects are merged field by field, and shown whole", async () => {
    const at = `/v1.0${path("users")}`;
    await send(emulator, "PATCH", at, { employeeOrgData: { costCenter: "7", division: "North" } });
    await send(emulator, "PATCH", at, { employeeOrgData: { costCenter: null } });
    const { json } = await send(emulator, "GET", `${at}?$select=employeeOrgData,onPremisesExtensionAttributes`);
    expect(json.employeeOrgData).toEqual({ costCenter: null, division: "North" });
    expect(Object.keys(json.onPremisesExtensionAttributes)).toHaveLength(15);
    const unknown = await send(emulator, "PATCH", at, { employeeOrgData: { costCentre: "7" } });
    expect(unknown.json.error.message).toContain("'employeeOrgData'");
  });

  it("a new password is dated and never kept", async () => {
    const at = `/v1.0${path("users")}`;
    const before = (await send(emulator, "GET", `${at}?$select=lastPasswordChangeDateTime,createdDateTime`)).json;
    await send(emulator, "PATCH", at, {
      passwordProfile: { password: "correct horse", forceChangePasswordNextSignIn: true },
    });
    const { json } = await send(emulator, "GET", `${at}?$select=lastPasswordChangeDateTime,passwordProfile`);
    expect(Date.parse(json.lastPasswordChangeDateTime)).toBeGreaterThan(Date.parse(before.createdDateTime));
    expect(json.passwordProfile).toMatchObject({ password: null, forceChangePasswordNextSignIn: true });
    expect(JSON.stringify(emulator.tenant.log)).not.toContain("correct horse");
  });

  it("the name that somebody signs in with is an identity", async () => {
    const { json } = await send(emulator, "GET", "/v1.0/users/adele@contoso.com?$select=identities");
    expect(json.identities).toEqual([
      { signInType: "userPrincipalName", issuer: "contoso.onmicrosoft.com", issuerAssignedId: "adele@contoso.com" },
    ]);
  });

  it("relations are selected without being shown, and are not written with their object", async () => {
    const { json } = await send(emulator, "GET", "/v1.0/users/adele@contoso.com?$select=id,manager,messages");
    expect(Object.keys(json)).toEqual(["@odata.context", "id"]);
    const refused = await send(emulator, "PATCH", `/v1.0${path("users")}`, { manager: { id: user } });
    expect(refused.json.error.message).toBe(
      "The property 'manager' is a navigation property and cannot be written with its object.",
    );
  });

  it("annotations that SDKs send along are no properties", async () => {
    const body = {
      "@odata.type": "#microsoft.graph.user",
      "otherMails@odata.type": "#Collection(String)",
      otherMails: ["a@b.example"],
    };
    expect((await send(emulator, "PATCH", `/v1.0${path("users")}`, body)).status).toBe(204);
  });

  it("the organization and the SKUs show every property of the version, and refuse others", async () => {
    const organization = (await send(emulator, "GET", "/v1.0/organization")).json.value[0];
    expect(organization).toMatchObject({
      defaultUsageLocation: null,
      technicalNotificationMails: [],
      tenantType: "AAD",
    });
    expect(organization).not.toHaveProperty("directorySizeQuota");
    const inBeta = (await send(emulator, "GET", "/beta/organization?$select=directorySizeQuota")).json.value[0];
    expect(inBeta).toEqual({ directorySizeQuota: null });
    for (const set of ["organization", "subscribedSkus", "domains"])
      expect((await send(emulator, "GET", `/v1.0/${set}?$select=colour`)).json.error.message).toContain("'colour'");
    const id = emulator.tenant.state.organization.id;
    expect((await send(emulator, "PATCH", `/v1.0/organization/${id}`, { city: "Oslo" })).status).toBe(501);
  });
});
