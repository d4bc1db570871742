import { describe, expect, it } from "vitest";
import type { ObservedSku } from "../../../src/terms/observed";
import { allSkus, findingsOf, group, namedBy, person, type Sku, skuOf, skusWhere } from "./support";

const a = ["a@contoso.com"];
const nobody: string[] = [];
const sales = group("g", "MCOPSTN1");

describe("calling-plan-without-phone-system", () => {
  const code = "calling-plan-without-phone-system";

  it.each([
    ["a Calling Plan alone", "MCOPSTN1", a],
    ["with E3, which has no Phone System", "E3 MCOPSTN1", a],
    ["the international one", "E3 MCOPSTN2", a],
    ["the one of 120 minutes", "E3 MCOPSTN5", a],
    ["with Phone System switched off in E5", "E5(-MCOEV) MCOPSTN1", a],
    ["with Phone System that a group could not give", "E3 MCOPSTN1 MCOEV/h!", a],
    ["through a group that is not of the stack", "E3 MCOPSTN1/h", a],
    ["with Phone System", "E3 MCOEV MCOPSTN1", nobody],
    ["with Phone System inside E5", "E5 MCOPSTN1", nobody],
    ["with Phone System inside Microsoft 365 E5", "SPE_E5 MCOPSTN1", nobody],
    ["with Phone System through a group", "E3 MCOPSTN1 MCOEV/h", nobody],
    ["Phone System without a Calling Plan", "E3 MCOEV", nobody],
    ["Communications Credits, which are no Calling Plan", "E3 MCOPSTNC MCOPSTNPP", nobody],
    ["E3", "E3", nobody],
    ["a Calling Plan that is switched off", "E3 MCOPSTN1(-MCOPSTN1)", nobody],
  ])("%s", (_, after, named) => {
    expect(namedBy(code, [person("a", after, { at: "DE" })])).toEqual(named);
  });

  it("leaves what a group of the stack gives to the rule about groups", () => {
    const options = { groups: [sales] };
    expect(
      namedBy(code, [person("a", "E3 MCOPSTN1/g"), person("b", "MCOPSTN1 MCOPSTN1/g", { declared: null })], options),
    ).toEqual([]);
    expect(namedBy(code, [person("a", "E3 MCOPSTN1 MCOPSTN1/g")], options)).toEqual(a);
    expect(namedBy(code, [person("a", "E3 MCOPSTN1/g MCOPSTN1/h")], options)).toEqual(a);
  });

  it("says who, why and what to give, at the line of the assignment", () => {
    const [finding, ...others] = findingsOf(code, [
      person("a", "E3 MCOPSTN1"),
      person("b", "E3 MCOEV"),
      person("c", "E1 MCOPSTN1"),
    ]);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      severity: "warning",
      message:
        "2 people have the Calling Plan MCOPSTN1 and no Phone System, so there is nothing to call with: " +
        "a@contoso.com, c@contoso.com.",
      remedy: "Give MCOEV as well, or take MCOPSTN1 away.",
      principals: ["a@contoso.com", "c@contoso.com"],
      place: { file: "stacks/contoso.yaml", column: 5 },
    });
  });

  it("speaks of one person as of one", () => {
    expect(findingsOf(code, [person("a", "E3 MCOPSTN1")])[0]?.message).toBe(
      "1 person has the Calling Plan MCOPSTN1 and no Phone System, so there is nothing to call with: a@contoso.com.",
    );
  });

  it("suggests nothing that cannot be given to people", () => {
    const skus = [
      ...(["E3", "E5", "MCOPSTN1"] as const).map(skuOf),
      { ...skuOf("MCOEV"), appliesTo: "Company" as const },
    ];
    expect(findingsOf(code, [person("a", "E3 MCOPSTN1")], { skus })[0]?.remedy).toBe(
      "Give ENTERPRISEPREMIUM as well, or take MCOPSTN1 away.",
    );
  });

  it("names Phone System where the tenant has none", () => {
    const skus = (["E3", "MCOPSTN1"] as const).map(skuOf);
    expect(findingsOf(code, [person("a", "E3 MCOPSTN1")], { skus })[0]?.remedy).toBe(
      "Give Phone System (MCOEV) as well, or take MCOPSTN1 away.",
    );
  });

  it("knows a Calling Plan by the name that only the tenant has for it", () => {
    const known = skuOf("MCOPSTN1");
    const renamed = (name: string): typeof known => ({
      ...known,
      servicePlans: [{ id: "99999999-0000-4000-8000-000000000000", name, appliesTo: "User" }],
    });
    const others = allSkus.filter((one) => one.skuId !== known.skuId);
    expect(namedBy(code, [person("a", "E3 MCOPSTN1")], { skus: [...others, renamed("MCOPSTN_PAYG_9")] })).toEqual(a);
    expect(namedBy(code, [person("a", "E3 MCOPSTN1")], { skus: [...others, renamed("MCOPSTNC_2")] })).toEqual([]);
  });
});

