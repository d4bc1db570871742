import { describe, expect, it } from "vitest";
import { claimGiven, isOpen, unseenOf, withDoubtful } from "../../../src/plan/ledger/claim";
import { formatIntent, intentOf, isEmpty, parseIntent } from "../../../src/plan/ledger/intent";
import { LedgerTextError } from "../../../src/plan/ledger/ledger-schema";
import { emptyLedger } from "../../../src/plan/ledger/ledger-text";
import type { LedgerEntry } from "../../../src/terms/ledger";
import type { Observed } from "../../../src/terms/observed";
import type { Loss, Transition } from "../../../src/terms/plan";

const tenantId = "0310a6b8-4bd1-5594-9c10-f33ab37e1fde";
const ada = "11111111-1111-4111-8111-111111111111";
const bob = "22222222-2222-4222-8222-222222222222";
const team = "33333333-3333-4333-8333-333333333333";
const e1 = "18181a46-0d4e-45cd-891e-60aabd171b4e";
const e3 = "6fd2c87f-b296-42f0-b197-1e91e994b900";

const sku = (skuId: string) => ({ skuId, written: skuId, selection: { kind: "unmanaged" } as const });
const entry = (id: string, ...skuIds: string[]): LedgerEntry => ({
  id,
  name: `${id[0]}@contoso.com`,
  skus: skuIds.map(sku),
});

function observed(held: Readonly<Record<string, readonly string[]>>, ofTeam: readonly string[] = []): Observed {
  return {
    tenant: { id: tenantId, displayName: "Contoso", verifiedDomains: ["contoso.com"] },
    skus: [],
    users: Object.entries(held).map(([id, skuIds]) => ({
      id,
      userPrincipalName: `${id[0]}@contoso.com`,
      onPremisesSyncEnabled: false,
      assignments: skuIds.map((text) => {
        const [skuId = "", assignedByGroup] = text.split(" via ");
        const way = assignedByGroup === undefined ? {} : { assignedByGroup };
        return { skuId, disabledPlans: [], state: "Active" as const, ...way };
      }),
    })),
    groups: [
      {
        id: team,
        displayName: "3@contoso.com",
        securityEnabled: true,
        licenses: ofTeam.map((skuId) => ({ skuId, disabledPlans: [] })),
        nestedGroups: 0,
      },
    ],
    absent: [],
    wholeTenant: false,
  };
}

const doubt = (...users: LedgerEntry[]) => [{ given: { users, groups: [] } }];
const owning = (...users: LedgerEntry[]) => ({ ...emptyLedger(tenantId), users });

describe("what a run that was cut off has given", () => {
  it("is owned by whoever holds it now, beside what was owned before", () => {
    const { ledger, names, newcomers } = claimGiven(
      owning(entry(ada, e1)),
      doubt(entry(ada, e3), entry(bob, e3)),
      observed({ [ada]: [e1, e3], [bob]: [e3] }),
    );
    expect(ledger.users).toEqual([entry(ada, e1, e3), entry(bob, e3)]);
    expect(names).toEqual(["1@contoso.com", "2@contoso.com"]);
    expect([...newcomers]).toEqual([bob]);
  });

  it.each([
    ["nobody", {}],
    ["somebody who does not hold it", { [ada]: [] }],
    ["somebody who holds something else", { [ada]: [e1] }],
    ["somebody who has it through a group", { [ada]: [`${e3} via ${team}`] }],
  ])("is not claimed of %s", (_whom, held) => {
    const claimed = claimGiven(owning(), doubt(entry(ada, e3)), observed(held));
    expect(claimed.ledger).toEqual(owning());
    expect(claimed.names).toEqual([]);
  });

  it("is not claimed twice", () => {
    const before = owning(entry(ada, e3));
    expect(claimGiven(before, doubt(entry(ada, e3)), observed({ [ada]: [e3] }))).toEqual({
      ledger: before,
      names: [],
      newcomers: new Set(),
    });
  });

  it("is claimed of a group that has it", () => {
    const doubts = [{ given: { users: [], groups: [entry(team, e3)] } }];
    expect(claimGiven(owning(), doubts, observed({}, [e3])).ledger.groups).toEqual([entry(team, e3)]);
    expect(claimGiven(owning(), doubts, observed({}, [e1])).ledger.groups).toEqual([]);
  });

  it("is looked for by id", () => {
    expect(withDoubtful(owning(entry(ada, e1)), doubt(entry(bob, e3))).users.map(({ id }) => id)).toEqual([ada, bob]);
  });

  it("stays in doubt where nobody is seen to hold it", () => {
    expect(unseenOf(doubt(entry(ada, e1, e3), entry(bob, e3)), owning(entry(ada, e3), entry(bob, e3)))).toEqual({
      users: [entry(ada, e1)],
      groups: [],
    });
  });

  it("is looked for by a run of its own, until one has looked", () => {
    expect(isOpen(doubt(entry(ada, e3)))).toBe(true);
    expect(isOpen([{ given: { users: [], groups: [] }, until: "2026-03-02T10:00:00.000Z" }])).toBe(false);
  });
});

