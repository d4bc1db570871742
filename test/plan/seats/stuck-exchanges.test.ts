import { describe, expect, it } from "vitest";
import { planWithModel } from "../../../src/plan/plan-tenant";
import type { Policy } from "../../../src/terms/policy";
import { poolsOf } from "../../../src/plan/seats/seats";
import { stuckPeople } from "../../../src/plan/seats/stuck";
import { inputOf } from "../support/run";
import { showFinding } from "../support/show";
import { desired, group, noLimits, observed, owning, policy, sku, skuIds, type SkuName, user } from "../support/tenant";

type Seats = Partial<Record<SkuName, number>>;
/** What somebody has, directly or through groups, and what is declared. What is held directly is owned by the stack. */
type People = Readonly<Record<string, readonly [holds: string, declared: string]>>;
/** What a group gives, which the stack owns; what is declared; and its members. */
type Groups = Readonly<Record<string, readonly [gives: string, declared: string, members: string]>>;

const words = (text: string): string[] => text.split(" ").filter((word) => word !== "");
/** "E3(all) VISIO" as the stack writes it. */
const lineOf = (text: string): string =>
  words(text)
    .map((word) => word.replace(/^\w+/, (name) => sku(name as SkuName).partNumber))
    .join(", ");
const linesOf = (texts: readonly (readonly [string, string])[]): Record<string, string> =>
  Object.fromEntries(texts.filter(([, text]) => text !== "").map(([id, text]) => [id, lineOf(text)]));
const ownedOf = (holds: string): string =>
  words(holds)
    .filter((one) => !one.includes("/"))
    .map((one) => one.replace(/\(.*\)/, ""))
    .join(" ");

function inputFor(seats: Seats, people: People, groups: Groups = {}, over: Partial<Policy> = {}) {
  const persons = Object.entries(people);
  const teams = Object.entries(groups);
  return inputOf({
    desired: desired(
      linesOf(persons.map(([id, [, line]]) => [id, line])),
      linesOf(teams.map(([id, [, line]]) => [`Group ${id}`, line])),
    ),
    ledger: owning(
      linesOf(persons.map(([id, [holds]]) => [id, ownedOf(holds)])),
      linesOf(teams.map(([id, [gives]]) => [id, ownedOf(gives)])),
    ),
    observed: observed({
      skus: (Object.keys(skuIds) as SkuName[]).map((name) =>
        sku(name, seats[name] === undefined ? {} : { enabled: seats[name] }),
      ),
      users: persons.map(([id, [holds]]) => user(id, words(holds))),
      groups: teams.map(([id, [gives, , members]]) => group(id, words(gives), words(members))),
    }),
    policy: policy({ limits: noLimits, ...over }),
  });
}

/** Those who wait for ever, by name. */
function waiting(...[seats, people, groups, over]: Parameters<typeof inputFor>): string {
  const input = inputFor(seats, people, groups, over);
  return stuckPeople(planWithModel(input).model, poolsOf(input.observed))
    .map(({ bound }) => bound.id)
    .join(" ");
}

describe("a licence goes ahead of what comes for it", () => {
  const ring = { E1: 1, E3: 1, E5: 1, MCOEV: 1, VISIO: 1 };

  it.each<[string, People, string]>([
    ["where it is lost anyway", { adele: ["MCOEV", "VISIO"], bob: ["VISIO", "MCOEV"] }, ""],
    ["where the person keeps something that contains it", { adele: ["E3 E1", "E3 E5"], bob: ["E5", "E1"] }, ""],
    ["but not where something of its kind comes", { adele: ["E3", "E5"], bob: ["E5", "E3"] }, "adele bob"],
    [
      "nor where only its services are lost anyway, as another one has the rest of them",
      { adele: ["E1 E5", "E1 E3"], bob: ["E3", "E5"] },
      "adele bob",
    ],
    [
      "nor where only some of its services are lost anyway",
      { adele: ["E5", "MCOEV"], bob: ["MCOEV", "E5"] },
      "adele bob",
    ],
  ])("%s", (_, people, expected) => {
    expect(waiting(ring, people)).toBe(expected);
  });

  it("nor where a group's is to take its place, although the person may be without for a moment", () => {
    const people: People = { adele: ["E3", ""], bob: ["E5", "E3"], carl: ["E3", "E5"] };
    expect(
      waiting({ E3: 2, E5: 1 }, people, { g: ["", "E3", "adele"] }, { allowInterruption: ["adele@contoso.com"] }),
    ).toBe("bob carl");
    expect(waiting({ E3: 2, E5: 1 }, people, {}, { allowInterruption: ["adele@contoso.com"] })).toBe("");
  });
});

