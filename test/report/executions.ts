import type { Execution } from "../../src/terms/execution";
import { emptyLedger } from "../../src/plan/ledger/ledger-text";
import type { Problems } from "../../src/report/json/json";
import { busyPlan, e1, e3, e5, mailOf, phoneSystem } from "./plans";

/** A run of nobody: what a test adds is all there is. */
export function executionOf(parts: Partial<Execution> = {}): Execution {
  return {
    outcomes: [],
    memberProblems: [],
    unfinishedGroups: [],
    ledger: emptyLedger("t"),
    lines: { users: {}, groups: {} },
    seats: [],
    stopped: false,
    ...parts,
  };
}

export const noSeats = {
  code: "no-seats",
  message: "Subscription with SKU x does not have any available licenses.",
  remedy: "Buy a seat.",
};

/** What became of `busyPlan`: some done, one failed, one left, a member without the licence, seats. */
export function busyExecution(): Execution {
  const group = "22222222-0000-0000-0000-000000000000";
  const outcomes = busyPlan().transitions.map(({ principal, id, name }): Execution["outcomes"][number] => {
    if (name === mailOf(3))
      return {
        principal,
        id,
        name,
        kind: "failed",
        problem: { ...noSeats, requestId: "5f0c1ad2-9b0e-4a11-8f9e-0f4d7f1f2c3d" },
      };
    if (name === "megan@contoso.com")
      return { principal, id, name, kind: "skipped", why: "the group's licence has not arrived yet" };
    if (name === "temp1@contoso.com")
      return { principal, id, name, kind: "applied", note: "the direct licence stays until the group's is active" };
    return { principal, id, name, kind: "applied" };
  });
  return executionOf({
    outcomes,
    memberProblems: [{ userId: "lee", name: "lee@contoso.com", groupId: group, skuId: e3, error: "CountViolation" }],
    unfinishedGroups: [group],
    seats: [
      { skuId: e3, bought: 25, used: 25 },
      { skuId: e5, bought: 1200, used: 1101 },
      { skuId: e1, bought: 25, used: 0 },
      { skuId: phoneSystem, bought: 0, used: 3 },
    ],
  });
}

/** A stack with two mistakes, and a limit that is passed. */
export function someProblems(): Problems {
  return [
    {
      code: "license-unknown",
      message: "`Office 365 E33` is no licence that is known here.",
      remedy: "Did you mean `Office 365 E3`?",
      place: { file: "stacks/contoso.yaml", line: 6, column: 16 },
    },
    {
      code: "principal-name",
      message: "`adele@` is no user principal name.",
      remedy: "Write one user principal name, like `adele@contoso.com`.",
      place: { file: "stacks/lists/sales.txt", line: 3, column: 1 },
    },
  ];
}
