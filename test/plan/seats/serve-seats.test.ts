import { describe, expect, it } from "vitest";
import { planOf, show } from "../support/show";
import { desired, group, noLimits, observed, owning, policy, pools, user } from "../support/tenant";

const inOrder = (...names: readonly string[]) =>
  policy({ limits: noLimits, onShortage: { kind: "inOrder", order: names.map((name) => `${name}@contoso.com`) } });
/** What is done, how many seats it takes, and what is said of them. */
const told = (over: Parameters<typeof planOf>[0]): string =>
  `\n${show(planOf(over))
    .split(/\n(?! {2})/)
    .filter((line) => /^(grant|swap|withdraw|seats|error|warning)/.test(line))
    .join("\n")}\n`;

describe("where the order of the stack decides", () => {
  const seen = observed({ skus: pools({ E3: 1, E5: 0 }), users: [user("adele", ["E3"]), user("carl")] });

  it("who waits only because somebody before waits is told too", () => {
    const over = {
      desired: desired({ adele: "ENTERPRISEPREMIUM", carl: "ENTERPRISEPACK" }),
      ledger: owning({ adele: "ENTERPRISEPACK" }),
      observed: seen,
      policy: inOrder("adele", "carl"),
    };
    expect(told(over)).toMatchInlineSnapshot(`
      "
      seats E3: 1 of 1 +0 -0 = 1, 1 short: carl@contoso.com
      seats E5: 0 of 0 +0 -0 = 0, 1 short: adele@contoso.com
      warning seats-short [carl@contoso.com] ENTERPRISEPACK: 1 seat short. 1 bought, 1 used, 1 needed, 0 freed in
        this run. 1 person would go without. >> Buy 1 seat; the next run then assigns them.
      warning seats-short [adele@contoso.com] ENTERPRISEPREMIUM: 1 seat short. 0 bought, 0 used, 1 needed, 0 freed
        in this run. 1 person would go without. >> Buy 1 seat; the next run then assigns them.
      "
    `);
  });

  it("nothing is said of a licence that nobody gains or loses in the end", () => {
    expect(
      told({
        desired: desired({ adele: "ENTERPRISEPREMIUM" }),
        ledger: owning({ adele: "ENTERPRISEPACK" }),
        observed: seen,
        policy: inOrder("adele"),
      }),
    ).toMatchInlineSnapshot(`
      "
      seats E5: 0 of 0 +0 -0 = 0, 1 short: adele@contoso.com
      warning seats-short [adele@contoso.com] ENTERPRISEPREMIUM: 1 seat short. 0 bought, 0 used, 1 needed, 0 freed
        in this run. 1 person would go without. >> Buy 1 seat; the next run then assigns them.
      "
    `);
  });

  it("members of a group for whom there is no seat are told, and counted once among those who need one", () => {
    const members = {
      desired: desired({ adele: "MCOEV" }, { "Group g": "MCOEV" }),
      observed: observed({
        skus: pools({ MCOEV: 1 }),
        users: [user("adele"), user("eve"), user("fay")],
        groups: [group("g", [], ["eve", "fay"])],
      }),
    };
    expect(told({ ...members, policy: inOrder("adele") })).toMatchInlineSnapshot(`
      "
      grant Group g: +MCOEV {declared by staff}
      seats MCOEV: 0 of 1 +2 -0 = 2, 2 short: fay@contoso.com adele@contoso.com
      warning group-add-on-apart stacks/contoso.yaml:5:7 [Group g] The group Group g gives MCOEV, which needs
        Teams, and no licence of this group has it. What its members hold in other ways does not count. >> Declare
        a licence with Teams for Group g too, or MCOEV for the people instead of the group.
      warning seats-short [adele@contoso.com, fay@contoso.com] MCOEV: 2 seats short. 1 bought, 0 used, 3 needed, 0
        freed in this run. 2 people would go without. >> Buy 2 seats; the next run then assigns them.
      "
    `);
  });

  it("everybody is served where seats come free in the same run", () => {
    const enough = {
      desired: desired({ adele: "MCOEV", bob: "VISIOCLIENT" }),
      ledger: owning({ carl: "MCOEV" }),
      observed: observed({ skus: pools({ MCOEV: 1 }), users: [user("adele"), user("bob"), user("carl", ["MCOEV"])] }),
    };
    expect(told({ ...enough, policy: inOrder("adele") })).toMatchInlineSnapshot(`
      "
      grant adele@contoso.com: +MCOEV {declared by staff}
      grant bob@contoso.com: +VISIO {declared by staff}
      withdraw carl@contoso.com: -MCOEV {undeclared}
      seats VISIO: 0 of 1000 +1 -0 = 1
      seats MCOEV: 1 of 1 +1 -1 = 1
      warning plan-without-its-base stacks/contoso.yaml:5:7 [adele@contoso.com] MCOEV needs Teams beside it, and 1
        person has none: adele@contoso.com. >> Give ENTERPRISEPACK as well, or switch MCOEV off.
      "
    `);
  });
});

describe("a subscription that the tenant no longer has", () => {
  it("has no seats, and nobody frees one: what is held of it stays", () => {
    const adele = user("adele", [], { assignments: [{ skuId: "gone-sku", disabledPlans: [], state: "Active" }] });
    expect(
      planOf({
        ledger: owning({ adele: "gone-sku" }),
        observed: observed({ users: [adele] }),
        policy: policy({ limits: noLimits }),
      }).seats,
    ).toEqual([]);
  });
});

it("a group that is not changed may have protected members who cannot be read", () => {
  const over = (line: string) => ({
    desired: desired({}, { "Group g": line }),
    ledger: owning({}, { g: "MCOEV" }),
    observed: observed({
      users: [user("safe", [], { assignments: undefined as never })],
      groups: [group("g", ["MCOEV"], ["safe"])],
    }),
    policy: policy({ limits: noLimits, protected: ["safe@contoso.com"] }),
  });
  const codes = (line: string): string[] =>
    planOf(over(line))
      .findings.map(({ code }) => code)
      .filter((code) => code === "protected-through-group");
  expect(codes("MCOEV")).toEqual([]);
  expect(codes("MCOEV, VISIOCLIENT")).toEqual(["protected-through-group"]);
});
