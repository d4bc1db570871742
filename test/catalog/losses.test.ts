import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultCatalog } from "../../src/catalog/catalog";
import { criticalFamily, criticalLosses } from "../../src/catalog/critical";
import { type HeldSku, judgeRemoval, productFamily } from "../../src/catalog/families";
import { coversAll, coversPlan } from "../../src/catalog/plan-cover";
import { products } from "../../src/catalog/products";
import { planIdOf, servicePlans } from "../../src/catalog/service-plans";

/** A product by part number, with every plan on but those named. */
function held(partNumber: string, off: readonly string[] = []): HeldSku & { readonly plans: readonly string[] } {
  const product = products.find((one) => one.partNumber === partNumber);
  if (product?.plans === undefined) throw new Error(`no plans for ${partNumber}`);
  return {
    skuId: product.skuId,
    plans: product.plans.filter((plan) => !off.includes(plan.name)).map((plan) => plan.id),
  };
}

const plansOf = (skus: readonly string[]) => skus.flatMap((sku) => held(sku).plans);

describe("critical families of service plans", () => {
  it.each([
    ["EXCHANGE_S_ENTERPRISE", "mailbox"],
    ["EXCHANGE_S_STANDARD", "mailbox"],
    ["EXCHANGE_S_DESKLESS", "mailbox"],
    ["EXCHANGE_S_ARCHIVE_ADDON", "mailbox"],
    ["EXCHANGE_S_FOUNDATION", undefined],
    ["EXCHANGE_ANALYTICS", undefined],
    ["SHAREPOINTENTERPRISE", "files"],
    ["SHAREPOINTSTANDARD_EDU", "files"],
    ["ONEDRIVESTANDARD", "files"],
    ["ONEDRIVE_BASIC", "files"],
    ["SHAREPOINTWAC", undefined],
    ["TEAMS1", "teams"],
    ["TEAMS_GOV", "teams"],
    ["TEAMSPRO_MGMT", undefined],
    ["MCOEV", "phone"],
    ["MCOEV_VIRTUALUSER", "phone"],
    ["MCOPSTN1", "phone"],
    ["MCOPSTN2", "phone"],
    ["MCOPSTN5", "phone"],
    ["MCOPSTN6", "phone"],
    ["MCOPSTN_PAYG_1", "phone"],
    ["MCOPSTNC", undefined],
    ["MCOMEETADV", undefined],
    ["MCOSTANDARD", undefined],
  ])("%s: %s", (plan, family) => {
    expect(criticalFamily(planIdOf(plan))).toBe(family);
  });
});

describe("Microsoft's whole table", () => {
  /** Looked at, and neither mail, files, Teams nor a number by themselves. */
  const notCritical = [
    /^(EOP_|EXCHANGE_(S_)?FOUNDATION|EXCHANGE_ANALYTICS|EXCHANGEONLINE_MULTIGEO)/,
    /^(SHAREPOINTWAC|SHAREPOINTSTORAGE|SHAREPOINTONLINE_MULTIGEO|SHAREPOINT_PROJECT)/,
    /^(TEAMSPRO_|TEAMSMULTIGEO|TEAMS_ADVCOMMS|Teams_Rooms?_)/,
    /^(MCOMEET|MCOSMS|MCOSTANDARD|MCOIMP|MCOLITE|MCOBASIC|MCOFREE|MCOVOICECONF|MCOPSTNC$|MCOPSTN3$)/,
    /^(MCOACBYOT|MCO_VIRTUAL_APPT)/,
  ];

  it("has no service plan of mail, files, Teams or telephone that nobody has decided about", () => {
    const near = servicePlans.filter(({ name }) => /^(EXCHANGE|EOP_|SHAREPOINT|ONEDRIVE|TEAMS|MCO|PSTN)/i.test(name));
    expect(near.length).toBeGreaterThan(90);
    expect(
      near.filter(({ id, name }) => criticalFamily(id) === undefined && !notCritical.some((one) => one.test(name))),
    ).toEqual([]);
  });
});