describe("the intent of a run", () => {
  const transition = (id: string, change: Partial<Transition>): Transition => ({
    principal: "user",
    id,
    name: `${id[0]}@contoso.com`,
    currentName: `${id[0]}@contoso.com`,
    kind: "swap",
    grants: [],
    removals: [],
    digest: "",
    ...change,
  });
  const grant = (skuId: string, disabledBefore?: readonly string[]) => ({
    skuId,
    disabledPlans: [],
    reasons: [],
    ...(disabledBefore === undefined ? {} : { disabledBefore }),
  });

  it("lists what is given to whom who does not hold it, and what is taken with the plans that are off", () => {
    const transitions = [
      transition(ada, { grants: [grant(e3)], removals: [{ skuId: e1, disabledBefore: [e3], reasons: [] }] }),
      transition(bob, { grants: [grant(e3, [])] }),
      transition(team, { principal: "group", grants: [grant(e1)] }),
    ];
    expect(intentOf({ transitions }, "base")).toEqual({
      base: "base",
      given: { users: [entry(ada, e3)], groups: [entry(team, e1)] },
      taken: {
        users: [{ ...entry(ada), skus: [{ ...sku(e1), selection: { kind: "off", plans: [e3] } }] }],
        groups: [],
      },
    });
  });

  it("names who loses a licence by it that no approval names, and the day, and is read as it was written", () => {
    const loss = (userId: string, path: Loss["path"], more: Partial<Loss> = {}): Loss => ({
      userId,
      name: userId,
      path,
      fromSku: e3,
      critical: [],
      reasons: [],
      ...more,
    });
    const losses = [
      loss(ada, { kind: "removed" }, { skuId: e3 }),
      loss(bob, { kind: "groupRemoved", group: team }),
      loss("approved", { kind: "removed" }, { approvedBy: "digest" }),
      loss("plans", { kind: "plansOff", skuId: e3, plans: [e1] }),
    ];
    const intent = intentOf({ transitions: [], losses, today: "2026-03-02" });
    expect(intent.losing).toEqual({
      day: "2026-03-02",
      people: [
        { id: ada, skuId: e3 },
        { id: bob, skuId: e3, group: team },
      ],
    });
    expect(parseIntent(formatIntent(intent, tenantId))).toEqual(intent);
    expect(intentOf({ transitions: [], losses: [] })).not.toHaveProperty("losing");
  });

  it.each([undefined, "0123456789abcdef"])("is read as it was written, with base %s", (base) => {
    const intent = intentOf({ transitions: [transition(ada, { grants: [grant(e3)] })] }, base);
    expect(parseIntent(formatIntent(intent, tenantId))).toEqual(intent);
    expect(isEmpty(intent.given)).toBe(false);
    expect(isEmpty(intent.taken)).toBe(true);
  });

  it.each(["", "null", "[]", '{"intent":2}', '{"intent":1,"given":1,"taken":""}'])("is no other text: %s", (text) => {
    expect(() => parseIntent(text)).toThrow(LedgerTextError);
  });
});
