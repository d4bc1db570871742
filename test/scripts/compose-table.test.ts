import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { composeFiles, describeChanges, keepVanished, tidyProducts } from "../../scripts/catalog/compose-table.mjs";
import { builtInProducts } from "../../emulator/src/products/built-in-products";
import { plansInTable, tableProducts } from "../../src/catalog/table/read-table";

const plan = (digit: number, name = `PLAN_${digit}`, friendlyName = `Plan ${digit}`) => ({
  id: `bbbbbbbb-0000-0000-0000-00000000000${digit}`,
  name,
  friendlyName,
});
const product = (digit: number, name: string, plans: ReturnType<typeof plan>[]) => ({
  skuId: `aaaaaaaa-0000-0000-0000-00000000000${digit}`,
  partNumber: `PART_${digit}`,
  names: [name],
  plans,
});
const own = tableProducts.map((one) => ({ ...one, plans: plansInTable(one.skuId) }));

describe("the facts of Microsoft's table", () => {
  it("are written as they stand in the project, in the product and in the emulator alike", () => {
    for (const [file, text] of Object.entries(composeFiles(tidyProducts(own))))
      for (const folder of ["src/catalog/table", "emulator/src/products/table"])
        expect(readFileSync(`${__dirname}/../../${folder}/${file}`, "utf8")).toBe(text);
  });

  it("are read by the emulator as by the product", () => {
    const plans = (of: readonly { readonly servicePlanId: string; readonly servicePlanName: string }[]) =>
      of.map(({ servicePlanId, servicePlanName }) => `${servicePlanId} ${servicePlanName}`);
    expect(
      builtInProducts.map(({ skuId, skuPartNumber, name, servicePlans }) => [
        skuId,
        skuPartNumber,
        name,
        ...plans(servicePlans),
      ]),
    ).toEqual(
      own.map(({ skuId, partNumber, names, plans: of }) => [
        skuId,
        partNumber,
        names[0],
        ...of.map(({ id, name }) => `${id} ${name}`),
      ]),
    );
  });

  it("are text, whatever signs a name has", () => {
    const odd = product(1, "A `name` \\ with ${signs} \u2013 and more", [
      plan(1, "WITH, COMMA"),
      plan(2, "WITH, COMMA"),
    ]);
    const files = composeFiles(tidyProducts([odd]));
    expect(files["products.ts"]).toMatch(/^[ -~\n]*$/);
    expect(files["products.ts"]).toContain("A \\`name\\` \\\\ with \\${signs} \\u2013 and more");
    expect(files["products.ts"]).toContain(`${plan(1).id}, ${plan(2).id}`);
  });
});

describe("a newer table", () => {
  const before = [product(1, "One", [plan(1)]), product(2, "Two", [plan(1), plan(2)])];

  it("says what changed, a fact a line", () => {
    const after = [
      product(2, "Two renamed", [plan(1, "PLAN_1", "Plan one"), plan(3)]),
      product(3, "Three", [plan(1, "PLAN_1", "Plan one")]),
    ];
    expect(describeChanges(tidyProducts(before), tidyProducts(after))).toEqual([
      "~ PART_2 (aaaaaaaa-0000-0000-0000-000000000002): Two → Two renamed",
      "~ PART_2 (aaaaaaaa-0000-0000-0000-000000000002): +PLAN_3 -PLAN_2",
      "+ PART_3 (aaaaaaaa-0000-0000-0000-000000000003): Three; service plans: 1",
      "- PART_1 (aaaaaaaa-0000-0000-0000-000000000001)",
      "~ service plan PLAN_1 | Plan 1 → PLAN_1 | Plan one",
    ]);
  });

  it("forgets no product that somebody may still hold", () => {
    expect(keepVanished([product(3, "Three", [plan(1)])], before).map(({ partNumber }) => partNumber)).toEqual([
      "PART_3",
      "PART_1",
      "PART_2",
    ]);
  });

  it("spells a service plan as most products do, and shouts no name", () => {
    const spelt = tidyProducts([
      product(1, "One", [plan(1, "Deskless", "DESKLESS")]),
      product(2, "Two", [plan(1, "DESKLESS", "Microsoft StaffHub")]),
      product(3, "Three", [plan(1, "Deskless", "DESKLESS")]),
    ]);
    expect(new Set(spelt.flatMap(({ plans }) => plans.map(({ name }) => name)))).toEqual(new Set(["Deskless"]));
    expect(spelt[0]?.plans[0]?.friendlyName).toBe("Microsoft StaffHub");
  });
});
