import { describe, expect, it } from "vitest";
import { createCatalog, defaultCatalog, findPlan, findProduct } from "../../src/catalog/catalog";
import { parseProductTable } from "../../src/catalog/import-table";
import { products } from "../../src/catalog/products";
import { resolveLicenseName } from "../../src/catalog/resolve-license";

const header =
  "Product_Display_Name,String_Id,GUID,Service_Plan_Name,Service_Plan_Id,Service_Plans_Included_Friendly_Names";
const a = "aaaaaaaa-0000-0000-0000-000000000001";
const plan1 = "bbbbbbbb-0000-0000-0000-000000000001";
const plan2 = "bbbbbbbb-0000-0000-0000-000000000002";

describe("Microsoft's table, as it is published", () => {
  it("becomes products with their plans", () => {
    const table = parseProductTable(
      `${header}\n"Thing, large",THING,${a},P_ONE,${plan1},Plan one\n"Thing, ` +
        `large",THING,${a},P_TWO,${plan2},Plan two\n`,
    );
    expect(table).toEqual({
      products: [
        {
          skuId: a,
          partNumber: "THING",
          name: "Thing, large",
          names: ["Thing, large"],
          plans: [
            { id: plan1, name: "P_ONE", friendlyName: "Plan one" },
            { id: plan2, name: "P_TWO", friendlyName: "Plan two" },
          ],
        },
      ],
      problems: [],
    });
  });

  it("may have a byte order mark, CRLF, stray blanks, upper-case GUIDs, repeated rows, two names, more columns", () => {
    const rows = [
      `\ufeff${header},More`,
      ` Thing ,"THING\t",${a.toUpperCase()},P_ONE ,${plan1.toUpperCase()},,x`,
      `Thing,THING,${a},P_ONE,${plan1},Plan one,y`,
      `Former thing,THING,${a},P\u00a0TWO,${plan2},Plan two,z`,
      "",
    ];
    expect(parseProductTable(rows.join("\r\n"))).toEqual({
      products: [
        {
          skuId: a,
          partNumber: "THING",
          name: "Thing",
          names: ["Thing", "Former thing"],
          plans: [
            { id: plan1, name: "P_ONE", friendlyName: "P_ONE" },
            { id: plan2, name: "P TWO", friendlyName: "Plan two" },
          ],
        },
      ],
      problems: [],
    });
  });

  it("may have its columns in another order", () => {
    const table = parseProductTable(
      "GUID,String_Id,Product_Display_Name,Service_Plans_Included_Friendly_Names,Service_Plan_Id,Service_Plan_Name\n" +
        `${a},THING,Thing,Plan one,${plan1},P_ONE`,
    );
    expect(table.products[0]).toMatchObject({
      skuId: a,
      partNumber: "THING",
      name: "Thing",
      plans: [{ id: plan1, name: "P_ONE", friendlyName: "Plan one" }],
    });
  });
});

describe("a table that is none", () => {
  it.each([
    ["an empty file", "", 1, "lacks 6 of 6 columns"],
    ["a web page", "<!doctype html>\n<html></html>", 1, "lacks 6 of 6 columns"],
    ["a missing column", header.replace("GUID,", ""), 1, "lacks 1 of 6 columns: GUID."],
    ["an open quote", `${header}\n"Thing,THING,${a},P,${plan1},p\n`, 2, "the table is not CSV"],
  ])("%s", (_, text, line, message) => {
    const table = parseProductTable(text);
    expect(table.products).toEqual([]);
    expect(table.problems).toHaveLength(1);
    expect(table.problems[0]!.message).toContain(message);
    expect(table.problems[0]!.line).toBeGreaterThanOrEqual(line);
  });

  it("leaves out rows without ids and says which", () => {
    const table = parseProductTable(
      [
        header,
        `Thing,THING,${a},P_ONE,${plan1},p`,
        `Thing,THING,nonsense,P_ONE,${plan1},p`,
        `Thing,,${a},P_ONE,${plan1},p`,
        `Thing,THING,${a},P_TWO,,p`,
        `Short,SHORT`,
      ].join("\n"),
    );
    expect(table.products.map((product) => product.plans?.length)).toEqual([1]);
    expect(table.problems.map((problem) => problem.line)).toEqual([3, 4, 5, 6]);
    expect(table.problems[0]!.message).toContain('"nonsense"');
  });
});

describe("an imported catalog", () => {
  const e3 = "6fd2c87f-b296-42f0-b197-1e91e994b900";
  const imported = createCatalog([
    {
      skuId: e3,
      partNumber: "ENTERPRISEPACK",
      name: "Office 365 E3 (renamed)",
      names: ["Office 365 E3 (renamed)"],
      plans: [{ id: plan1, name: "P_ONE", friendlyName: "Plan one" }],
    },
    {
      skuId: a,
      partNumber: "THING",
      name: "Thing",
      names: ["Thing"],
      plans: [{ id: plan1, name: "P_ONE", friendlyName: "Plan one" }],
    },
  ]);

  it("keeps family and former names, and takes the newer display name and plans", () => {
    const product = findProduct(imported, e3.toUpperCase());
    expect(product).toMatchObject({ name: "Office 365 E3 (renamed)", family: "suite", plans: [{ id: plan1 }] });
    expect(product?.names.slice(0, 2)).toEqual(["Office 365 E3 (renamed)", "Office 365 E3"]);
  });

  it("knows what the project's own does not", () => {
    expect(resolveLicenseName("thing", undefined, imported)).toMatchObject({ kind: "resolved", skuId: a });
    expect(resolveLicenseName("thing")).toMatchObject({ kind: "uncatalogued" });
    expect(findPlan(imported, plan1)?.name).toBe("P_ONE");
    expect(findPlan(defaultCatalog, plan1)).toBeUndefined();
    expect(imported.products).toHaveLength(products.length + 1);
  });
});

describe("the whole table, written as Microsoft publishes it", () => {
  const quote = (text: string) => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const rows = products.flatMap(({ skuId, partNumber, name, plans = [] }) =>
    plans.map((plan) => [name, partNumber, skuId, plan.name, plan.id, plan.friendlyName].map(quote).join(",")),
  );
  const table = parseProductTable([header, ...rows].join("\r\n"));

  it("is read without a problem, every product and plan of it", () => {
    expect(table.problems).toEqual([]);
    expect(table.products).toHaveLength(products.length);
    expect(table.products).toEqual(
      products.map(({ skuId, partNumber, name, plans }) => ({ skuId, partNumber, name, names: [name], plans })),
    );
  });

  it("leaves no part number unknown once imported", () => {
    const catalog = createCatalog(table.products);
    const kinds = new Set(
      catalog.products.map((product) => resolveLicenseName(product.partNumber, undefined, catalog).kind),
    );
    expect([...kinds].sort()).toEqual(["deferred", "resolved"]);
  });
});
