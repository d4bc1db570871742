import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attributeNames, findAttribute } from "../../src/filter/attributes";
import { isAdvanced } from "../../src/filter/check-filter";
import type { Filter } from "../../src/filter/filter";
import { formatFilter } from "../../src/filter/format-filter";
import { parseFilter } from "../../src/filter/parse-filter";

function parsed(text: string): Filter {
  const result = parseFilter(text);
  if (result.kind === "faults") throw new Error(result.faults.map(({ message }) => message).join(" "));
  return result.filter;
}

/** Column (from 1) of each fault, and what is said. */
function faults(text: string): readonly string[] {
  const result = parseFilter(text);
  return result.kind === "ok" ? [] : result.faults.map(({ at, message, remedy }) => `${at + 1}: ${message} ${remedy}`);
}

describe("parseFilter", () => {
  it.each([
    ["department eq 'Sales'", "department eq 'Sales'"],
    ["DEPARTMENT EQ 'Sales' AND accountenabled eq TRUE", "department eq 'Sales' and accountEnabled eq true"],
    ["(jobTitle eq 'a' or jobTitle eq 'b') and city ne null", "(jobTitle eq 'a' or jobTitle eq 'b') and city ne null"],
    ["jobTitle eq 'a' or jobTitle eq 'b' and city eq 'c'", "jobTitle eq 'a' or jobTitle eq 'b' and city eq 'c'"],
    ["not startswith(displayName, 'Room')", "not (startsWith(displayName,'Room'))"],
    ["not (department eq 'x' or department eq 'y')", "not (department eq 'x' or department eq 'y')"],
    ["companyName in ('Fabrikam', 'O''Neil & Söhne')", "companyName in ('Fabrikam','O''Neil & Söhne')"],
    ["endsWith(userPrincipalName,'@contoso.com')", "endsWith(userPrincipalName,'@contoso.com')"],
    [
      "onPremisesExtensionAttributes/extensionAttribute15 eq 'E5'",
      "onPremisesExtensionAttributes/extensionAttribute15 eq 'E5'",
    ],
    ["((department\n eq 'Sales'))", "department eq 'Sales'"],
  ])("%s", (text, canonical) => {
    expect(formatFilter(parsed(text))).toBe(canonical);
  });

  it.each([
    ["", "1: The filter is empty."],
    ["department = 'Sales'", "12: `=` is no word of a filter. Write `eq`."],
    ["department == 'Sales'", "12: `==` is no word of a filter. Write `eq`."],
    ["department -eq 'Sales'", "12: `-eq` is no word of a filter. Write `eq`."],
    ["department eq 'a' && city eq 'b'", "19: `&&` is no word of a filter. Write `and`."],
    ['department eq "Sales"', '15: `"` is no quotation mark of a filter.'],
    ["department eq Sales", "15: A value is expected here, not `Sales`. Put texts between `'`: `'Sales'`."],
    ["department eq 'Sales", "15: A text begins with this quotation mark and does not end."],
    ["department eq", "14: A value is expected here, not the end of the filter."],
    ["department", "11: the end of the filter is no operator"],
    [
      "department like 'S%'",
      "12: `like` is no operator: `eq`, `ne` or `in` follows an attribute. Write `startsWith(…)`.",
    ],
    ["(department eq 'a'", "19: `)` is expected here, not the end of the filter."],
    ["department eq 'a' city eq 'b'", "19: `city` is not expected here. Put `and` or `or` before it"],
    ["and department eq 'a'", "1: An attribute is expected here, not `and`."],
    ["contains(department,'a')", "1: `contains` is no function for the people of a directory."],
    ["startsWith('a',department)", "12: An attribute is expected here, not the text `'a'`."],
    ["startsWith(department,true)", "23: `true` is no text."],
    ["departement eq 'Sales'", "1: People cannot be selected by `departement`. Did you mean `department`?"],
    ["extensionAttribute1 eq 'x'", "1: People cannot be selected by `extensionAttribute1`. Did you mean `onPremises"],
    ["assignedLicenses/any eq 'E3'", "1: `assignedLicenses/any` is what people hold, which is what this file decides."],
    ["accountEnabled eq 'true'", "1: `accountEnabled` is true or false, and no text."],
    ["department eq true", "1: `department` is a text, and never true."],
    ["endsWith(department,'s')", "10: Graph does not have `endsWith` for `department`."],
    ["startsWith(userType,'G')", "12: Graph does not have `startsWith` for `userType`."],
    ["userPrincipalName eq null", "1: Graph does not find people whose `userPrincipalName` is empty."],
    ["department in ('a',null)", "1: `null` does not go with `in`."],
    ["department eq 'a' 💡", "19: `💡` has no meaning in a filter."],
  ])("refuses %j at the word that is wrong", (text, start) => {
    expect(faults(text)[0]).toContain(start);
  });

  it("tells every attribute and operator that Graph does not have at once", () => {
    expect(
      faults("departement eq 'a' and jobTitl eq 'b' and startsWith(userType,'c')").map((one) => one.split(":")[0]),
    ).toEqual(["1", "24", "54"]);
  });

  it("counts alternatives as Graph does, and stops before texts and brackets that never end", () => {
    const values = (count: number) => Array.from({ length: count }, (_, at) => `'${at}'`).join(",");
    expect(faults(`department in (${values(15)})`)).toEqual([]);
    expect(faults(`department in (${values(16)})`)[0]).toContain("16 alternatives");
    expect(faults(`department in (${values(10)}) or city in (${values(6)})`)[0]).toContain("16 alternatives");
    expect(faults(`department eq '${"x".repeat(1_500)}'`)[0]).toContain("at most 1,500 letters");
    expect(faults(`${"(".repeat(200)}department eq 'a'${")".repeat(200)}`)[0]).toContain("More than 30 brackets");
    expect(faults(`${"not ".repeat(200)}department eq 'a'`)[0]).toContain("More than 30 brackets");
  });

  it.each([
    ["department eq 'a'", false],
    ["accountEnabled eq true and userType eq 'Member'", false],
    ["startsWith(department,'a')", false],
    ["department ne 'a'", true],
    ["department eq null", true],
    ["not (department eq 'a')", true],
    ["companyName eq 'a'", true],
    ["employeeType in ('a','b')", true],
    ["endsWith(mail,'@contoso.com')", true],
    ["onPremisesExtensionAttributes/extensionAttribute1 eq 'a'", true],
    ["department eq 'a' or officeLocation eq 'b'", true],
  ])("%s is advanced: %s", (text, advanced) => {
    expect(isAdvanced(parsed(text))).toBe(advanced);
  });
});

