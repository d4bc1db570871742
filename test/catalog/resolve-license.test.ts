import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCatalog, defaultCatalog } from "../../src/catalog/catalog";
import { products } from "../../src/catalog/products";
import { companyMatchesTenant, resolveLicenseName } from "../../src/catalog/resolve-license";
import { rosterSkuName } from "../../src/catalog/resolve/roster-name";
import type { TenantSku } from "../../src/catalog/types";

const sku = (skuId: string, partNumber: string): TenantSku => ({
  skuId,
  partNumber,
  appliesTo: "User",
  servicePlans: [],
});
const small120 = sku("54a152dc-90de-4996-93d2-bc47e670fc06", "MCOPSTN5");
const smallOld = sku("d43177b5-475b-4880-92d4-d54c27b5efbd", "MCOPSTN5");
const new120 = sku("11dee6af-eca8-419f-8061-6864517c1875", "MCOPSTN_5");
const us120 = sku("d13e9d1b-316a-4946-98c6-362c97a4fdfe", "MCOPSTN5_US");
const new240 = sku("729dbb8f-8d56-4994-8e33-2f218f549544", "MCOPSTN_6");
const usage = sku("06b48c5f-01d9-4b18-9015-03b52040f51a", "MCOPSTNPP");
const credits = sku("47794cd0-f0e5-45c5-9033-2eb6b5fc84e0", "MCOPSTNC");
const e3 = sku("6fd2c87f-b296-42f0-b197-1e91e994b900", "ENTERPRISEPACK");

/** Kind and what it points to, on one line, so that tables stay readable. */
function told(text: string, tenant?: readonly TenantSku[]): string {
  const answer = resolveLicenseName(text, tenant);
  const company = answer.company === undefined ? "" : `${answer.company}: `;
  switch (answer.kind) {
    case "resolved":
      return `${company}resolved ${answer.partNumber}`;
    case "deferred":
      return `${company}deferred ${answer.line}: ` + answer.candidates.map((one) => one.skuId.slice(0, 4)).join(" ");
    case "ambiguous":
    case "absent":
      return `${company}${answer.kind}: ${answer.candidates.map((one) => one.partNumber).join(" ")}`;
    case "uncatalogued":
      return `${company}uncatalogued ${answer.partNumber ?? answer.skuId ?? ""}`;
    case "unknown":
      return `${company}unknown`;
  }
}

describe("every product and plan that Microsoft's article on assigning Teams licences names", () => {
  it.each([
    ["Enterprise E5 (with Phone System)", "resolved ENTERPRISEPREMIUM"],
    ["ENTERPRISEPREMIUM", "resolved ENTERPRISEPREMIUM"],
    ["Enterprise E3", "resolved ENTERPRISEPACK"],
    ["ENTERPRISEPACK", "resolved ENTERPRISEPACK"],
    ["Enterprise E1", "resolved STANDARDPACK"],
    ["STANDARDPACK", "resolved STANDARDPACK"],
    ["Phone System", "resolved MCOEV"],
    ["MCOEV", "resolved MCOEV"],
    ["Domestic & International Calling Plan", "resolved MCOPSTN2"],
    ["MCOPSTN2", "resolved MCOPSTN2"],
    [
      "Domestic Calling Plan (3000 minutes per user/month for US/PR/CA, 1200 minutes per user/month for EU countries)",
      "resolved MCOPSTN1",
    ],
    ["MCOPSTN1", "resolved MCOPSTN1"],
    ["Domestic Calling Plan (120 minutes per user/month for each country)", "deferred MCOPSTN5: 54a1 11de"],
    ["MCOPSTN5", "deferred MCOPSTN5: 54a1 11de d431 d13e"],
    ["Domestic Calling Plan (240 minutes per user/month for each country)", "resolved MCOPSTN_6"],
    ["MCOPSTN6", "deferred MCOPSTN6: 729d"],
    ["Communications Credits", "deferred MCOPSTNPP: 06b4 4779"],
    ["MCOPSTNPP", "deferred MCOPSTNPP: 06b4 4779"],
    ["Audio Conferencing (subscription)", "resolved MCOMEETADV"],
    ["MCOMEETADV", "resolved MCOMEETADV"],
    ["Audio Conferencing Pay Per Minute (pay as you go)", "resolved MCOMEETACPEA"],
    ["MCOMEETACPEA", "resolved MCOMEETACPEA"],
    ["Enterprise E5 (without Audio Conferencing)", "resolved ENTERPRISEPREMIUM_NOPSTNCONF"],
    ["ENTERPRISEPREMIUM_NOPSTNCONF", "resolved ENTERPRISEPREMIUM_NOPSTNCONF"],
    ["Enterprise E5 (with Audio Conferencing)", "resolved ENTERPRISEPREMIUM"],
    ["companyname:ENTERPRISEPACK ", "companyname: resolved ENTERPRISEPACK"],
    ["companyname:MCOEV ", "companyname: resolved MCOEV"],
    ["companyname:MCOPSTN1 ", "companyname: resolved MCOPSTN1"],
    ["companyname:MCOMEETADV ", "companyname: resolved MCOMEETADV"],
  ])("%s", (text, expected) => {
    expect(told(text)).toBe(expected);
  });
});

