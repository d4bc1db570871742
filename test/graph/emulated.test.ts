import { afterEach, describe, expect, it } from "vitest";
import { settingVariations } from "../../emulator/src/settings/settings";
import { type Emulator, type TenantDocument, startEmulator } from "../../emulator/src/start";
import { type TenantSession, connectTenant } from "../../src/graph/connect-tenant";
import { readConnectionSettings } from "../../src/graph/connect/connection-settings";
import type { PrincipalWrite } from "../../src/terms/port";
import type { ObservedUser } from "../../src/terms/observed";
import { createFastClock } from "./support/fast-clock";
import { sku } from "./support/scripted-tenant";

const yammer = "7547a3fe-08ee-4ccb-b430-5077c5041653";
const people = Array.from({ length: 60 }, (_, index) => `p${index + 1}@contoso.com`);
const odd = [
  "o'brien@contoso.com",
  "guest_fabrikam.com#EXT#@contoso.com",
  "sales+emea@contoso.com",
  "žofie@contoso.com",
];

const tenant: TenantDocument = {
  displayName: "Contoso",
  verifiedDomains: ["contoso.com"],
  skus: [
    { sku: "ENTERPRISEPACK", enabled: 100 },
    { sku: "ENTERPRISEPREMIUM", enabled: 100 },
    { sku: "MCOEV", enabled: 100 },
  ],
  users: [
    ...people.map((userPrincipalName, index) => ({
      userPrincipalName,
      ...(index >= 50 ? {} : { usageLocation: "US" }),
      ...(index < 40 ? { licenses: [{ sku: "ENTERPRISEPACK", disabledPlans: ["YAMMER_ENTERPRISE"] }] } : {}),
    })),
    ...odd.map((userPrincipalName) => ({ userPrincipalName, usageLocation: "US", licenses: ["ENTERPRISEPACK"] })),
  ],
  groups: [
    { displayName: "Sales Team", mailNickname: "sales", members: people.slice(40, 45) },
    { displayName: "Voice", members: [], licenses: ["MCOEV", "ENTERPRISEPACK"] },
  ],
};

let emulator: Emulator | undefined;
afterEach(async () => {
  await emulator?.stop();
  emulator = undefined;
});

async function start(
  settings: Readonly<Record<string, unknown>> = {},
  document: TenantDocument = tenant,
): Promise<Emulator> {
  emulator = await startEmulator({ tenant: document, settings });
  return emulator;
}

function connect(to: Emulator): TenantSession {
  return connectTenant(readConnectionSettings({ M365_LICENSES_GRAPH_ENDPOINT: to.url }), {
    clock: createFastClock(20),
  });
}

const everything = {
  userNames: [...people, ...odd],
  userIds: [],
  groupNames: ["sales team", "Voice"],
  groupIds: [],
  wholeTenant: false,
};
const direct = (user: ObservedUser): string[] =>
  (user.assignments ?? []).filter((one) => one.assignedByGroup === undefined).map((one) => one.skuId);

/** One of each kind: swap, removal, addition to what is held, with a usage location, and a group. */
function changes(byName: ReadonlyMap<string, ObservedUser>): PrincipalWrite[] {
  const write = (index: number, change: Partial<PrincipalWrite>): PrincipalWrite => {
    const name = people[index] ?? "";
    return { principal: "user", id: byName.get(name)?.id ?? "", name, add: [], remove: [], ...change };
  };
  const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index);
  return [
    ...range(0, 30).map((index) =>
      write(index, { add: [{ skuId: sku.e5, disabledPlans: [yammer] }], remove: [sku.e3] }),
    ),
    ...range(30, 35).map((index) => write(index, { remove: [sku.e3] })),
    ...range(35, 40).map((index) => write(index, { add: [{ skuId: sku.mcoev, disabledPlans: [] }] })),
    ...range(50, 60).map((index) => write(index, { usageLocation: "GB", add: [{ skuId: sku.e3, disabledPlans: [] }] })),
  ];
}