describe("one person's seat is counted once, by whatever ways it comes and goes", () => {
  it("a direct licence that goes for a group's gives no seat up", () => {
    const people: People = { adele: ["E3", ""], bob: ["E5", "E3"], carl: ["E3", "E5"] };
    expect(waiting({ E3: 2, E5: 1 }, people, { g: ["", "E3", "adele"] })).toBe("bob carl");
    expect(waiting({ E3: 3, E5: 1 }, people, { g: ["", "E3", "adele"] })).toBe("");
  });

  it("what comes directly and through a group needs one", () => {
    expect(
      waiting(
        { E3: 1 },
        { adele: ["", "E3(all)"], leaver: ["E3", ""] },
        { g: ["", "E3(-YAMMER_ENTERPRISE)", "adele"] },
      ),
    ).toBe("");
  });

  it("what comes through two groups needs one", () => {
    expect(
      waiting({ E5: 1 }, { leaver: ["E5", ""], eve: ["", ""] }, { g: ["", "E5", "eve"], h: ["", "E5", "eve"] }),
    ).toBe("");
  });

  it("what is held directly, and was refused through a group, gives one up", () => {
    const two: People = { adele: ["E3", "E5"], bob: ["E3", "E5"], eve: ["E5 E5/g!CountViolation", ""] };
    expect(waiting({ E3: 2, E5: 1 }, two, { g: ["E5", "", "eve"] })).toBe("adele bob");
    expect(waiting({ E3: 2, E5: 2 }, two, { g: ["E5", "", "eve"] })).toBe("");
  });

  it("what is held through two groups gives one up", () => {
    const two: People = { adele: ["E3", "E5"], bob: ["E3", "E5"], eve: ["E5/g E5/h", ""] };
    expect(waiting({ E3: 2, E5: 1 }, two, { g: ["E5", "", "eve"], h: ["E5", "", "eve"] })).toBe("adele bob");
  });

  it("each member of a group needs one, whatever else the member has", () => {
    const people: People = { adele: ["E3", "E5"], eve: ["VISIO", "VISIO"], fay: ["E5", "E5"], gil: ["", ""] };
    expect(waiting({ E5: 3 }, people, { g: ["", "E5", "eve gil"] })).toBe("adele eve gil");
    expect(waiting({ E5: 4 }, people, { g: ["", "E5", "eve gil"] })).toBe("");
  });

  it("who was refused a licence by a group, and then gets it directly, needs one", () => {
    const people: People = { eve: ["E5/g!CountViolation", "E5"], fay: ["E5", ""] };
    expect(waiting({ E5: 1 }, people, { g: ["E5", "E5(-YAMMER_ENTERPRISE)", "eve"] })).toBe("");
  });
});

it("who waits for a seat through one group does not keep the members of another group waiting", () => {
  const people: People = { eve: ["E5/g!CountViolation", ""], gil: ["E5/g", ""], hal: ["E5", "E5"] };
  expect(waiting({ E5: 2 }, people, { g: ["E5", "E5(-YAMMER_ENTERPRISE)", "eve gil"], h: ["", "E5", "eve hal"] })).toBe(
    "hal eve",
  );
});