describe("calling-plan-on-premises", () => {
  it.each([
    ["declared for the person", person("a", "E3 MCOEV MCOPSTN1", { onPremises: true }), "calling-plan-on-premises"],
    [
      "through a group of the stack",
      person("a", "E3 MCOEV MCOPSTN1/g", { onPremises: true }),
      "calling-plan-on-premises",
    ],
    [
      "directly, from somebody else",
      person("a", "E3 MCOEV MCOPSTN1", { onPremises: true, declared: "E3 MCOEV" }),
      "calling-plan-held-on-premises",
    ],
    [
      "through a group that is not of the stack",
      person("a", "E3 MCOEV MCOPSTN1/h", { onPremises: true }),
      "calling-plan-held-on-premises",
    ],
  ])("a Calling Plan %s", (_, somebody, code) => {
    for (const one of ["calling-plan-on-premises", "calling-plan-held-on-premises"]) {
      expect(namedBy(one, [somebody], { groups: [sales] })).toEqual(one === code ? a : []);
    }
  });

  it.each([
    ["Phone System only", person("a", "E3 MCOEV", { onPremises: true })],
    ["the Calling Plan of a suite switched off", person("a", "E5 MCOPSTNC", { onPremises: true })],
    ["no phone lines of the organization", person("a", "E3 MCOEV MCOPSTN1")],
    ["somebody who is not in the stack", person("a", "E3 MCOPSTN1/g", { declared: null })],
  ])("%s is fine", (_, somebody) => {
    expect([
      ...namedBy("calling-plan-on-premises", [somebody], { groups: [sales] }),
      ...namedBy("calling-plan-held-on-premises", [somebody], { groups: [sales] }),
    ]).toEqual([]);
  });

  it.each([
    [
      "calling-plan-on-premises",
      1,
      undefined,
      "1 person calls",
      "but the stack gives MCOPSTN1",
      "Take MCOPSTN1 away: ",
    ],
    ["calling-plan-on-premises", 2, undefined, "2 people call", "but the stack gives MCOPSTN1", "Take MCOPSTN1 away: "],
    [
      "calling-plan-held-on-premises",
      1,
      "E3 MCOEV",
      "1 person calls",
      "but holds MCOPSTN1, which this stack did not give",
      "Take MCOPSTN1 away where it was assigned: ",
    ],
    [
      "calling-plan-held-on-premises",
      2,
      "E3 MCOEV",
      "2 people call",
      "but hold MCOPSTN1, which this stack did not give",
      "Take MCOPSTN1 away where it was assigned: ",
    ],
  ])("%s says of %i who, what and what to do", (code, count, declared, who, what, remedy) => {
    const names = ["a", "b"].slice(0, count);
    const people = names.map((name) =>
      person(name, "E3 MCOEV MCOPSTN1", { onPremises: true, ...(declared !== undefined && { declared }) }),
    );
    expect(findingsOf(code, people)).toMatchObject([
      {
        message:
          `${who} over the organization's own phone lines (\`pstn: onPremises\`) and must not have a Calling Plan, ` +
          `${what}: ${names.map((name) => `${name}@contoso.com`).join(", ")}.`,
        remedy: `${remedy}Phone System is all they need. Or take \`pstn\` out.`,
      },
    ]);
  });

  it("stays an error whatever the stack says", () => {
    const people = [person("a", "E3 MCOEV MCOPSTN1", { onPremises: true })];
    expect(
      findingsOf("calling-plan-on-premises", people, { rules: { "calling-plan-on-premises": "off" } }),
    ).toMatchObject([
      {
        severity: "error",
        message:
          "1 person calls over the organization's own phone lines (`pstn: onPremises`) and must not have a " +
          "Calling Plan, but the stack gives MCOPSTN1: a@contoso.com.",
      },
    ]);
  });
});

