import { expect, it } from "vitest";
import { policyInput } from "../../src/stack/policy-input";
import { loadGood } from "./support/stack-folder";

it("makes the same input of a stack whose lines have moved", () => {
  const text = "approve: [{ losses: 1, of: [MCOEV], until: 2027-01-01, reason: x }]\n";
  const plain = loadGood(`tenant: c.com\n${text}`).policy;
  const moved = loadGood(`# a comment\n\ntenant: c.com\n${text}`).policy;
  expect(moved).not.toEqual(plain);
  expect(JSON.stringify(policyInput(moved))).toBe(JSON.stringify(policyInput(plain)));
});
