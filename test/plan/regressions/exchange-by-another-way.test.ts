import { expect, it } from "vitest";
import { emptyLedger } from "../../../src/plan/ledger/ledger-text";
import { planTenant } from "../../../src/plan/plan-tenant";
import { requestReads } from "../../../src/plan/basis/request-reads";
import { miniSkuNamed } from "../oracle/miniature-catalog";
import { observe } from "../oracle/observe";
import type { Holding, SmallTenant } from "../oracle/small-tenant";
import type { Stack } from "../oracle/stack";
import { policy } from "../support/tenant";

const [e1, e3, e5] = ["STANDARDPACK", "ENTERPRISEPACK", "ENTERPRISEPREMIUM"].map((name) => miniSkuNamed(name).id) as [
  string,
  string,
  string,
];
const teams = miniSkuNamed("STANDARDPACK").plans.find(({ name }) => name === "TEAMS1")!.id;
const person = "a0000000-0000-4000-8000-0000000000a0";
const group = "b0000000-0000-4000-8000-0000000000b0";

function tenantOf(holdings: readonly Holding[], licenses: readonly string[], off: readonly string[] = []): SmallTenant {
  return {
    id: "10000000-0000-4000-8000-000000000000",
    domain: "contoso.com",
    country: "US",
    people: [{ id: person, upn: "a@contoso.com", location: "US", synced: false, sight: "clear", holdings }],
    groups: [{ id: group, name: "Group", licenses: licenses.map((skuId) => ({ skuId, off })), members: [person] }],
    gone: [],
    seats: { [e1]: 9, [e3]: 9, [e5]: 9 },
  };
}

function stackOf(declared: readonly string[], owned: readonly string[], ownedOfGroup: readonly string[] = []): Stack {
  const skus = (ids: readonly string[]): Stack["ledger"]["users"][number]["skus"] =>
    ids.map((skuId) => ({ skuId, written: skuId, selection: { kind: "unmanaged" } }));
  return {
    desired: {
      tenant: "contoso.com",
      users: [],
      groups: [
        {
          name: "Group",
          licenses: declared.map((sku) => ({ sku, selection: { kind: "unmanaged" } })),
          declarations: [],
        },
      ],
      dormant: [],
    },
    ledger: {
      ...emptyLedger("10000000-0000-4000-8000-000000000000"),
      users: owned.length === 0 ? [] : [{ id: person, name: "a@contoso.com", skus: skus(owned) }],
      groups: ownedOfGroup.length === 0 ? [] : [{ id: group, name: "Group", skus: skus(ownedOfGroup) }],
    },
    policy: policy({ limits: { kind: "limited", people: 100, atMost: 1000, perDays: 7 } }),
  };
}

function plan(tenant: SmallTenant, stack: Stack): ReturnType<typeof planTenant> {
  return planTenant({
    ...stack,
    observed: observe(tenant, requestReads(stack.desired, stack.ledger, stack.policy)),
    today: "2026-03-02",
  });
}

// Who had E3 and E1 and then had E1 by a group only was told to have exchanged E3 for it.
it("counts E3 as lost where E1 was there before and merely comes by another way", () => {
  const tenant = tenantOf(
    [
      { skuId: e3, off: [] },
      { skuId: e1, off: [] },
    ],
    [],
  );
  expect(plan(tenant, stackOf(["STANDARDPACK"], [e1, e3])).losses.map(({ skuId }) => skuId)).toEqual([e3]);
});

// A group that exchanged E1 without Teams for E3 switched Teams on for its members.
it("carries over what is off when a group exchanges a licence", () => {
  const tenant = tenantOf([{ skuId: e1, group, off: [teams] }], [e1], [teams]);
  const [transition] = plan(tenant, stackOf(["ENTERPRISEPACK"], [], [e1])).transitions;
  expect(transition?.grants).toMatchObject([
    { skuId: e3, disabledPlans: [teams], reasons: [{ kind: "carriedOver", fromSku: e1 }] },
  ]);
});