describe("critical losses", () => {
  it.each([
    ["E3 to E5", ["ENTERPRISEPACK"], ["ENTERPRISEPREMIUM"], []],
    ["E5 to E3: Phone System goes", ["ENTERPRISEPREMIUM"], ["ENTERPRISEPACK"], ["phone"]],
    ["E3 to E1: a smaller mailbox is a mailbox", ["ENTERPRISEPACK"], ["STANDARDPACK"], []],
    ["E3 to F3", ["ENTERPRISEPACK"], ["DESKLESSPACK"], []],
    ["E3 to Microsoft 365 E3", ["ENTERPRISEPACK"], ["SPE_E3"], []],
    ["E3 to E3 without Teams", ["ENTERPRISEPACK"], ["Office_365_E3_(no_Teams)"], ["teams"]],
    [
      "E3 to E3 without Teams, with Teams Enterprise",
      ["ENTERPRISEPACK"],
      ["Office_365_E3_(no_Teams)", "Microsoft_Teams_Enterprise_New"],
      [],
    ],
    ["E3 to nothing", ["ENTERPRISEPACK"], [], ["mailbox", "files", "teams"]],
    [
      "E3 to Visio only: a basic OneDrive is not the files",
      ["ENTERPRISEPACK"],
      ["VISIOCLIENT"],
      ["mailbox", "files", "teams"],
    ],
    ["Visio to nothing: its OneDrive goes", ["VISIOCLIENT"], [], ["files"]],
    ["Visio leaves somebody with E3", ["ENTERPRISEPACK", "VISIOCLIENT"], ["ENTERPRISEPACK"], []],
    [
      "E3 to Microsoft 365 Apps: OneDrive stays, sites do not",
      ["ENTERPRISEPACK"],
      ["OFFICESUBSCRIPTION"],
      ["mailbox", "files", "teams"],
    ],
    ["Microsoft 365 Apps to E3", ["OFFICESUBSCRIPTION"], ["ENTERPRISEPACK"], []],
    [
      "Calling Plan goes, Phone System stays: the number goes",
      ["ENTERPRISEPACK", "MCOEV", "MCOPSTN1"],
      ["ENTERPRISEPACK", "MCOEV"],
      ["phone"],
    ],
    [
      "Phone System goes, Calling Plan stays",
      ["ENTERPRISEPACK", "MCOEV", "MCOPSTN1"],
      ["ENTERPRISEPACK", "MCOPSTN1"],
      ["phone"],
    ],
    ["one Calling Plan for another", ["MCOEV", "MCOPSTN1"], ["MCOEV", "MCOPSTN2"], []],
    ["E3 and Phone System to E5", ["ENTERPRISEPACK", "MCOEV", "MCOPSTN1"], ["ENTERPRISEPREMIUM", "MCOPSTN1"], []],
    ["Phone System for a resource account is not for a person", ["MCOEV"], ["PHONESYSTEM_VIRTUALUSER"], ["phone"]],
    ["Telstra's number does not move", ["MCOEV", "MCOPSTNEAU2"], ["MCOEV", "MCOPSTN1"], ["phone"]],
    ["Communications Credits carry no number", ["MCOPSTNC"], [], []],
    [
      "archive add-on goes, E3 stays: plan 2 has the archive",
      ["ENTERPRISEPACK", "EXCHANGEARCHIVE_ADDON"],
      ["ENTERPRISEPACK"],
      [],
    ],
    ["archive add-on goes, E1 stays", ["STANDARDPACK", "EXCHANGEARCHIVE_ADDON"], ["STANDARDPACK"], ["mailbox"]],
    [
      "E3 without archive add-on before is no loss of an archive",
      ["ENTERPRISEPACK"],
      ["EXCHANGEDESKLESS", "SHAREPOINTSTANDARD", "TEAMS_ESSENTIALS_AAD"],
      [],
    ],
  ] as const)("%s", (_, before, after, expected) => {
    expect(criticalLosses(plansOf(before), plansOf(after))).toEqual(expected);
  });

  it("counts an allow-list that leaves Teams only", () => {
    expect(criticalLosses(plansOf(["ENTERPRISEPACK"]), [planIdOf("TEAMS1")])).toEqual(["mailbox", "files"]);
  });

  const anyPlans = fc.subarray(servicePlans.map((plan) => plan.id));

  it("nothing is lost where everything stays, whatever comes", () => {
    fc.assert(
      fc.property(anyPlans, anyPlans, (before, more) => {
        expect(criticalLosses(before, [...before, ...more])).toEqual([]);
      }),
    );
  });

  it("with nothing left, every family that somebody had is lost", () => {
    fc.assert(
      fc.property(anyPlans, (before) => {
        expect([...criticalLosses(before, [])].sort()).toEqual(
          [...new Set(before.map(criticalFamily).filter((family) => family !== undefined))].sort(),
        );
      }),
    );
  });

  it("taking more away never loses less", () => {
    fc.assert(
      fc.property(anyPlans, anyPlans, anyPlans, (before, after, fewer) => {
        const left = after.filter((plan) => !fewer.includes(plan));
        expect(criticalLosses(before, left)).toEqual(expect.arrayContaining([...criticalLosses(before, after)]));
      }),
    );
  });
});

