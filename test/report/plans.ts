import type { Grant, Loss, Plan, Removal, SeatLine, Transition } from "../../src/terms/plan";

/** SKU ids of Microsoft's own table. */
export const e1 = "18181a46-0d4e-45cd-891e-60aabd171b4e";
export const e3 = "6fd2c87f-b296-42f0-b197-1e91e994b900";
export const e5 = "c7df2760-2c81-4ef7-b578-5b5392b571df";
export const phoneSystem = "e43b5b99-8dfb-405f-9987-dc307f34bcbd";
export const callingPlan = "0dab259f-bf13-4952-b7f8-7db8f131b28d";
export const yammer = "7547a3fe-08ee-4ccb-b430-5077c5041653";

/** A plan of nobody: what a test adds is all there is. */
export function planOf(parts: Partial<Plan> = {}): Plan {
  return {
    version: 1,
    tenant: { id: "11111111-0000-0000-0000-000000000000", displayName: "Contoso" },
    today: "2026-11-23",
    skus: {
      [e1]: { partNumber: "STANDARDPACK", name: "Office 365 E1" },
      [e3]: { partNumber: "ENTERPRISEPACK", name: "Office 365 E3" },
      [e5]: { partNumber: "ENTERPRISEPREMIUM", name: "Office 365 E5" },
      [phoneSystem]: { partNumber: "MCOEV", name: "Microsoft Teams Phone Standard" },
      [callingPlan]: { partNumber: "MCOPSTN1", name: "Microsoft 365 Domestic Calling Plan" },
    },
    plans: { [yammer]: "YAMMER_ENTERPRISE" },
    transitions: [],
    phases: [],
    losses: [],
    seats: [],
    guard: { losing: 0, approved: 0, inWindow: 0, limit: 2, of: 20, perDays: 7, verdict: "allowed" },
    findings: [],
    unchanged: { count: 40, adopted: [] },
    pending: [],
    lines: { users: {}, groups: {} },
    ledgerChanges: false,
    digest: "d1",
    ...parts,
  };
}

export function grantOf(skuId: string, parts: Partial<Grant> = {}): Grant {
  return {
    skuId,
    disabledPlans: [],
    reasons: [{ kind: "declared", assignment: "sales", place: { file: "stacks/contoso.yaml", line: 12, column: 5 } }],
    ...parts,
  };
}

export function removalOf(skuId: string, parts: Partial<Removal> = {}): Removal {
  return { skuId, disabledBefore: [], reasons: [{ kind: "undeclared" }], ...parts };
}

export function transitionOf(name: string, kind: Transition["kind"], parts: Partial<Transition> = {}): Transition {
  return {
    principal: "user",
    id: `id-${name}`,
    name,
    currentName: name,
    kind,
    grants: [],
    removals: [],
    digest: `digest-${name}`,
    ...parts,
  };
}

export function lossOf(name: string, skuId: string, parts: Partial<Loss> = {}): Loss {
  return {
    userId: `id-${name}`,
    name,
    path: { kind: "removed" },
    skuId,
    critical: [],
    reasons: [{ kind: "undeclared" }],
    ...parts,
  };
}

export function seatOf(skuId: string, parts: Partial<SeatLine> = {}): SeatLine {
  return {
    skuId,
    bought: 25,
    warning: 0,
    usedNow: 20,
    usedAfter: 21,
    gained: 1,
    freed: 0,
    short: 0,
    goWithout: [],
    ...parts,
  };
}

export const mailOf = (index: number): string => `user${String(index).padStart(4, "0")}@contoso.com`;

/** A day's work: a joiner, a move from E3 to E5, a leaver, a group, drift, shortage, findings. */
export function busyPlan(): Plan {
  const place = { file: "stacks/contoso.yaml", line: 30, column: 7 };
  return planOf({
    transitions: [
      transitionOf("Sales Team", "adjust", {
        principal: "group",
        id: "22222222-0000-0000-0000-000000000000",
        grants: [grantOf(e3, { disabledPlans: [yammer], disabledBefore: [] })],
      }),
      transitionOf("adele@contoso.com", "swap", { grants: [grantOf(e5)], removals: [removalOf(e3)] }),
      ...[1, 2, 3].map((index) =>
        transitionOf(mailOf(index), "grant", {
          grants: [grantOf(e3), grantOf(phoneSystem)],
          usageLocation: { after: "GB" },
        }),
      ),
      transitionOf("megan@contoso.com", "withdraw", {
        currentName: "megan.bowen@contoso.com",
        removals: [
          removalOf(phoneSystem, {
            onlyIfInherited: "22222222-0000-0000-0000-000000000000",
            reasons: [{ kind: "moved", to: "group", group: "22222222-0000-0000-0000-000000000000" }],
          }),
        ],
      }),
      transitionOf("temp1@contoso.com", "withdraw", { removals: [removalOf(e1)] }),
    ],
    losses: [
      lossOf("temp1@contoso.com", e1, {
        critical: ["teams", "mailbox"],
        reasons: [{ kind: "expired", assignment: "contractors", until: "2026-11-22", place }],
      }),
      lossOf("lee@contoso.com", e3, {
        path: { kind: "groupPlansOff", group: "22222222-0000-0000-0000-000000000000", skuId: e3, plans: [yammer] },
      }),
    ],
    seats: [
      seatOf(e3, { gained: 3, freed: 1, usedNow: 24, usedAfter: 26, short: 1, goWithout: [mailOf(3)] }),
      seatOf(e5, { bought: 1200, usedNow: 1100, usedAfter: 1101 }),
      seatOf(e1, { gained: 0, freed: 1, usedNow: 1, usedAfter: 0, warning: 5 }),
      seatOf(phoneSystem, { bought: 0, usedNow: 0, usedAfter: 3, gained: 3 }),
    ],
    findings: [
      {
        code: "seats-short",
        severity: "error",
        message: "ENTERPRISEPACK: 1 seat short of 25",
        remedy: "Buy 1 seat, or take it from somebody.",
        principals: [mailOf(3)],
        place,
      },
      {
        code: "renamed",
        severity: "info",
        message: "megan@contoso.com is now megan.bowen@contoso.com",
        principals: ["megan@contoso.com"],
      },
      {
        code: "phone-system",
        severity: "warning",
        message: "Calling Plan without Phone System",
        remedy: "Add MCOEV.",
        principals: ["a@contoso.com", "b@contoso.com"],
        place,
      },
    ],
    guard: { losing: 2, approved: 0, inWindow: 1, limit: 4, of: 40, perDays: 7, verdict: "allowed" },
    unchanged: { count: 12345, adopted: ["held@contoso.com"] },
    pending: ["new.joiner@contoso.com"],
  });
}
