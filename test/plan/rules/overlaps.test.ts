import { describe, expect, it } from "vitest";
import { allSkus, findingsOf, group, namedBy, person, skuOf } from "./support";

const a = ["a@contoso.com"];
const nobody: string[] = [];

describe("paid-twice", () => {
  it.each([
    ["E3 beside E5", "E3 E5", a],
    ["E1 beside E3, whose plans are larger", "E1 E3", a],
    ["Phone System beside E5", "E5 MCOEV", a],
    ["Audio Conferencing beside E5", "E5 MCOMEETADV", a],
    ["beside a suite that a group gives", "MCOEV E5/g", a],
    ["Phone System where E5 has it switched off", "E5(-MCOEV) MCOEV", nobody],
    ["Audio Conferencing beside E5 without it", "E5_NOPSTNCONF MCOMEETADV", nobody],
    ["Phone System beside E3", "E3 MCOEV", nobody],
    ["a suite that the group could not give", "MCOEV E5/g!", nobody],
    ["what is free", "E5 FREE_BI", nobody],
    ["the same licence on two ways", "E5 E5/g", nobody],
    ["one licence", "E5", nobody],
    ["Visio", "E3 VISIO", nobody],
  ])("%s", (_, after, named) => {
    expect(namedBy("paid-twice", [person("a", after)])).toEqual(named);
  });

  it("says what it costs, where the stack has a price", () => {
    const people = [person("a", "E5 MCOEV"), person("b", "E5 MCOEV"), person("c", "E3 MCOEV")];
    const message = (bySku: Record<string, number>): string | undefined =>
      findingsOf("paid-twice", people, { prices: { currency: "EUR", bySku } })[0]?.message;
    const text =
      "2 people have both MCOEV and ENTERPRISEPREMIUM, which contains everything that is on in MCOEV: it is paid " +
      "for twice";
    expect(message({ mcoev: 7.25 })).toBe(`${text}, 14.50 EUR a month: a@contoso.com, b@contoso.com.`);
    expect(message({ "e43b5b99-8dfb-405f-9987-dc307f34bcbd": 8 })).toBe(
      `${text}, 16.00 EUR a month: a@contoso.com, b@contoso.com.`,
    );
    expect(message({ "Microsoft Teams Phone Standard": 8 })).toBe(
      `${text}, 16.00 EUR a month: a@contoso.com, b@contoso.com.`,
    );
    expect(message({ ENTERPRISEPREMIUM: 38 })).toBe(`${text}: a@contoso.com, b@contoso.com.`);
    expect(findingsOf("paid-twice", people)[0]).toMatchObject({
      severity: "warning",
      message: `${text}: a@contoso.com, b@contoso.com.`,
      remedy: "Take MCOEV away from them.",
    });
  });

  it("is one finding a licence", () => {
    expect(findingsOf("paid-twice", [person("a", "E5 MCOEV MCOMEETADV")]).map(({ remedy }) => remedy)).toEqual([
      "Take MCOMEETADV away from them.",
      "Take MCOEV away from them.",
    ]);
  });

  it("has a price by part number also for a product that the catalog does not know", () => {
    const skuId = "99999999-0000-4000-8000-000000000000";
    const somebody = person("a", "E5");
    const people = [
      { ...somebody, after: [...somebody.after, { skuId, disabledPlans: [], state: "Active" as const }] },
    ];
    const skus = [...allSkus, { ...skuOf("MCOEV"), skuId, partNumber: "PHONE_NEW" }];
    expect(
      findingsOf("paid-twice", people, { skus, prices: { currency: "EUR", bySku: { PHONE_NEW: 7 } } })[0]?.message,
    ).toContain("it is paid for twice, 7.00 EUR a month: a@contoso.com.");
    expect(
      findingsOf("paid-twice", people, { skus, prices: { currency: "EUR", bySku: { MCOEV: 7 } } })[0]?.message,
    ).toContain("it is paid for twice: a@contoso.com.");
  });

  it("tells members of a group of the stack, as that group's, and nobody whom the stack does not license", () => {
    const strangers = [
      person("x", "E5/g MCOEV", { declared: null }),
      person("y", "E5/g MCOEV", { declared: null }),
      person("z", "E5/h MCOEV", { declared: null }),
    ];
    expect(findingsOf("paid-twice", strangers, { groups: [group("g", "E5")] })).toMatchObject([
      {
        principals: ["Group g"],
        message:
          "2 members of the group Group g have both MCOEV and ENTERPRISEPREMIUM, which contains everything that " +
          "is on in MCOEV: it is paid for twice: x@contoso.com, y@contoso.com.",
        place: { line: 90 },
      },
    ]);
  });
});

describe("direct-and-group", () => {
  const groups = [group("g", "E3"), group("h", "E5")];

  it.each([
    ["both ways", person("a", "E3 E3/g"), a],
    ["declared both ways, and given by the group only", person("a", "E3/g", { declared: "E3" }), a],
    ["the group", person("a", "E3/g"), nobody],
    ["another licence from the group", person("a", "E3 E5/h"), nobody],
    ["a group that is not of the stack", person("a", "E3 E3/k"), nobody],
    ["held directly, but not declared so", person("a", "E3 E3/g", { declared: "MCOEV" }), nobody],
    ["somebody who is not in the stack", person("a", "E3 E3/g", { declared: null }), nobody],
  ])("%s", (_, somebody, named) => {
    expect(namedBy("direct-and-group", [somebody], { groups })).toEqual(named);
  });

  it("is not about what a declared group merely carries", () => {
    expect(
      namedBy("direct-and-group", [person("a", "E3 E3/g")], { groups: [{ ...group("g", "E3"), declared: new Map() }] }),
    ).toEqual([]);
  });

  it("names the groups", () => {
    expect(
      findingsOf("direct-and-group", [person("a", "E3 E3/g"), person("b", "E3 E3/g E3/i")], {
        groups: [...groups, group("i", "E3")],
      }),
    ).toMatchObject([
      {
        severity: "warning",
        message:
          "1 person should have ENTERPRISEPACK directly, and has it as a member of the group Group g too: " +
          "a@contoso.com.",
      },
      {
        message:
          "1 person should have ENTERPRISEPACK directly, and has it as a member of the groups Group g, Group i " +
          "too: b@contoso.com.",
      },
    ]);
  });

  it("names groups in the order of their names, and speaks of two people as of two", () => {
    const turned = [
      { ...group("g", "E3"), name: "Sales" },
      { ...group("h", "E3"), name: "Marketing" },
    ];
    expect(
      findingsOf("direct-and-group", [person("a", "E3 E3/g E3/h"), person("b", "E3 E3/h E3/g")], {
        groups: turned,
      }).map(({ message }) => message),
    ).toEqual([
      "2 people should have ENTERPRISEPACK directly, and have it as members of the groups Marketing, Sales too: " +
        "a@contoso.com, b@contoso.com.",
    ]);
  });
});