describe("plans that stand in for each other", () => {
  const covers = (holder: string, plan: string) => coversPlan(new Set([planIdOf(holder)]), planIdOf(plan));
  it.each([
    ["EXCHANGE_S_ENTERPRISE", "EXCHANGE_S_STANDARD", true],
    ["EXCHANGE_S_STANDARD", "EXCHANGE_S_ENTERPRISE", false],
    ["EXCHANGE_S_ENTERPRISE", "EXCHANGE_S_ARCHIVE_ADDON", true],
    ["EXCHANGE_S_STANDARD", "EXCHANGE_S_ARCHIVE_ADDON", false],
    ["SHAREPOINTENTERPRISE", "ONEDRIVESTANDARD", true],
    ["ONEDRIVESTANDARD", "SHAREPOINTSTANDARD", false],
    ["AAD_PREMIUM_P2", "AAD_PREMIUM", true],
    ["FORMS_PLAN_E5", "FORMS_PLAN_K", true],
    ["MCOPSTN2", "MCOPSTN5", true],
    ["MCOPSTN5", "MCOPSTN2", false],
    ["MCOPSTN5", "MCOPSTN8", true],
    ["MCOPSTN8", "MCOPSTN5", true],
    ["TEAMS1", "TEAMS1", true],
  ])("%s for %s: %s", (holder, plan, expected) => {
    expect(covers(holder, plan)).toBe(expected);
  });

  it("fillers neither cover nor have to be covered, and alone prove nothing", () => {
    const filler = planIdOf("EXCHANGE_S_FOUNDATION");
    expect(coversAll(new Set([planIdOf("TEAMS1")]), [filler, planIdOf("TEAMS1")])).toBe(true);
    expect(coversAll(new Set([filler]), [filler])).toBe(false);
    expect(coversAll(new Set([planIdOf("TEAMS1")]), [])).toBe(false);
  });

  it("is transitive", () => {
    const ids = servicePlans.map((plan) => plan.id);
    const covered = new Map(ids.map((id) => [id, ids.filter((other) => coversPlan(new Set([id]), other))]));
    const broken = ids.flatMap((a) =>
      covered.get(a)!.flatMap((b) =>
        covered
          .get(b)!
          .filter((c) => !covered.get(a)!.includes(c))
          .map((c) => [a, b, c]),
      ),
    );
    expect(broken).toEqual([]);
  });

  it("does not cover a critical service with a plan that does not give it", () => {
    const ids = servicePlans.map((plan) => plan.id);
    const wrong = ids.flatMap((a) =>
      ids.filter((b) => coversPlan(new Set([a]), b) && criticalLosses([b], [a]).length > 0).map((b) => [a, b]),
    );
    expect(wrong).toEqual([]);
  });
});

