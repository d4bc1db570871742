import { afterEach, describe, expect, it } from "vitest";
import type { ReadRequest } from "../../../src/terms/observed";
import { readConnectionSettings } from "../../../src/graph/connect/connection-settings";
import { type SessionOptions, connectTenant } from "../../../src/graph/connect-tenant";
import { createFastClock } from "../support/fast-clock";
import { type Asked, type ScriptedGraph, type Told, startScriptedGraph } from "../support/scripted-graph";
import { createScriptedTenant, personId, refuse, sku, tenantId } from "../support/scripted-tenant";

let graph: ScriptedGraph | undefined;
afterEach(async () => {
  await graph?.close();
  graph = undefined;
});

const nobody: ReadRequest = { userNames: [], userIds: [], groupNames: [], groupIds: [], wholeTenant: false };
const missing = (id: string): Told =>
  refuse(
    404,
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
    "Request_ResourceNotFound",
  );
const person = (n: number, more: object = {}): Record<string, unknown> => ({
  id: personId(n),
  userPrincipalName: `p${n}@contoso.com`,
  usageLocation: "US",
  licenseAssignmentStates: [],
  ...more,
});
const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
const group = (n: number, more: object = {}): Record<string, unknown> => ({
  id: personId(9000 + n),
  displayName: `Group ${n}`,
  securityEnabled: true,
  assignedLicenses: [],
  ...more,
});

interface Small {
  readonly people?: readonly Record<string, unknown>[];
  readonly groups?: readonly Record<string, unknown>[];
  readonly deleted?: readonly string[];
  readonly override?: (asked: Asked) => Told | undefined;
}

/** Enough of a directory to be read: GET by id and name, `in` filters, pages, counts, members, deleted items. */
async function start({ people = [], groups = [], deleted = [], override }: Small): Promise<ScriptedGraph> {
  const server = { endpoint: "" };
  const answer = (asked: Asked): Told => {
    const overridden = override?.(asked);
    if (overridden !== undefined) return overridden;
    const url = new URL(`http://graph${asked.path.replaceAll("#", "%23").replaceAll("+", "%2B")}`);
    const filter = url.searchParams.get("$filter");
    const [, collection, id = ""] = url.pathname.split("/").map(decodeURIComponent);
    if (collection === "organization")
      return {
        status: 200,
        body: {
          value: [
            {
              id: tenantId,
              displayName: "Contoso",
              verifiedDomains: [{ name: "contoso.com" }],
              countryLetterCode: "US",
            },
          ],
        },
      };
    if (collection === "subscribedSkus") {
      const plan = {
        servicePlanId: "4828c8ec-dc2e-4779-b502-87ac9ce28ab7",
        servicePlanName: "MCOEV",
        appliesTo: "User",
      };
      return {
        status: 200,
        body: {
          value: [
            {
              skuId: sku.mcoev.toUpperCase(),
              skuPartNumber: "MCOEV",
              appliesTo: "User",
              capabilityStatus: "Enabled",
              consumedUnits: 3,
              prepaidUnits: { enabled: 10, warning: 1, suspended: 0 },
              servicePlans: [plan],
            },
          ],
        },
      };
    }
    if (collection === "directory") {
      const asked = decodeURIComponent(url.pathname.split("/")[3] ?? "");
      return deleted.includes(asked)
        ? { status: 200, body: { id: asked, userPrincipalName: "was@contoso.com" } }
        : missing(id);
    }
    const all = collection === "users" ? people : groups;
    if (collection === "groups" && url.pathname.endsWith("/members")) {
      return {
        status: 200,
        body: { value: (groups.find((one) => one["id"] === id)?.["members"] as unknown[] | undefined) ?? [] },
      };
    }
    if (id !== "") {
      const found = all.find(
        (one) => one["id"] === id || String(one["userPrincipalName"]).toLowerCase() === id.toLowerCase(),
      );
      return found === undefined ? missing(id) : { status: 200, body: found };
    }
    if (filter !== null) {
      const wanted = [...filter.matchAll(/'((?:[^']|'')*)'/g)].map((match) =>
        (match[1] ?? "").replaceAll("''", "'").toLowerCase(),
      );
      if (wanted.length > 15)
        return refuse(
          400,
          "Too many child clauses specified in search filter expression containing 'OR' operators: 18. Max " +
            "allowed: 15.",
          "Request_UnsupportedQuery",
        );
      return {
        status: 200,
        body: {
          value: all.filter((one) =>
            ["id", "userPrincipalName", "displayName", "mailNickname"].some((key) =>
              wanted.includes(String(one[key]).toLowerCase()),
            ),
          ),
        },
      };
    }
    const top = Number(url.searchParams.get("$top") ?? 100);
    const skip = Number(url.searchParams.get("$skiptoken") ?? 0);
    url.searchParams.set("$skiptoken", String(skip + top));
    return {
      status: 200,
      body: {
        ...(asked.headers["ConsistencyLevel"] === "eventual" ? { "@odata.count": all.length } : {}),
        ...(skip + top < all.length
          ? { "@odata.nextLink": `${server.endpoint}/v1.0${url.pathname}${url.search}` }
          : {}),
        value: all.slice(skip, skip + top),
      },
    };
  };
  graph = await startScriptedGraph(answer);
  server.endpoint = graph.endpoint;
  return graph;
}