describe("calling-plan-country", () => {
  const answer = (sku: Sku, at: string | undefined, tenantCountry?: string): readonly string[] => {
    const people = [person("a", `E3 MCOEV ${sku}`, at === undefined ? {} : { at })];
    const options = tenantCountry === undefined ? {} : { tenantCountry };
    return ["calling-plan-country", "calling-plan-country-unknown"].filter(
      (code) => namedBy(code, people, options).length > 0,
    );
  };

  it.each<[Sku, string | undefined, readonly string[]]>([
    ["MCOPSTN5", "US", ["calling-plan-country"]],
    ["MCOPSTN_6", "US", ["calling-plan-country"]],
    ["MCOPSTN5_US", "GB", ["calling-plan-country"]],
    ["MCOPSTN5", "GB", []],
    ["MCOPSTN_6", "DE", []],
    ["MCOPSTN5_US", "US", []],
    ["MCOPSTN1", "US", []],
    ["MCOPSTN1", "PR", []],
    ["MCOPSTN2", "CA", []],
    ["MCOPSTN1", "BR", ["calling-plan-country-unknown"]],
    ["MCOPSTN5", "JP", ["calling-plan-country-unknown"]],
    ["MCOPSTN1", undefined, []],
    ["MCOEV", "BR", []],
  ])("%s in %s: %j", (sku, at, codes) => {
    expect(answer(sku, at)).toEqual(codes);
  });

  it("is a warning where a plan is not sold, a note where nothing is known", () => {
    expect(findingsOf("calling-plan-country", [person("a", "MCOPSTN5", { at: "US" })])).toMatchObject([
      {
        severity: "warning",
        message:
          "The Calling Plan MCOPSTN5 is not sold in United States (US), the usage location of 1 person: a@contoso.com.",
        remedy:
          "Choose MCOPSTN1 or MCOPSTN2 or MCOPSTN5_US instead of MCOPSTN5, or correct the usage location; it " +
          "decides, not the address of the organization.",
      },
    ]);
    expect(findingsOf("calling-plan-country-unknown", [person("a", "MCOPSTN5", { at: "JP" })])).toMatchObject([
      {
        severity: "info",
        message:
          "Whether the Calling Plan MCOPSTN5 is sold in Japan (JP), the usage location of 1 person, is not known " +
          "here: a@contoso.com.",
        remedy:
          "Look the country up on Microsoft's page \"Country and region availability for Audio Conferencing and " +
          'Calling Plans".',
      },
    ]);
  });

  it("names at most three Calling Plans to choose from, and none where the tenant has none", () => {
    const remedy = (skus: readonly ObservedSku[]): string | undefined =>
      findingsOf("calling-plan-country", [person("a", "MCOPSTN5_US", { at: "GB" })], { skus })[0]?.remedy;
    expect(remedy(allSkus)).toMatch(/^Choose MCOPSTN1 or MCOPSTN2 or MCOPSTN5 instead of MCOPSTN5_US, /);
    expect(remedy([skuOf("MCOPSTN5_US"), skuOf("MCOEV")])).toMatch(
      /^Choose another Calling Plan instead of MCOPSTN5_US, /,
    );
  });

  it("is not known where one of several Calling Plans of a product may be sold", () => {
    const options = { skus: skusWhere("VISIO", "MCOPSTN1", "MCOPSTN5_US") };
    expect(namedBy("calling-plan-country", [person("a", "VISIO", { at: "BR" })], options)).toEqual([]);
    expect(namedBy("calling-plan-country-unknown", [person("a", "VISIO", { at: "BR" })], options)).toEqual(a);
  });

  it("is one finding a Calling Plan", () => {
    const people = [
      person("a", "E3 MCOEV MCOPSTN5", { at: "US" }),
      person("b", "E3 MCOEV MCOPSTN5_US", { at: "GB" }),
      person("c", "E3 MCOEV MCOPSTN5_US", { at: "DE" }),
    ];
    expect(findingsOf("calling-plan-country", people).map(({ message }) => message)).toEqual([
      "The Calling Plan MCOPSTN5 is not sold in United States (US), the usage location of 1 person: a@contoso.com.",
      "The Calling Plan MCOPSTN5_US is not sold in Germany (DE), the usage location of 1 person: c@contoso.com.",
      "The Calling Plan MCOPSTN5_US is not sold in United Kingdom (GB), the usage location of 1 person: b@contoso.com.",
    ]);
  });

  it("is one finding a country", () => {
    const people = ["US", "GB", "US", "JP"].map((at, index) =>
      person(`p${String(index)}`, "E3 MCOEV MCOPSTN5", { at }),
    );
    expect(findingsOf("calling-plan-country", people).map((finding) => finding.principals)).toEqual([
      ["p0@contoso.com", "p2@contoso.com"],
    ]);
    expect(findingsOf("calling-plan-country-unknown", people).map((finding) => finding.principals)).toEqual([
      ["p3@contoso.com"],
    ]);
  });

  it("takes the directory's country for those without one who get it through a group", () => {
    const group5 = group("g", "MCOPSTN5 MCOEV E3");
    const options = { groups: [group5], tenantCountry: "US" };
    expect(
      namedBy("calling-plan-country", [person("a", "MCOPSTN5/g MCOEV/g E3/g", { declared: null })], options),
    ).toEqual(["Group g"]);
    expect(
      namedBy("calling-plan-country", [person("a", "MCOPSTN5/g MCOEV/g E3/g", { declared: null, at: "GB" })], options),
    ).toEqual([]);
    expect(answer("MCOPSTN5", undefined, "US")).toEqual([]);
  });
});

