import { describe, expect, it } from "vitest";
import type { RulePerson } from "../../../src/plan/rules/rule";
import { HoldingBook } from "../../../src/plan/rules/holding-book";
import { indexTenant } from "../../../src/plan/basis/tenant-index";
import { held, observed, planIds, skuIds } from "../support/tenant";

const { skus } = indexTenant(observed());
const person = (name: string, ...ways: readonly string[]): RulePerson =>
  ({ id: name, name, after: ways.map(held) }) as unknown as RulePerson;
const sort = (...people: readonly RulePerson[]) => new HoldingBook(skus).sort(people);
const together = (...people: readonly RulePerson[]): string[][] =>
  sort(...people).map((standing) => standing.people.map(({ name }) => name));

describe("people are looked at together", () => {
  it("who hold the same in the same ways, in whatever order they were read", () => {
    expect(
      together(person("a", "E3(-TEAMS,-YAMMER)", "MCOEV/g"), person("b", "MCOEV/g", "E3(-YAMMER,-TEAMS)")),
    ).toEqual([["a", "b"]]);
    expect(together(person("a", "E3", "VISIO/g!CountViolation"), person("b", "E3"))).toEqual([["a", "b"]]);
  });

  it.each([
    ["by another way", ["E3"], ["E3/g"]],
    ["from another group", ["E3/g"], ["E3/h"]],
    ["with another plan off", ["E3(-TEAMS)"], ["E3(-YAMMER)"]],
    ["with one more plan off", ["E3(-TEAMS)"], ["E3(-TEAMS,-YAMMER)"]],
    ["with two other plans off", ["E3(-TEAMS,-YAMMER)"], ["E3(-TEAMS,-EXCHANGE)"]],
    ["and one thing more", ["E3"], ["E3", "MCOEV"]],
  ])("but not where one holds it %s", (_, one, other) => {
    expect(together(person("a", ...one), person("b", ...other))).toEqual([["a"], ["b"]]);
  });
});

it("what is on of a SKU is what is on in any of its ways, for each combination of its own", () => {
  const on = (name: "E3", ...people: readonly RulePerson[]) =>
    sort(...people).map((standing) =>
      standing.held.find(({ content }) => content.skuId === skuIds[name])?.content.plans.has(planIds.TEAMS),
    );
  expect(
    on(
      "E3",
      person("a", "E3"),
      person("b", "E3(-TEAMS)"),
      person("c", "E3(-TEAMS)", "E3(-YAMMER)/g"),
      person("d", "E3(-TEAMS)", "E3(-TEAMS)/g"),
    ),
  ).toEqual([true, false, true, false]);
  expect(on("E3", person("a", "E3", "E3(-TEAMS)/g"), person("b", "E3(-TEAMS)"))).toEqual([true, false]);
});

it("ways are told as direct or by groups, sorted; SKUs that the tenant does not list are left out", () => {
  const unknown = { ...person("a", "E3/h", "E3/g", "E3", "VISIO/g") };
  const [standing] = sort({
    ...unknown,
    after: [...unknown.after, { skuId: "gone-sku", disabledPlans: [], state: "Active" }],
  });
  expect(standing?.held.map(({ content, direct, groups }) => [content.skuId, direct, groups])).toEqual([
    [skuIds.E3, true, ["g", "h"]],
    [skuIds.VISIO, false, ["g"]],
  ]);
});