describe("a group keeps a licence until those have something else who would be without", () => {
  it("each of two groups until its own member has it", () => {
    const people: People = { adele: ["E3", "E1"], bob: ["E5/g2", "E3"], carl: ["E1/g1", "E5"] };
    const groups: Groups = { g1: ["E1", "", "carl"], g2: ["E5", "", "bob"], untouched: ["VISIO", "VISIO", "adele"] };
    expect(waiting({ E1: 1, E3: 2, E5: 1 }, people, groups)).toBe("");
    expect(waiting({ E1: 1, E3: 1, E5: 1 }, people, groups)).toBe("adele bob carl");
  });

  /** Eve gets E1 for herself, Bob E5 for his E1; the only E5 is the one that Eve has through the group. */
  const seats = { E1: 1, E5: 1 };
  const ofBob = ["E1", "E5"] as const;

  it("but not for somebody to whom it gives something else itself, also where another group could not", () => {
    expect(waiting(seats, { bob: ofBob, eve: ["E5/g", "E1"] }, { g: ["E5", "", "eve"] })).toBe("bob eve");
    expect(waiting(seats, { bob: ofBob, eve: ["E5/g", "E1"] }, { g: ["E5", "E3", "eve"] })).toBe("");
    expect(waiting(seats, { bob: ofBob, eve: ["E5/g E3/x!CountViolation", "E1"] }, { g: ["E5", "E3", "eve"] })).toBe(
      "",
    );
  });

  it("nor for somebody for whom another group switches on what would be missing", () => {
    const people: People = { bob: ["VISIO", "E5"], eve: ["E5/g E3(-EXCHANGE)/h", "VISIO"] };
    expect(waiting({ VISIO: 1, E5: 1 }, people, { g: ["E5", "", "eve"], h: ["E3(-EXCHANGE)", "E3(all)", "eve"] })).toBe(
      "",
    );
  });

  it("nor for somebody who has it through another group, whose turn comes first", () => {
    const people: People = { adele: ["E3", "E5"], bob: ["E5/g", "E3"], eve: ["E5/h", ""] };
    expect(waiting({ E3: 1, E5: 2 }, people, { g: ["E5", "", "bob eve"], h: ["E5", "", "eve"] })).toBe("");
  });

  it("nor for somebody who has it by another way", () => {
    const people: People = { bob: ofBob, eve: ["E5/g E5/x", "E1"], fay: ["E5/g", ""] };
    expect(waiting({ E1: 1, E5: 2 }, people, { g: ["E5", "", "eve fay"] })).toBe("");
  });
});

describe("what an administrator is told of them", () => {
  const told = (over: Partial<Policy>): string[] => {
    const { findings } = planWithModel(
      inputFor(
        { E3: 1, E5: 1, VISIO: 1 },
        { adele: ["E3", "E5 MCOEV"], bob: ["E5", "E3"], carl: ["", "VISIO"], dora: ["VISIO", "VISIO"] },
        {},
        over,
      ),
    ).plan;
    return findings.filter(({ code }) => code.startsWith("seats")).map(showFinding);
  };

  it("where the order of the stack decides: that they keep what they have", () => {
    expect(told({ onShortage: { kind: "inOrder", order: ["adele@contoso.com", "bob@contoso.com"] } })).toEqual([
      "warning seats-short [carl@contoso.com] VISIOCLIENT: 1 seat short. 1 bought, 1 used, 1 needed, 0 freed in " +
        "this run. 1 person would go without. >> Buy 1 seat; the next run then assigns them.",
      "warning seats-stuck [] 2 people wait for each other's seat (ENTERPRISEPACK, ENTERPRISEPREMIUM): there are " +
        "enough seats in the end, but none is free to begin with: adele@contoso.com, bob@contoso.com. They keep " +
        "what they have. >> Buy a spare seat of ENTERPRISEPACK or ENTERPRISEPREMIUM, or let people be without a " +
        "licence for a moment: `allowInterruption: [adele@contoso.com]`.",
    ]);
  });
});
