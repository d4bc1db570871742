import { describe, expect, it } from "vitest";
import type { Filter } from "../../src/filter/filter";
import { attributesOf, matchesFilter, whyNot } from "../../src/filter/match-filter";
import { parseFilter } from "../../src/filter/parse-filter";

function filter(text: string): Filter {
  const result = parseFilter(text);
  if (result.kind === "faults") throw new Error(result.faults[0]?.message);
  return result.filter;
}

const person = { department: "IT", accountEnabled: true, jobTitle: null, mail: "a@contoso.com", userType: "Guest" };

describe("matchesFilter", () => {
  it.each([
    ["department eq 'it'", true],
    ["department eq 'Sales'", false],
    ["department ne 'Sales'", true],
    ["jobTitle eq null", true],
    ["jobTitle ne null", false],
    ["jobTitle ne 'Intern'", true],
    ["department in ('Sales','IT')", true],
    ["startsWith(department,'i')", true],
    ["startsWith(jobTitle,'i')", false],
    ["endsWith(mail,'@CONTOSO.com')", true],
    ["not (department eq 'IT')", false],
    ["department eq 'IT' and accountEnabled eq false", false],
    ["department eq 'Sales' or accountEnabled eq true", true],
  ])("%s: %s", (text, matches) => {
    expect(matchesFilter(filter(text), person)).toBe(matches);
  });

  it("says nothing where something is not known of the person", () => {
    expect(matchesFilter(filter("department eq 'IT' or city eq 'Lyon'"), person)).toBeUndefined();
  });

  it("names what it looks at once, as Graph spells it", () => {
    expect(attributesOf(filter("DEPARTMENT eq 'a' or department eq 'b' and city eq 'c'"))).toEqual([
      "city",
      "department",
    ]);
  });
});

describe("whyNot", () => {
  it.each([
    ["department eq 'Sales'", 'department is no longer "Sales" but "IT"'],
    ["department in ('Sales','HR')", 'department is no longer one of "Sales", "HR" but "IT"'],
    ["jobTitle eq 'Boss'", 'jobTitle is no longer "Boss" but empty'],
    ["accountEnabled eq false", "accountEnabled is no longer false"],
    ["userType ne 'Guest'", 'userType is "Guest"'],
    ["not (userType eq 'Guest')", 'userType is "Guest"'],
    ["startsWith(department,'S')", 'department no longer starts with "S" but is "IT"'],
    ["department eq 'Sales' and accountEnabled eq true", 'department is no longer "Sales" but "IT"'],
    [
      "department eq 'Sales' and accountEnabled eq false",
      'department is no longer "Sales" but "IT", accountEnabled is no longer false',
    ],
  ])("%s: %s", (text, why) => {
    expect(whyNot(filter(text), person, true)).toBe(why);
  });

  it("does not claim that somebody matched before", () => {
    expect(whyNot(filter("department eq 'Sales'"), person, false)).toBe('department is not "Sales" but "IT"');
  });
});