const text = fc.stringMatching(/^[A-Za-zäß0-9 '()&,-]{0,12}$/);
const clause = fc.constantFrom(...attributeNames).chain((attribute): fc.Arbitrary<Filter> => {
  const known = findAttribute(attribute);
  const value: fc.Arbitrary<string | boolean> = known?.type === "flag" ? fc.boolean() : text;
  const compare = fc.record({ operator: fc.constantFrom("eq", "ne"), value });
  const plain = compare.map((one): Filter => ({ kind: "compare", attribute, at: 0, ...one }));
  const some = fc
    .array(value, { minLength: 1, maxLength: 3 })
    .map((values): Filter => ({ kind: "in", attribute, values, at: 0 }));
  if (known?.startsWith === undefined) return fc.oneof(plain, some);
  return fc.oneof(
    plain,
    some,
    text.map((part): Filter => ({ kind: "text", attribute, operator: "startsWith", value: part, at: 0 })),
  );
});
const filters = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    clause,
    tie("filter").map((filter): Filter => ({ kind: "not", filter })),
    fc
      .tuple(fc.constantFrom("and" as const, "or" as const), fc.array(tie("filter"), { minLength: 2, maxLength: 3 }))
      .map(([kind, parts]): Filter => ({
        kind,
        filters: parts.flatMap((part) => (part.kind === kind ? part.filters : [part])),
      })),
  ),
})).filter;

const withoutOffsets = (filter: Filter): unknown =>
  JSON.parse(JSON.stringify(filter, (key, value: unknown) => (key === "at" ? undefined : value)));

describe("formatFilter", () => {
  it("is the inverse of parseFilter", () => {
    fc.assert(
      fc.property(filters, (filter) => {
        const result = parseFilter(formatFilter(filter));
        // Only what Graph does not take is refused: too many alternatives, too many letters.
        if (result.kind === "faults") expect(result.faults[0]?.message).toMatch(/alternatives|letters|brackets/);
        else expect(withoutOffsets(result.filter)).toEqual(withoutOffsets(filter));
      }),
      { numRuns: 500 },
    );
  });

  it("reads no text for longer than it is, and never throws", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from("'()\"=, andeqorntinul0/$\n"), "department", " eq ") }),
        (odd) => {
          const result = parseFilter(odd);
          if (result.kind === "faults")
            for (const { at } of result.faults) expect(at).toBeLessThanOrEqual(Math.max(odd.length, 0));
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
