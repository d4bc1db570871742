import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildTenant } from "../src/file/build-tenant";
import { saveTenant } from "../src/file/save-tenant";
import type { TenantDocument } from "../src/start";
import { administrate, type AdministratorAction } from "../src/control/administrate";
import { readUserProperty } from "../src/graph/views/user-view";
import { defaultSettings, settingVariations } from "../src/settings/settings";
import { effectiveSkuIds, isHeld } from "../src/tenant/effective";
import { reprocessUser } from "../src/tenant/groups/group-processing";
import { deleteUser, restoreUser } from "../src/tenant/change-users";
import { createTenant } from "../src/tenant/tenant";
import type { Tenant } from "../src/tenant/tenant-type";
import { applyChange } from "../src/tenant/apply-change";
import { contoso } from "./support/contoso";

const cause = { actor: { kind: "administrator", id: "property" }, requestId: null } as const;
const people = ["adele", "diego", "nowhere", "grady", "lynne"].map((name) => `${name}@contoso.com`);
const groups = ["Sales Team", "Empty"];
const skus = [
  "ENTERPRISEPACK",
  "ENTERPRISEPREMIUM",
  "STANDARDPACK",
  "MCOEV",
  "MCOPSTN1",
  "MCOMEETADV",
  "VISIOCLIENT",
  "STANDARDWOFFPACK_STUDENT",
];

type Step =
  | { readonly kind: "act"; readonly action: AdministratorAction }
  | { readonly kind: "wait"; readonly ms: number }
  | { readonly kind: "reprocess" | "delete" | "restore"; readonly user: string };

const person = fc.constantFrom(...people);
const group = fc.constantFrom(...groups);
const sku = fc.constantFrom(...skus);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("act" as const),
      action: fc.record({
        kind: fc.constant("assignLicenses" as const),
        to: fc.oneof({ weight: 3, arbitrary: person }, { weight: 1, arbitrary: group }),
        add: fc.uniqueArray(sku, { maxLength: 3 }),
        remove: fc.uniqueArray(sku, { maxLength: 2 }),
      }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("act" as const),
      action: fc.record({
        kind: fc.constantFrom("addMember" as const, "removeMember" as const),
        group,
        member: person,
      }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("act" as const),
      action: fc.record({
        kind: fc.constant("setSeats" as const),
        sku,
        units: fc.record({ enabled: fc.nat(6), warning: fc.nat(2) }),
      }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("wait" as const), ms: fc.constantFrom(10, 60, 1000) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom("reprocess" as const, "delete" as const, "restore" as const),
      user: person,
    }),
  },
);
const settings = fc.oneof(
  fc.constant({}),
  fc.constantFrom(...settingVariations).map(({ name, value }) => ({ [name]: value })),
);

const startClock = () => ({ now: Date.parse("2026-11-01T00:00:00Z") });

function run(
  steps: readonly Step[],
  given: Readonly<Record<string, unknown>>,
  after: (tenant: Tenant) => void,
  clock = startClock(),
): Tenant {
  const built = buildTenant(contoso(), { groupStepSize: 1, ...given });
  const tenant = createTenant({ ...built, clock: () => clock.now });
  for (const each of steps) {
    if (each.kind === "act") administrate(tenant, each.action);
    else if (each.kind === "wait") clock.now += each.ms;
    else takeStep(tenant, each.kind, each.user);
    tenant.settle();
    after(tenant);
  }
  return tenant;
}

function takeStep(tenant: Tenant, kind: "reprocess" | "delete" | "restore", name: string): void {
  const user = tenant.state.users.get(tenant.state.userIdsByName.get(name) ?? "");
  if (kind === "restore") {
    const deleted = [...tenant.state.deletedUsers.values()].find(
      (candidate) => candidate.user.userPrincipalName === name,
    );
    if (deleted !== undefined) restoreUser(tenant, deleted.user.id, cause);
  } else if (user !== undefined) {
    if (kind === "delete") deleteUser(tenant, user, cause);
    else reprocessUser(tenant, user.id, cause);
  }
}

const check = (property: fc.IPropertyWithHooks<[Step[], Record<string, unknown>]>) =>
  fc.assert(property, { numRuns: 150 });