describe("what a removal means", () => {
  it.each([
    ["E3 to E5", "ENTERPRISEPACK", ["ENTERPRISEPREMIUM"], [], "exchanged"],
    ["E3 to E1", "ENTERPRISEPACK", ["STANDARDPACK"], [], "exchanged"],
    ["E3 to Microsoft 365 E3", "ENTERPRISEPACK", ["SPE_E3"], [], "covered"],
    ["E3 to nothing", "ENTERPRISEPACK", [], [], "lost"],
    ["E3 while E1 was there before", "ENTERPRISEPACK", [], ["STANDARDPACK"], "lost"],
    ["E1 while E3 was there before", "STANDARDPACK", [], ["ENTERPRISEPACK"], "covered"],
    ["E3 for Visio", "ENTERPRISEPACK", ["VISIOCLIENT"], [], "lost"],
    ["Phone System where E5 comes", "MCOEV", ["ENTERPRISEPREMIUM"], [], "covered"],
    ["Phone System where E5 was", "MCOEV", [], ["ENTERPRISEPREMIUM"], "covered"],
    ["Audio Conferencing where E5 without it comes", "MCOMEETADV", ["ENTERPRISEPREMIUM_NOPSTNCONF"], [], "lost"],
    ["subscription for pay-per-minute", "MCOMEETADV", ["MCOMEETACPEA"], [], "exchanged"],
    ["Calling Plan for Calling Plan", "MCOPSTN1", ["MCOPSTN2"], [], "covered"],
    ["the larger Calling Plan for the smaller", "MCOPSTN2", ["MCOPSTN_5"], [], "exchanged"],
    ["EMS where Microsoft 365 E3 comes", "EMS", ["SPE_E3"], [], "covered"],
    ["EMS for Entra ID P1", "EMS", ["AAD_PREMIUM"], [], "lost"],
    ["Visio Plan 2 for Plan 1", "VISIOCLIENT", ["VISIOONLINE_PLAN1"], [], "exchanged"],
    ["Power BI Pro where the free one was", "POWER_BI_PRO", [], ["POWER_BI_STANDARD"], "lost"],
    ["Power BI Pro for the free one", "POWER_BI_PRO", ["POWER_BI_STANDARD"], [], "lost"],
    ["Windows 365 Business for Enterprise", "CPC_B_2C_4RAM_128GB", ["CPC_E_2C_4GB_128GB"], [], "lost"],
    ["the same SKU stays through a group", "ENTERPRISEPACK", [], ["ENTERPRISEPACK"], "covered"],
    ["the two Copilots", "M365_Copilot", ["Microsoft_365_Copilot"], [], "covered"],
    ["Exchange plan 1 where E3 comes", "EXCHANGESTANDARD", ["ENTERPRISEPACK"], [], "covered"],
    ["Exchange plan 2 where E1 comes", "EXCHANGEENTERPRISE", ["STANDARDPACK"], [], "lost"],
  ] as const)("%s", (_, removed, granted, kept, expected) => {
    const judged = judgeRemoval({
      removed: held(removed),
      granted: granted.map((one) => held(one)),
      kept: kept.map((one) => held(one)),
    });
    expect(judged).toBe(expected);
  });

  it("a product without a catalogued family is lost unless its plans stay", () => {
    const unknown = { skuId: "11111111-1111-1111-1111-111111111111", plans: [planIdOf("TEAMS1")] };
    expect(judgeRemoval({ removed: unknown, granted: [], kept: [] })).toBe("lost");
    expect(
      judgeRemoval({
        removed: unknown,
        granted: [{ ...unknown, skuId: "11111111-1111-1111-1111-111111111112" }],
        kept: [],
      }),
    ).toBe("covered");
  });

  it("what was already off does not have to be covered", () => {
    const kept = [held("Microsoft_Teams_Enterprise_New")];
    expect(judgeRemoval({ removed: held("TEAMS_ESSENTIALS_AAD"), granted: [], kept })).toBe("covered");
    expect(judgeRemoval({ removed: held("MCOTEAMS_ESSENTIALS"), granted: [], kept: [held("MCOEV")] })).toBe("lost");
    expect(
      judgeRemoval({ removed: held("MCOTEAMS_ESSENTIALS", ["MCOPSTN1"]), granted: [], kept: [held("MCOEV")] }),
    ).toBe("covered");
  });

  it("knows the family of products", () => {
    expect(productFamily("6FD2C87F-B296-42F0-B197-1E91E994B900")).toBe("suite");
    expect(productFamily(defaultCatalog.byPartNumber.get("power_bi_standard")![0]!.skuId)).toBeUndefined();
    expect(productFamily("11111111-1111-1111-1111-111111111111")).toBeUndefined();
  });
});