describe("conferencing-without-credits", () => {
  it.each([
    ["by the minute without credits", "E3 MCOMEETACPEA", a],
    ["with credits through a group that failed", "E3 MCOMEETACPEA MCOPSTNC/h!", a],
    ["by the minute with Communications Credits", "E3 MCOMEETACPEA MCOPSTNC", nobody],
    ["with what the Teams pages call Communications Credits", "E3 MCOMEETACPEA MCOPSTNPP", nobody],
    ["with credits through a group", "E3 MCOMEETACPEA MCOPSTNC/h", nobody],
    ["Audio Conferencing by subscription", "E3 MCOMEETADV", nobody],
  ])("%s", (_, after, named) => {
    expect(namedBy("conferencing-without-credits", [person("a", after)])).toEqual(named);
  });

  it("says what to give", () => {
    expect(findingsOf("conferencing-without-credits", [person("a", "E3 MCOMEETACPEA")])).toMatchObject([
      {
        severity: "warning",
        message:
          "1 person has Audio Conferencing by the minute (MCOMEETACPEA) and no Communications Credits, from " +
          "which the minutes are paid: a@contoso.com.",
        remedy: "Give MCOPSTNC as well, and put money into them.",
      },
    ]);
  });

  it("names Communications Credits where the tenant has none, and speaks of two people as of two", () => {
    const skus = (["E3", "MCOMEETACPEA"] as const).map(skuOf);
    expect(
      findingsOf("conferencing-without-credits", [person("a", "MCOMEETACPEA"), person("b", "MCOMEETACPEA")], { skus }),
    ).toMatchObject([
      {
        message:
          "2 people have Audio Conferencing by the minute (MCOMEETACPEA) and no Communications Credits, from " +
          "which the minutes are paid: a@contoso.com, b@contoso.com.",
        remedy: "Give Communications Credits (MCOPSTNC) as well, and put money into them.",
      },
    ]);
  });

  it("knows Communications Credits that come with something else", () => {
    expect(
      namedBy("conferencing-without-credits", [person("a", "MCOMEETACPEA VISIO")], {
        skus: skusWhere("VISIO", "VISIO", "MCOPSTNC"),
      }),
    ).toEqual([]);
  });
});

describe("e5-without-credits", () => {
  it.each([
    ["Office 365 E5", person("a", "E5"), a],
    ["Office 365 E5 without Audio Conferencing", person("a", "E5_NOPSTNCONF"), a],
    ["Microsoft 365 E5", person("a", "SPE_E5"), a],
    ["E5 with a Calling Plan", person("a", "E5 MCOPSTN1"), a],
    ["E5 with Communications Credits", person("a", "E5 MCOPSTNC"), nobody],
    ["E5 with what the Teams pages call so", person("a", "E5 MCOPSTNPP"), nobody],
    ["E5 without its Phone System", person("a", "E5(-MCOEV)"), nobody],
    ["E5 on the organization's own lines", person("a", "E5", { onPremises: true }), nobody],
    ["E5 and conferencing by the minute, which another rule tells", person("a", "E5 MCOMEETACPEA"), nobody],
    ["E3 and Phone System", person("a", "E3 MCOEV"), nobody],
    ["E3", person("a", "E3"), nobody],
  ])("%s", (_, somebody, named) => {
    expect(namedBy("e5-without-credits", [somebody])).toEqual(named);
  });

  it("speaks of two people as of two", () => {
    expect(findingsOf("e5-without-credits", [person("a", "E5"), person("b", "E5")])[0]?.message).toBe(
      "2 people have Phone System in ENTERPRISEPREMIUM and no Communications Credits, which Microsoft asks for " +
        "before anybody calls phone numbers: a@contoso.com, b@contoso.com.",
    );
  });

  it("is a note", () => {
    expect(findingsOf("e5-without-credits", [person("a", "E5")])).toMatchObject([
      {
        severity: "info",
        remedy:
          "Give MCOPSTNC to those who are to call phone numbers, or say `pstn: onPremises` of those who call " +
          "over your own lines.",
      },
    ]);
  });
});