describe("a name without a tenant", () => {
  it.each([
    ["enterprisepack", "resolved ENTERPRISEPACK"],
    ["  Office   365\u00a0E3 ", "resolved ENTERPRISEPACK"],
    ["6FD2C87F-B296-42F0-B197-1E91E994B900", "resolved ENTERPRISEPACK"],
    ["Microsoft 365 E5", "resolved SPE_E5"],
    ["Office 365 E5", "resolved ENTERPRISEPREMIUM"],
    ["Office 365 Enterprise E5", "resolved ENTERPRISEPREMIUM"],
    ["Azure Active Directory Premium P1", "resolved AAD_PREMIUM"],
    ["MCOPSTNC", "resolved MCOPSTNC"],
    ["MCOPSTN_5", "resolved MCOPSTN_5"],
    ["contoso:MCOPSTN6", "contoso: deferred MCOPSTN6: 729d"],
    ["contoso:NEW_THING", "contoso: uncatalogued NEW_THING"],
    ["microsoft_365_e3_(no_teams)", "resolved Microsoft_365_E3_(no_Teams)"],
    ["Microsoft_365_ Business_ Premium_(no Teams)", "resolved Microsoft_365_ Business_ Premium_(no Teams)"],
    ["Microsoft 365 F1", "deferred M365_F1/M365_F1_COMM: 4457 50f6"],
    ["Microsoft 365 Copilot", "deferred MICROSOFT_365_COPILOT/M365_COPILOT: 639d a809"],
    ["NEW_THING", "uncatalogued NEW_THING"],
    ["ENTERPRISEPAK", "uncatalogued ENTERPRISEPAK"],
    ["00000000-0000-0000-0000-00000000000A", "uncatalogued 00000000-0000-0000-0000-00000000000a"],
    ["Offise 365 E3", "unknown"],
    ["E3", "deferred SPE_E3/ENTERPRISEPACK: 05e9 6fd2"],
    ["", "unknown"],
    [":", "unknown"],
    ["adele@contoso.com", "unknown"],
  ])("%j: %s", (text, expected) => {
    expect(told(text)).toBe(expected);
  });

  it("means a self-service product only where nothing else has the name", () => {
    expect(told("Visio Plan 2")).toBe("resolved VISIOCLIENT");
    expect(told("Project Plan 3 (for Department)")).toBe("resolved PROJECT_PLAN3_DEPT");
  });

  it.each([
    ["ENTERPRISEPAK", "ENTERPRISEPACK"],
    ["Offise 365 E3", "Office 365 E3"],
    ["contoso:STANDARDPAK", "STANDARDPACK"],
    ["MCOPSTN", "MCOPSTN1"],
    ["visio", "VISIOCLIENT"],
  ])("%s comes with the nearest name first", (text, nearest) => {
    const answer = resolveLicenseName(text);
    expect("nearest" in answer && answer.nearest[0]).toBe(nearest);
  });

  it("names three at most, and nothing that is far off", () => {
    const answer = resolveLicenseName("Office 365 E33");
    expect("nearest" in answer && answer.nearest.length).toBe(3);
    expect(resolveLicenseName("qqqqqqqqqqqq")).toEqual({
      kind: "uncatalogued",
      partNumber: "qqqqqqqqqqqq",
      nearest: [],
    });
  });
});

