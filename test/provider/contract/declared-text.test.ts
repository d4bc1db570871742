import fc from "fast-check";
import { expect, it } from "vitest";
import { declaredText, textOfStack } from "../../../src/provider/contract/declared-text";
import type { RosterLicense } from "../../../src/roster/types";
import { canonicalLines } from "../../../src/stack/canonical-lines";
import type { DesiredPrincipal } from "../../../src/terms/desired";

const unmanaged = (sku: string): RosterLicense => ({ sku, selection: { kind: "unmanaged" } });
const licences = [[unmanaged("E3")], [unmanaged("MCOEV"), unmanaged("E3")], [unmanaged("E3")], []];

function principals(name: fc.Arbitrary<string>): fc.Arbitrary<DesiredPrincipal[]> {
  const principal = fc
    .tuple(name, fc.constantFrom(...licences), fc.constantFrom(undefined, "GB", "DE"))
    .map(([called, some, location]) => ({
      name: called,
      licenses: some,
      declarations: [],
      ...(location === undefined ? {} : { usageLocation: location }),
    }));
  return fc.uniqueArray(principal, { selector: (one) => one.name });
}

it("is the same of a stack as of its canonical lines, whatever its names", () => {
  const userName = fc.string({ unit: "binary" }).map((text) => `${text}@c.com`);
  const groupName = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("12", "7", "Sales"));
  fc.assert(
    fc.property(principals(userName), principals(groupName), fc.boolean(), (users, groups, makes) => {
      const make = makes ? { make: [{ name: "Sales", place: { file: "s.yaml", line: 1, column: 1 } }] } : {};
      const desired = { tenant: "c.com", users, groups, dormant: [], ...make };
      expect(textOfStack(desired)).toBe(declaredText(canonicalLines(desired)));
    }),
  );
});