function connect(to: ScriptedGraph, options: SessionOptions = {}): ReturnType<typeof connectTenant> {
  return connectTenant(readConnectionSettings({ M365_LICENSES_GRAPH_ENDPOINT: to.endpoint }), {
    clock: createFastClock(200),
    ...options,
  });
}

describe("reading a tenant", () => {
  it("reads tenant, pools and a few people in one request, where the state knows their ids", async () => {
    const server = await start({ people: range(30).map((n) => person(n)), groups: [group(1)] });
    const observed = await connect(server).readTenant({
      ...nobody,
      userNames: range(12).map((n) => `p${n}@contoso.com`),
      userIds: range(12).map(personId),
    });
    expect(observed.users).toHaveLength(12);
    expect(server.requests).toBe(1);
  });

  it("reads tenant, pools and a few people in two requests, where some are new", async () => {
    const server = await start({ people: range(30).map((n) => person(n)) });
    const observed = await connect(server).readTenant({
      ...nobody,
      userNames: ["p1@contoso.com", "P2@CONTOSO.com"],
      userIds: [personId(3)],
    });
    expect(observed.tenant).toEqual({
      id: tenantId,
      displayName: "Contoso",
      verifiedDomains: ["contoso.com"],
      countryLetterCode: "US",
    });
    expect(observed.skus).toEqual([
      {
        skuId: sku.mcoev,
        partNumber: "MCOEV",
        appliesTo: "User",
        capabilityStatus: "Enabled",
        enabled: 10,
        warning: 1,
        suspended: 0,
        lockedOut: 0,
        consumed: 3,
        servicePlans: [{ id: "4828c8ec-dc2e-4779-b502-87ac9ce28ab7", name: "MCOEV", appliesTo: "User" }],
      },
    ]);
    expect(observed.users.map((user) => user.id)).toEqual([personId(1), personId(2), personId(3)]);
    expect(observed.absent).toEqual([]);
    expect(server.requests).toBe(2);
  });

  it("tells direct from inherited, takes null and None for no error, and marks a person without states", async () => {
    const states = [
      { skuId: sku.e3, assignedByGroup: null, disabledPlans: ["B", "a"], state: "Active", error: "None" },
      { skuId: sku.e3, assignedByGroup: personId(9001), disabledPlans: [], state: "Error", error: "CountViolation" },
      { skuId: sku.e5, assignedByGroup: null, disabledPlans: [], state: "Active", error: null },
    ];
    const server = await start({
      people: [
        person(1, { licenseAssignmentStates: states, onPremisesSyncEnabled: true }),
        person(2, { licenseAssignmentStates: undefined }),
      ],
    });
    const { users } = await connect(server).readTenant({ ...nobody, userNames: ["p1@contoso.com", "p2@contoso.com"] });
    expect(users[0]).toEqual({
      id: personId(1),
      userPrincipalName: "p1@contoso.com",
      usageLocation: "US",
      onPremisesSyncEnabled: true,
      assignments: [
        { skuId: sku.e3, disabledPlans: ["a", "b"], state: "Active" },
        { skuId: sku.e3, assignedByGroup: personId(9001), disabledPlans: [], state: "Error", error: "CountViolation" },
        { skuId: sku.e5, disabledPlans: [], state: "Active" },
      ],
      byId: true,
    });
    expect(users[1]).toEqual({
      byId: true,
      id: personId(2),
      userPrincipalName: "p2@contoso.com",
      usageLocation: "US",
      onPremisesSyncEnabled: false,
    });
  });

  it.each([
    ["a guest", "adele_fabrikam.com#EXT#@contoso.com"],
    ["an apostrophe", "o'brien@contoso.com"],
    ["a plus sign", "sales+emea@contoso.com"],
    ["letters outside ASCII", "žofie.müller@contoso.com"],
    ["a per cent sign", "100%@contoso.com"],
    ["an ampersand", "r&d@contoso.com"],
  ])("finds %s by name, alone and among many", async (_, name) => {
    const people = [...range(40).map((n) => person(n)), person(41, { userPrincipalName: name })];
    const alone = await start({
      people,
      override: (asked) => (asked.path.startsWith(`/users/${name}?`) ? { status: 200, body: people[40] } : undefined),
    });
    expect((await connect(alone).readTenant({ ...nobody, userNames: [name] })).users.map((user) => user.id)).toEqual([
      personId(41),
    ]);
    await alone.close();
    const many = await start({
      people,
      override: (asked) =>
        asked.path.includes("$filter") && asked.path.includes(name.replaceAll("'", "''"))
          ? { status: 200, body: { value: [people[40]] } }
          : undefined,
    });
    const { users } = await connect(many).readTenant({
      ...nobody,
      userNames: [...range(30).map((n) => `p${n}@contoso.com`), name],
    });
    expect(users.map((user) => user.userPrincipalName)).toContain(name);
  });

  it.each([
    ["pages, where everybody is asked for", 2500, 2500],
    ["filters, where few of many are asked for", 2500, 400],
    ["one batch, where it holds them", 2500, 20],
    ["one batch of filters", 2500, 300],
  ])("takes few requests by %s", async (_, total, asked) => {
    const server = await start({ people: range(total).map((n) => person(n)) });
    const observed = await connect(server).readTenant({
      ...nobody,
      userNames: range(asked).map((n) => `p${n}@contoso.com`),
    });
    expect(observed.users.length).toBeGreaterThanOrEqual(asked);
    expect(observed.wholeTenant).toBe(observed.users.length === total);
    expect(server.requests).toBeLessThanOrEqual(Math.min(Math.ceil(total / 999), Math.ceil(asked / 20)) + 5);
  });

  it("asks only for what this process has not read, and again for whom it wrote", async () => {
    const server = await start({
      people: range(60).map((n) => person(n)),
      override: (asked) =>
        asked.path.endsWith("/assignLicense")
          ? { status: 200, body: { id: personId(1), assignedLicenses: [{ skuId: sku.e3 }] } }
          : undefined,
    });
    const session = connect(server);
    const names = range(50).map((n) => `p${n}@contoso.com`);
    await session.readTenant({ ...nobody, userNames: names });
    const before = server.requests;
    await session.readTenant({ ...nobody, userNames: names, userIds: range(50).map(personId) });
    expect(server.requests).toBe(before);
    await session.readTenant({ ...nobody, userNames: [...names, "p51@contoso.com"] });
    expect(server.requests).toBe(before + 1);
    await session.write(
      [
        {
          principal: "user",
          id: personId(1),
          name: "p1@contoso.com",
          add: [{ skuId: sku.e3, disabledPlans: [] }],
          remove: [],
        },
      ],
      () => undefined,
    );
    await session.readTenant({ ...nobody, userNames: names });
    expect(server.batches.at(-1)?.map((item) => item.url.split("?")[0])).toEqual([`/users/${personId(1)}`]);
  });

  it("tells deleted from purged, unknown from unreadable", async () => {
    const server = await start({
      people: [],
      deleted: [personId(2)],
      override: (asked) =>
        asked.path.includes("locked")
          ? refuse(403, "Insufficient privileges to complete the operation.", "Authorization_RequestDenied")
          : undefined,
    });
    const { absent, users } = await connect(server).readTenant({
      ...nobody,
      userNames: ["new@contoso.com", "locked@contoso.com"],
      userIds: [personId(2), personId(3)],
      groupNames: ["Nobody Here"],
      groupIds: [personId(9009)],
    });
    expect(users).toEqual([]);
    expect(absent).toEqual([
      { kind: "deleted", lookup: personId(2), id: personId(2), formerName: "was@contoso.com" },
      { kind: "purged", lookup: personId(3), id: personId(3) },
      { kind: "purged", lookup: personId(9009), id: personId(9009) },
      { kind: "notFound", lookup: "Nobody Here" },
      {
        kind: "unreadable",
        lookup: "locked@contoso.com",
        reason: "Insufficient privileges to complete the operation.",
      },
      { kind: "notFound", lookup: "new@contoso.com" },
    ]);
  });

  it("does not take a list that lags behind for somebody's absence", async () => {
    const people = range(40).map((n) => person(n));
    const server = await start({
      people,
      override: (asked) =>
        asked.path.includes("$filter") ? { status: 200, body: { value: people.slice(0, 1) } } : undefined,
    });
    const { users, absent } = await connect(server).readTenant({
      ...nobody,
      userNames: range(40).map((n) => `p${n}@contoso.com`),
    });
    expect(users).toHaveLength(40);
    expect(absent).toEqual([]);
  });

  it("reads people one by one where a filter is refused", async () => {
    const server = await start({
      people: range(40).map((n) => person(n)),
      override: (asked) =>
        asked.path.includes("$filter")
          ? refuse(400, "Unsupported or invalid query filter clause.", "Request_UnsupportedQuery")
          : undefined,
    });
    expect(
      (await connect(server).readTenant({ ...nobody, userNames: range(40).map((n) => `p${n}@contoso.com`) })).users,
    ).toHaveLength(40);
  });

  it("finds groups by id, name and nickname, keeps every match, and counts members and nested groups", async () => {
    const typed = (n: number): object => ({ "@odata.type": "#microsoft.graph.user", ...person(n) });
    const server = await start({
      people: range(5).map((n) => person(n)),
      groups: [
        group(1, {
          members: [typed(1), typed(2), { "@odata.type": "#microsoft.graph.group", id: personId(9002) }],
          assignedLicenses: [{ skuId: sku.e3, disabledPlans: [] }],
          licenseProcessingState: { state: "ProcessingComplete" },
        }),
        group(2, { displayName: "Twin" }),
        group(3, { displayName: "x", mailNickname: "twin", members: [typed(3)] }),
      ],
    });
    const observed = await connect(server).readTenant({
      ...nobody,
      groupNames: ["Group 1", "TWIN"],
      groupIds: [personId(9001)],
    });
    expect(observed.groups).toEqual([
      {
        id: personId(9001),
        displayName: "Group 1",
        securityEnabled: true,
        licenses: [{ skuId: sku.e3, disabledPlans: [] }],
        processing: "ProcessingComplete",
        nestedGroups: 1,
        members: [personId(1), personId(2)],
        byId: true,
      },
      { id: personId(9002), displayName: "Twin", securityEnabled: true, licenses: [], nestedGroups: 0, members: [] },
      {
        id: personId(9003),
        displayName: "x",
        mailNickname: "twin",
        securityEnabled: true,
        licenses: [],
        nestedGroups: 0,
        members: [personId(3)],
      },
    ]);
    expect(observed.users.map((user) => user.id)).toEqual([personId(1), personId(2), personId(3)]);
  });

  it("reads members by themselves where the list of members comes without their licences", async () => {
    const bare = { "@odata.type": "#microsoft.graph.user", id: personId(1), userPrincipalName: "p1@contoso.com" };
    const server = await start({ people: [person(1)], groups: [group(1, { members: [bare] })] });
    const { users } = await connect(server).readTenant({ ...nobody, groupNames: ["Group 1"] });
    expect(users).toEqual([
      {
        id: personId(1),
        userPrincipalName: "p1@contoso.com",
        usageLocation: "US",
        onPremisesSyncEnabled: false,
        assignments: [],
        byId: true,
      },
    ]);
  });

  it("reads by id whom a list shows without what is thought to be there, and nobody else", async () => {
    const e3 = { skuId: sku.e3, assignedByGroup: null, disabledPlans: [], state: "Active", error: null };
    const server = await start({
      people: range(40).map((n) => person(n, { licenseAssignmentStates: n === 1 ? [e3] : [] })),
    });
    const userIds = range(40).map((n) => personId(n));
    const unlessHeld = [1, 2].map((n) => ({ id: personId(n), skuIds: [sku.e3] }));
    const session = connect(server);
    const { users } = await session.readTenant({ ...nobody, userIds, unlessHeld });
    expect(users.filter(({ byId }) => byId === true).map(({ id }) => id)).toEqual([personId(2)]);
    // Before something is written the same people are looked at as closely.
    const again = await session.reread(userIds, []);
    expect(again.users.filter(({ byId }) => byId === true).map(({ id }) => id)).toEqual([personId(2)]);
  });

  it("reads in person whom it is asked to, although a list has shown them before", async () => {
    const server = await start({ people: range(40).map((n) => person(n)) });
    const userIds = range(40).map((n) => personId(n));
    const session = connect(server);
    expect((await session.readTenant({ ...nobody, userIds })).users.filter(({ byId }) => byId === true)).toEqual([]);
    const { users } = await session.readTenant({ ...nobody, userIds, inPerson: [personId(3)] });
    expect(users.filter(({ byId }) => byId === true).map(({ id }) => id)).toEqual([personId(3)]);
    expect(users).toHaveLength(40);
    const { requests } = session.figures;
    await session.readTenant({ ...nobody, userIds, inPerson: [personId(3)] });
    expect(session.figures.requests).toBe(requests);
  });

  it("does not take a group whose licences were left out for a group without licences", async () => {
    const server = await start({ groups: [group(1, { assignedLicenses: undefined })] });
    const observed = await connect(server).readTenant({ ...nobody, groupNames: ["Group 1"] });
    expect(observed.groups).toEqual([]);
    expect(observed.absent).toMatchObject([{ kind: "unreadable", lookup: "Group 1" }]);
  });

  it("believes nothing of another tenant", async () => {
    const server = await start({ people: [person(1)] });
    const session = connect(server, { expectedTenantId: "99999999-9999-4999-8999-999999999999" });
    await expect(session.readTenant({ ...nobody, userNames: ["p1@contoso.com"] })).rejects.toMatchObject({
      code: "wrong-tenant",
    });
    const other = connect(server);
    await other.readTenant(nobody);
    expect(() => other.expectTenant("99999999-9999-4999-8999-999999999999")).toThrow(/belongs to tenant 99999999/);
  });

  it("does not follow a next link to another host", async () => {
    const server = await start({
      people: range(50).map((n) => person(n)),
      override: (asked) =>
        asked.path.includes("$top=999")
          ? {
              status: 200,
              body: { "@odata.nextLink": "http://127.0.0.1:1/v1.0/users?$skiptoken=2", value: [person(1)] },
            }
          : undefined,
    });
    await expect(connect(server).readTenant({ ...nobody, wholeTenant: true })).rejects.toThrow(/leads to another host/);
  });

  it("waits and asks again where Graph throttles or fails, and says so where it never answers", async () => {
    let failures = 0;
    const server = await start({
      people: range(3).map((n) => person(n)),
      override: (asked) => {
        if (asked.path.includes("p2@") && (failures += 1) <= 3)
          return failures === 1
            ? refuse(429, "Too many requests", "TooManyRequests", { "Retry-After": "5" })
            : refuse(503, "Service unavailable", "ServiceUnavailable");
        return asked.path.includes("p3@") ? refuse(504, "Gateway timeout", "GatewayTimeout") : undefined;
      },
    });
    const { users, absent } = await connect(server).readTenant({
      ...nobody,
      userNames: ["p1@contoso.com", "p2@contoso.com", "p3@contoso.com"],
    });
    expect(users.map((user) => user.userPrincipalName)).toEqual(["p1@contoso.com", "p2@contoso.com"]);
    expect(absent).toEqual([{ kind: "unreadable", lookup: "p3@contoso.com", reason: "Gateway timeout" }]);
  });

  it("gives up soon where nothing answers, however much is left to ask, and asks again the next time", async () => {
    const tenant = createScriptedTenant(600);
    let isDown = false;
    graph = await startScriptedGraph(tenant.answer, () => ({ kind: isDown ? "break" : "none" }));
    const clock = createFastClock(1_000);
    const session = connect(graph, { clock });
    const userIds = [...tenant.people.keys()];
    await session.readTenant({ ...nobody, userIds: userIds.slice(0, 1) });
    isDown = true;
    const before = graph.requests;
    await expect(session.reread(userIds, [])).rejects.toMatchObject({ name: "GraphFailure", code: "unavailable" });
    expect(graph.requests - before).toBeLessThan(60);
    expect(clock.slept.reduce((sum, milliseconds) => sum + milliseconds, 0)).toBeLessThan(300_000);
    isDown = false;
    expect((await session.readTenant({ ...nobody, userIds })).users).toHaveLength(600);
  });

  it.each([
    [401, "InvalidAuthenticationToken", "signed-out"],
    [403, "Authorization_RequestDenied", "forbidden"],
    [503, "ServiceUnavailable", "unavailable"],
  ])("fails as a whole on %i", async (status, code, failure) => {
    const server = await start({ override: () => refuse(status, "no", code) });
    await expect(connect(server).readTenant(nobody)).rejects.toMatchObject({ name: "GraphFailure", code: failure });
  });

  it("rereads people, groups and pools, and who is a member by now", async () => {
    const people = [person(1), person(2)];
    const members = [{ "@odata.type": "#microsoft.graph.user", ...person(1) }];
    const server = await start({ people, groups: [group(1, { members })] });
    const session = connect(server);
    await session.readTenant({ ...nobody, groupNames: ["Group 1"] });
    members.push({ "@odata.type": "#microsoft.graph.user", ...person(2) });
    people[0] = person(1, {
      licenseAssignmentStates: [
        { skuId: sku.e3, assignedByGroup: null, disabledPlans: [], state: "Active", error: null },
      ],
    });
    const fresh = await session.reread([personId(1)], [personId(9001)]);
    expect(fresh.users[0]?.assignments).toHaveLength(1);
    expect(fresh.groups[0]?.members).toEqual([personId(1), personId(2)]);
    // A list lags behind what was just written: nobody's licences are taken from it.
    expect(fresh.users.map(({ id }) => id)).toEqual([personId(1)]);
    expect(fresh.skus).toHaveLength(1);
    const again = await session.readTenant({ ...nobody, groupNames: ["Group 1"] });
    expect(again.users[0]?.assignments).toHaveLength(1);
    expect(again.groups[0]?.members).toEqual([personId(1), personId(2)]);
  });
});
