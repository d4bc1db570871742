import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../../emulator/src/start";
import { connectTenant } from "../../../src/graph/connect-tenant";
import { readConnectionSettings } from "../../../src/graph/connect/connection-settings";
import { commandLine } from "../../cli/command-line";
import { askedFor, documentedRequests, requestOf, undocumented } from "../../support/documented-requests";
import { createFastClock } from "../support/fast-clock";

const people = Array.from({ length: 40 }, (_, index) => `p${index + 1}@contoso.com`);
let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({
    tenant: {
      verifiedDomains: ["contoso.com"],
      skus: [
        { sku: "ENTERPRISEPACK", enabled: 100 },
        { sku: "MCOEV", enabled: 100 },
      ],
      users: people.map((userPrincipalName) => ({ userPrincipalName, licenses: ["ENTERPRISEPACK"] })),
      groups: [
        { displayName: "Inner", members: people.slice(3, 5) },
        { displayName: "Sales Team", members: [...people.slice(0, 3), "Inner"], licenses: ["MCOEV"] },
      ],
    },
  });
});
afterAll(() => emulator.stop());

const nothing = { userNames: [], userIds: [], groupNames: [], groupIds: [], wholeTenant: false } as const;

/** Everything that the product ever asks for, by the ways in which it does. */
async function useEverything(): Promise<void> {
  const clock = createFastClock(20);
  const session = connectTenant(readConnectionSettings({ M365_LICENSES_GRAPH_ENDPOINT: emulator.url }), { clock });
  const { users, groups } = await session.readTenant({ ...nothing, groupNames: ["Sales Team"], wholeTenant: true });
  const [first, second] = users;
  const group = groups[0]?.id ?? "";
  const skuId = users[0]?.assignments?.[0]?.skuId ?? "";
  const base = { name: "somebody", add: [], remove: [] } as const;
  await session.write(
    [
      { ...base, principal: "user", id: first?.id ?? "", usageLocation: "GB", remove: [skuId] },
      { ...base, principal: "group", id: group, add: [{ skuId, disabledPlans: [] }] },
    ],
    () => undefined,
  );
  await session.awaitGroups([group], () => undefined);
  await session.reprocess([second?.id ?? ""], () => undefined);
  session.forget();
  await session.readTenant({
    ...nothing,
    userNames: [...people, "nobody@contoso.com"],
    userIds: [second?.id ?? "", "99999999-0000-4000-8000-000000000000"],
  });
  session.forget();
  const asked = { filters: [], nested: ["Sales Team"], attributes: [] };
  await session.readTenant({ ...nothing, groupNames: ["Sales Team"], asked });
  for (const args of [
    ["status"],
    ["status", "p1@contoso.com"],
    ["skus", "--forecast"],
    ["import", "--dry-run"],
    ["doctor"],
  ])
    await commandLine(args, { graph: emulator.url });
}

describe("the requests of the product", () => {
  it("are each a row of the table, and each row is sent", async () => {
    const table = documentedRequests();
    expect(table.length).toBeGreaterThan(10);
    await useEverything();
    const sent = new Set([...askedFor.values()].map(requestOf));
    expect(table.map(({ request }) => request).filter((request) => !sent.has(request))).toEqual([]);
    expect([...askedFor.values()].flatMap((asked) => undocumented(asked, table) ?? [])).toEqual([]);
  });

  it.each([
    ["a route", "GET", "/users/a/manager", ["$select"], []],
    ["an option", "GET", "/subscribedSkus", ["$top"], []],
    ["an option that is missing", "GET", "/users", [], []],
    ["a member of a body", "PATCH", "/users/a", [], ["usageLocation", "displayName"]],
  ] as const)("would be found out: %s", (_, method, path, options, body) => {
    const headers = new Map(method === "PATCH" ? [["content-type", "application/json"]] : []);
    const query = new Map(options.map((name) => [name, ""]));
    expect(undocumented({ method, path, query, headers, body, version: "v1.0" }, documentedRequests())).toContain(
      method,
    );
  });

  it("are found, where they stand in the table", () => {
    const asked = { method: "GET", path: "/users/a", version: "v1.0", headers: new Map(), body: [] };
    expect(undocumented({ ...asked, query: new Map([["$select", "id"]]) }, documentedRequests())).toBeUndefined();
  });
});