describe("a name in a tenant", () => {
  it.each([
    ["MCOPSTN6", [e3, new240], "resolved MCOPSTN_6"],
    ["MCOPSTN6", [e3], "absent: MCOPSTN_6"],
    ["MCOPSTNPP", [usage], "resolved MCOPSTNPP"],
    ["MCOPSTNPP", [credits], "resolved MCOPSTNC"],
    ["MCOPSTNPP", [usage, credits], "resolved MCOPSTNPP"],
    ["MCOPSTNC", [usage], "resolved MCOPSTNPP"],
    ["Communications Credits", [credits], "resolved MCOPSTNC"],
    ["Communications Credits", [usage, credits], "ambiguous: MCOPSTNPP MCOPSTNC"],
    ["MCOPSTN5", [small120], "resolved MCOPSTN5"],
    ["MCOPSTN5", [smallOld], "resolved MCOPSTN5"],
    ["MCOPSTN5", [small120, smallOld], "ambiguous: MCOPSTN5 MCOPSTN5"],
    ["MCOPSTN5", [small120, new120], "resolved MCOPSTN5"],
    ["MCOPSTN5", [new120], "resolved MCOPSTN_5"],
    ["MCOPSTN5", [us120], "resolved MCOPSTN5_US"],
    ["MCOPSTN5", [new120, us120], "ambiguous: MCOPSTN_5 MCOPSTN5_US"],
    ["Office 365 E3", [e3], "resolved ENTERPRISEPACK"],
    ["Office 365 E5", [e3], "absent: ENTERPRISEPREMIUM"],
    ["contoso:enterprisepack", [e3], "contoso: resolved ENTERPRISEPACK"],
    ["NEW_THING", [e3], "unknown"],
    ["new_thing", [sku("11111111-1111-1111-1111-111111111111", "NEW_THING")], "resolved NEW_THING"],
    ["Microsoft 365 F1", [sku("50f60901-3181-4b75-8a2c-4c8e4c1d5a72", "M365_F1_COMM")], "resolved M365_F1_COMM"],
    ["18181a46-0d4e-45cd-891e-60aabd171b4e", [e3], "absent: STANDARDPACK"],
    ["18181a46-0d4e-45cd-891e-60aabd171b4f", [e3], "unknown"],
  ] as const)("%s: %#", (text, tenant, expected) => {
    expect(told(text, tenant)).toBe(expected);
  });

  it("believes the tenant where it has another id under a catalogued part number", () => {
    const own = sku("22222222-2222-2222-2222-222222222222", "ENTERPRISEPACK");
    expect(resolveLicenseName("ENTERPRISEPACK", [own])).toEqual({
      kind: "resolved",
      skuId: own.skuId,
      partNumber: "ENTERPRISEPACK",
    });
  });

  it("finds a SKU whose part number the tenant spells otherwise, by the catalogued one", () => {
    const renamed = sku(e3.skuId, "ENTERPRISEPACK_2");
    expect(told("ENTERPRISEPACK", [renamed])).toBe("resolved ENTERPRISEPACK_2");
  });

  it("offers what the tenant has: of the same family first, then what is spelt alike", () => {
    const tenant = [
      e3,
      credits,
      new240,
      sku("05e9a617-0261-4cee-bb44-138d3ef5d965", "SPE_E3"),
      sku("d3b4fe1f-9992-4930-8acb-ca6ec609365e", "MCOPSTN2"),
    ];
    const nearest = (text: string) => {
      const answer = resolveLicenseName(text, tenant);
      return answer.kind === "absent" ? answer.nearest : answer.kind;
    };
    expect(nearest("SPE_E5")).toEqual(["SPE_E3", "ENTERPRISEPACK"]);
    expect(nearest("MCOPSTN1")).toEqual(["MCOPSTN2", "MCOPSTN_6", "MCOPSTNC"]);
    expect(nearest("Visio Plan 2")).toEqual([]);
  });
});

