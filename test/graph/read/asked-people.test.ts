import { afterEach, describe, expect, it } from "vitest";
import { type Emulator, type TenantDocument, startEmulator } from "../../../emulator/src/start";
import { type TenantSession, connectTenant } from "../../../src/graph/connect-tenant";
import { readConnectionSettings } from "../../../src/graph/connect/connection-settings";
import type { AskedPeople, ReadRequest } from "../../../src/terms/observed";
import { createFastClock } from "../support/fast-clock";

const names = Array.from({ length: 60 }, (_, at) => `p${at + 1}@contoso.com`);
const departments = ["Sales", "Sales", "IT"];

const tenant: TenantDocument = {
  displayName: "Contoso",
  verifiedDomains: ["contoso.com"],
  skus: [{ sku: "ENTERPRISEPACK", enabled: 100 }],
  users: names.map((userPrincipalName, at) => ({
    userPrincipalName,
    usageLocation: "US",
    licenses: at < 10 ? ["ENTERPRISEPACK"] : [],
    properties: {
      department: departments[at % 3],
      onPremisesExtensionAttributes: { extensionAttribute3: at % 2 === 0 ? "E3" : null },
    },
  })),
  groups: [
    { displayName: "Inner", members: names.slice(3, 5) },
    { displayName: "Outer", members: [...names.slice(0, 3), "Inner"] },
  ],
};

let emulator: Emulator;
afterEach(() => emulator.stop());

async function begin(document = tenant, settings: Readonly<Record<string, unknown>> = {}): Promise<TenantSession> {
  emulator = await startEmulator({ tenant: document, settings });
  return connectTenant(readConnectionSettings({ M365_LICENSES_GRAPH_ENDPOINT: emulator.url }), {
    clock: createFastClock(20),
  });
}

const request = (asked: Partial<AskedPeople>, over: Partial<ReadRequest> = {}): ReadRequest => ({
  userNames: [],
  userIds: [],
  groupNames: [],
  groupIds: [],
  wholeTenant: false,
  asked: { filters: [], nested: [], attributes: [], ...asked },
  ...over,
});
const sales = { where: "department eq 'Sales'", advanced: false };

describe("people whom the tenant names", () => {
  it("come with their licences and attributes in the pages of the filter, and nobody is asked for again", async () => {
    const session = await begin();
    const asked = { filters: [sales], attributes: ["department", "onPremisesExtensionAttributes/extensionAttribute3"] };
    const first = await session.readTenant(request(asked));
    // The batch of the tenant, and one page.
    expect(session.figures.requests).toBe(2);
    const [answer] = first.answers ?? [];
    expect(answer?.kind === "found" ? answer.people.length : 0).toBe(40);
    expect(first.userCount).toBe(60);
    const one = first.users.find(({ userPrincipalName }) => userPrincipalName === "p1@contoso.com");
    expect(one?.assignments).toHaveLength(1);
    expect(one?.attributes).toEqual({
      department: "Sales",
      "onPremisesExtensionAttributes/extensionAttribute3": "E3",
    });

    const ids = answer?.kind === "found" ? answer.people : [];
    const again = connectTenant(readConnectionSettings({ M365_LICENSES_GRAPH_ENDPOINT: emulator.url }));
    const owned = await again.readTenant(request(asked, { userIds: ids, userNames: names.slice(0, 2) }));
    expect(again.figures.requests).toBe(2);
    expect(owned.users).toHaveLength(40);
  });

  it("are asked for with the parameters of advanced queries where an operator needs them", async () => {
    const session = await begin();
    const where = "not (department eq 'Sales') and onPremisesExtensionAttributes/extensionAttribute3 eq 'E3'";
    const { answers } = await session.readTenant(request({ filters: [{ where, advanced: true }] }));
    expect(answers?.map((one) => (one.kind === "found" ? one.people.length : one.message))).toEqual([10]);
    const plain = connectTenant(readConnectionSettings({ M365_LICENSES_GRAPH_ENDPOINT: emulator.url }));
    const refused = await plain.readTenant(request({ filters: [{ where, advanced: false }] }));
    expect(refused.answers?.[0]?.kind === "refused" ? refused.answers[0].message : "").toContain("advanced-queries");
  });

  it("are read by id where somebody owned is missing from the answer", async () => {
    const session = await begin();
    const asked = { filters: [sales], attributes: ["department"] };
    const everybody = await session.readTenant(request(asked, { wholeTenant: true }));
    const gone = everybody.users.find(({ userPrincipalName }) => userPrincipalName === "p3@contoso.com");
    const next = connectTenant(readConnectionSettings({ M365_LICENSES_GRAPH_ENDPOINT: emulator.url }));
    const { users } = await next.readTenant(request(asked, { userIds: [gone?.id ?? ""] }));
    expect(next.figures.requests).toBe(3);
    expect(users.find(({ id }) => id === gone?.id)).toMatchObject({ byId: true, attributes: { department: "IT" } });
    const listed = await session.readTenant(request(asked, { userIds: [gone?.id ?? ""], inPerson: [gone?.id ?? ""] }));
    expect(listed.users.find(({ id }) => id === gone?.id)?.byId).toBe(true);
  });

  it("are the members of a group, and with those of groups within it where that is asked", async () => {
    const session = await begin();
    const { groups, users } = await session.readTenant(
      request({ nested: ["Outer"], attributes: ["department"] }, { groupNames: ["Outer"] }),
    );
    expect(groups.map(({ members, everybody }) => [members?.length, everybody?.length])).toEqual([[3, 5]]);
    expect(users).toHaveLength(5);
    expect(users[0]?.attributes).toHaveProperty("department");
    // The batch of the tenant, and two lists.
    expect(session.figures.requests).toBe(3);
  });

  it("fail the reading where a page cannot be had, rather than being half of them", async () => {
    const session = await begin();
    emulator.service.faults.add({ id: "f", path: "^/users$", inBatch: false, effect: { kind: "status", status: 403 } });
    await expect(session.readTenant(request({ filters: [sales] }))).rejects.toThrow(/department eq 'Sales'/);
  });
});