async function applyEverything(to: Emulator): Promise<void> {
  const session = connect(to);
  const before = await session.readTenant(everything);
  expect(before.absent).toEqual([]);
  expect(before.users).toHaveLength(64);
  const byName = new Map(before.users.map((user) => [user.userPrincipalName, user]));
  const sales = before.groups.find((group) => group.displayName === "Sales Team");
  expect(sales?.members).toHaveLength(5);
  const logged = to.tenant.log.length;

  const writes = changes(byName);
  const outcomes = await session.write(writes, () => undefined);
  expect(outcomes.filter((outcome) => outcome.kind !== "applied")).toEqual([]);
  const grouped = await session.write(
    [
      {
        principal: "group",
        id: sales?.id ?? "",
        name: "Sales Team",
        add: [{ skuId: sku.e3, disabledPlans: [] }],
        remove: [],
      },
    ],
    () => undefined,
  );
  expect(grouped).toMatchObject([{ kind: "applied" }]);
  expect(await session.awaitGroups([sales?.id ?? ""], () => undefined)).toEqual({ unfinished: [] });

  // Each person's licences changed in one transaction, and in no second one.
  to.tenant.settle();
  const effects = to.tenant.log.slice(logged).filter((entry) => entry.change.kind === "effectiveLicenses");
  const byPerson = new Map<string, number>();
  for (const { change } of effects)
    if (change.kind === "effectiveLicenses") byPerson.set(change.userId, (byPerson.get(change.userId) ?? 0) + 1);
  expect([...byPerson.values()].every((times) => times === 1)).toBe(true);
  expect(byPerson.size).toBe(writes.length + 5);

  const ids = writes.map((write) => write.id);
  const after = new Map((await session.reread(ids, [])).users.map((user) => [user.userPrincipalName, user]));
  const swapped = after.get("p1@contoso.com");
  expect(swapped?.assignments).toMatchObject([{ skuId: sku.e5, disabledPlans: [yammer], state: "Active" }]);
  expect(direct(after.get("p31@contoso.com")!)).toEqual([]);
  expect(direct(after.get("p36@contoso.com")!).sort()).toEqual([sku.e3, sku.mcoev].sort());
  expect(after.get("p51@contoso.com")).toMatchObject({ usageLocation: "GB", assignments: [{ skuId: sku.e3 }] });
  const members = await session.reread(sales?.members ?? [], []);
  expect(
    members.users.every(
      (user) => user.assignments?.some((one) => one.skuId === sku.e3 && one.assignedByGroup === sales?.id) === true,
    ),
  ).toBe(true);
}

describe("against an emulated tenant", () => {
  it("reads and writes everything, each person once", async () => {
    await applyEverything(await start());
  });

  // All settings with another value at once: the first of each that is not the default, then the second.
  const combinations = [0, 1].map((nth) => {
    const seen = new Map<string, number>();
    const combination: Record<string, unknown> = {};
    for (const { name, value } of settingVariations) {
      const count = seen.get(name) ?? 0;
      seen.set(name, count + 1);
      if (count <= nth) combination[name] = value;
    }
    return combination;
  });
  it.each(combinations)("the same where everything that Microsoft does not say is otherwise, %#", async (settings) => {
    await applyEverything(await start(settings));
  });

  it.each(
    settingVariations
      .filter(({ name }) =>
        /^(idInFilter|replicationLagMs|newObjectLagMs|userAssignmentBody|groupAssignmentBody)$/.test(name),
      )
      .map(({ name, value }) => [name, value] as const),
  )("the same where only %s is %s", async (name, value) => {
    await applyEverything(await start({ [name]: value }));
  });

  it.each(["409", "400", "400BadRequest"])(
    "the same where the tenant takes one change at a time and says so by %s",
    async (concurrencyError) => {
      await applyEverything(await start({ concurrencyScope: "tenant", lockMs: 20, concurrencyError }));
    },
  );

  it.each([
    ["applied and answered 503", { kind: "status", status: 503, code: "ServiceUnavailable", applied: true }],
    ["applied and answered 504", { kind: "status", status: 504, code: "GatewayTimeout", applied: true }],
    ["not applied, answered 500", { kind: "status", status: 500, code: "InternalServerError" }],
    ["applied and throttled", { kind: "throttle", retryAfter: 1, applied: true }],
    ["throttled", { kind: "throttle", retryAfter: 1 }],
    ["applied, connection broken", { kind: "disconnect", applied: true }],
    ["connection broken", { kind: "disconnect" }],
    ["answer cut in the middle", { kind: "truncate" }],
    ["a concurrency violation", { kind: "concurrency" }],
  ] as const)("the same where a tenth of the licence calls is %s", async (_, effect) => {
    const to = await start();
    to.service.faults.add({ id: "fault", path: "/assignLicense$", probability: 0.1, seed: 7, effect });
    await applyEverything(to);
  });
});