describe("properties", () => {
  const catalogued: readonly TenantSku[] = products.map(({ skuId, partNumber }) => sku(skuId, partNumber));
  const tenants = fc.subarray([...catalogued], { minLength: 1 });
  const shuffleCase = (text: string, upper: boolean) => (upper ? text.toUpperCase() : text.toLowerCase());

  it("a canonical name resolves to the SKU that it was made of", () => {
    fc.assert(
      fc.property(tenants, fc.nat(), fc.boolean(), (tenant, pick, upper) => {
        const one = tenant[pick % tenant.length]!;
        const answer = resolveLicenseName(` ${shuffleCase(rosterSkuName(one, tenant), upper)} `, tenant);
        expect(answer).toMatchObject({ kind: "resolved", skuId: one.skuId });
      }),
    );
  });

  it("any name of a product that the tenant has leads to that product, or asks and offers it", () => {
    fc.assert(
      fc.property(tenants, fc.nat(), fc.nat(), fc.boolean(), (tenant, pick, pickName, upper) => {
        const one = tenant[pick % tenant.length]!;
        const names = defaultCatalog.bySkuId.get(one.skuId)!.names;
        const answer = resolveLicenseName(shuffleCase(names[pickName % names.length]!, upper), tenant);
        const ids =
          answer.kind === "resolved"
            ? [answer.skuId]
            : answer.kind === "ambiguous"
              ? answer.candidates.map((candidate) => candidate.skuId)
              : [];
        const departmental = defaultCatalog.bySkuId.get(one.skuId)!.departmental === true;
        expect(departmental ? ids.length > 0 : ids.includes(one.skuId)).toBe(true);
      }),
    );
  });

  it("an answer in a tenant never leaves the tenant", () => {
    fc.assert(
      fc.property(
        tenants,
        fc.oneof(
          fc.string(),
          fc.constantFrom(...products.flatMap((product) => [product.partNumber, ...product.names])),
        ),
        (tenant, text) => {
          const answer = resolveLicenseName(text, tenant);
          const held = new Set(tenant.map((one) => one.skuId));
          expect(["resolved", "ambiguous", "absent", "unknown"]).toContain(answer.kind);
          if (answer.kind === "resolved") expect(held).toContain(answer.skuId);
          if (answer.kind === "ambiguous") expect(answer.candidates.every((one) => held.has(one.skuId))).toBe(true);
          if (answer.kind === "absent") expect(answer.candidates.some((one) => held.has(one.skuId))).toBe(false);
        },
      ),
    );
  });
});

describe("canonical names", () => {
  it("are part numbers in upper case", () => {
    expect(rosterSkuName(sku(e3.skuId, "Enterprisepack"), [e3])).toBe("ENTERPRISEPACK");
  });
  it("are GUIDs where the tenant has the part number twice, in whatever case", () => {
    expect(rosterSkuName(small120, [small120, sku(smallOld.skuId, "mcopstn5")])).toBe(small120.skuId);
  });
  it("are GUIDs where the part number has signs that lines use themselves", () => {
    expect(rosterSkuName(sku("dcf0408c-aaec-446c-afd4-43e3683943ea", "Microsoft_365_E3_(no_Teams)"))).toBe(
      "dcf0408c-aaec-446c-afd4-43e3683943ea",
    );
  });
});

describe("the company of the old form", () => {
  it.each([
    ["contoso", true],
    ["CONTOSO", true],
    ["contoso.onmicrosoft.com", true],
    ["litwareinc", false],
    ["onmicrosoft", false],
  ])("%s", (company, expected) => {
    expect(companyMatchesTenant(company, ["contoso.onmicrosoft.com", "contoso.com"])).toBe(expected);
  });
});

describe("speed", () => {
  it("resolves 20,000 names, half of them misspelt alike, within two seconds of processor time", () => {
    const catalog = createCatalog();
    const started = process.cpuUsage();
    for (let index = 0; index < 10_000; index += 1) {
      resolveLicenseName(products[index % products.length]!.partNumber, undefined, catalog);
      resolveLicenseName(`Offise 365 E${index % 100}`, undefined, catalog);
    }
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(2000);
  });
});