describe("whatever is done to a tenant", () => {
  it("counts each seat once a person, and loses none", () => {
    check(
      fc.property(fc.array(step, { maxLength: 25 }), settings, (steps, given) => {
        run(steps, given, ({ state }) => {
          for (const skuId of state.subscriptions.keys()) {
            const holders = [...state.users.values()].filter((user) =>
              user.states.some((held) => held.skuId === skuId && isHeld(held)),
            ).length;
            expect(state.consumed.get(skuId) ?? 0).toBe(holders);
          }
        });
      }),
    );
  });

  it("gives no seat that is not there", () => {
    check(
      fc.property(fc.array(step, { maxLength: 25 }), settings, (steps, given) => {
        let before = new Map(buildTenant(contoso()).state.consumed);
        run(steps, given, ({ state }) => {
          for (const [skuId, { units }] of state.subscriptions) {
            const consumed = state.consumed.get(skuId) ?? 0;
            // More than the pool only where units were taken away from under the holders: then nobody is added.
            expect(consumed).toBeLessThanOrEqual(Math.max(units.enabled + units.warning, before.get(skuId) ?? 0));
          }
          before = new Map(state.consumed);
        });
      }),
    );
  });

  it("shows exactly the union of direct and inherited licences", () => {
    check(
      fc.property(fc.array(step, { maxLength: 25 }), settings, (steps, given) => {
        const { state } = run(steps, given, () => undefined);
        const context = {
          settings: defaultSettings,
          now: Date.parse("2026-11-02T00:00:00Z"),
          subscriptions: state.subscriptions,
          issuer: "contoso.onmicrosoft.com",
        };
        for (const user of state.users.values()) {
          const shown = readUserProperty(user, "assignedLicenses", context) as {
            skuId: string;
            disabledPlans: string[];
          }[];
          const union = new Set(
            user.states.filter((held) => held.state.startsWith("Active")).map((held) => held.skuId),
          );
          expect(new Set(shown.map(({ skuId }) => skuId))).toEqual(union);
          expect(shown).toHaveLength(union.size);
        }
      }),
    );
  });

  it("becomes the same tenant again when its log is replayed, and when it is saved and loaded", () => {
    check(
      fc.property(fc.array(step, { maxLength: 25 }), settings, (steps, given) => {
        const tenant = run(steps, given, () => undefined);
        const replayed = buildTenant(contoso(), { groupStepSize: 1, ...given }).state;
        for (const { change, time } of tenant.log)
          if (change.kind !== "effectiveLicenses") applyChange(replayed, change, time);
        expect(saveTenant(replayed)).toEqual(saveTenant(tenant.state));
        expect(saveTenant(buildTenant(saveTenant(tenant.state)).state)).toEqual(saveTenant(tenant.state));
      }),
    );
  });

  it("goes on with its group processing when it is saved in the middle of it and loaded", () => {
    let resumed = 0;
    check(
      fc.property(fc.array(step, { maxLength: 25 }), settings, (steps, given) => {
        const clock = startClock();
        const tenant = run(steps, { ...given, groupProcessingDelayMs: 40 }, () => undefined, clock);
        const document = saveTenant(tenant.state, [], tenant.settings(), [], tenant.queue.pending());
        const loaded = createTenant({
          ...buildTenant(JSON.parse(JSON.stringify(document)) as TenantDocument),
          clock: () => clock.now,
        });
        resumed += tenant.queue.pending().length;
        const runOn = (each: Tenant) => {
          each.settle();
          return saveTenant(each.state, [], each.settings(), [], each.queue.pending());
        };
        for (const ms of [0, 50, 10_000]) {
          clock.now += ms;
          expect(runOn(loaded)).toEqual(runOn(tenant));
        }
        expect(loaded.queue.pending()).toEqual([]);
      }),
    );
    expect(resumed).toBeGreaterThan(20);
  });

  it("logs every gain and loss of what people effectively hold", () => {
    check(
      fc.property(fc.array(step, { maxLength: 25 }), settings, (steps, given) => {
        const tenant = run(steps, given, () => undefined);
        const held = new Map(
          [...buildTenant(contoso(), given).state.users.values()].map((user) => [
            user.id,
            new Set(effectiveSkuIds(user.states)),
          ]),
        );
        for (const { change } of tenant.log) {
          if (change.kind !== "effectiveLicenses") continue;
          const skuIds = held.get(change.userId)!;
          for (const skuId of change.lost) expect(skuIds.delete(skuId)).toBe(true);
          for (const skuId of change.gained) {
            expect(skuIds.has(skuId)).toBe(false);
            skuIds.add(skuId);
          }
        }
        for (const [id, skuIds] of held)
          expect(skuIds).toEqual(new Set(effectiveSkuIds(tenant.state.users.get(id)?.states ?? [])));
      }),
    );
  });
});
