import { describe, expect, it } from "vitest";
import { builtInCatalog } from "../../../src/plan/basis/catalog-facts";
import { decideGroupGiving, decideGroupTaking, type Member } from "../../../src/plan/execute/decide-group-write";
import {
  type Allowance,
  afterWrite,
  decideUserWrite,
  removableFirst,
  untoldLosses,
  type WriteContext,
  withdrawnKey,
} from "../../../src/plan/execute/decide-write";
import type { ObservedUser } from "../../../src/terms/observed";
import type { CriticalFamily, Grant, Removal, Transition } from "../../../src/terms/plan";
import { indexTenant } from "../../../src/plan/basis/tenant-index";
import { group, held, observed, planIds, skuIds, type SkuName, user } from "../support/tenant";

const index = indexTenant(observed());
const context = (over: Partial<WriteContext> = {}): WriteContext => ({
  index,
  catalog: builtInCatalog,
  withdrawn: new Set(),
  names: {},
  switchedOff: new Map(),
  ...over,
});
const allow = (
  over: {
    readonly lost?: readonly SkuName[];
    readonly critical?: readonly CriticalFamily[];
    readonly granted?: readonly SkuName[];
    readonly planned?: readonly string[];
  } = {},
): Allowance => ({
  lostSkus: new Set((over.lost ?? []).map((name) => skuIds[name])),
  critical: new Set(over.critical ?? []),
  granted: new Set((over.granted ?? []).map((name) => skuIds[name])),
  ...(over.planned !== undefined && { planned: over.planned.map(held) }),
});
const everything = allow({
  lost: ["E1", "E3", "E5", "MCOEV", "VISIO"],
  critical: ["mailbox", "files", "teams", "phone"],
});

const grant = (text: string, over: Partial<Grant> = {}): Grant => ({
  skuId: held(text).skuId,
  disabledPlans: held(text).disabledPlans,
  reasons: [],
  ...over,
});
const removal = (name: SkuName, over: Partial<Removal> = {}): Removal => ({
  skuId: skuIds[name],
  disabledBefore: [],
  reasons: [],
  ...over,
});
const transition = (over: Partial<Transition>): Transition => ({
  principal: "user",
  id: "adele",
  name: "adele@contoso.com",
  currentName: "adele@contoso.com",
  kind: "swap",
  grants: [],
  removals: [],
  digest: "",
  ...over,
});
const short = (id: string): string => Object.entries(skuIds).find(([, skuId]) => skuId === id)?.[0] ?? id;

function sent(
  one: Partial<Transition>,
  now: ObservedUser | undefined,
  over: { readonly context?: WriteContext; readonly allowance?: Allowance; readonly enforced?: boolean } = {},
): string {
  const decision = decideUserWrite(over.context ?? context(), transition(one), now, {
    allowance: over.allowance ?? everything,
    enforcedLocation: over.enforced ?? false,
  });
  if (decision.kind === "skip") return `skip: ${decision.why}`;
  const back = decision.heldBack === undefined ? "" : " held back";
  if (decision.kind === "nothing") return `nothing${back}`;
  const { add, remove, usageLocation } = decision.write;
  return (
    [
      ...add.map(({ skuId }) => `+${short(skuId)}`),
      ...remove.map((skuId) => `-${short(skuId)}`),
      ...(usageLocation === undefined ? [] : [`@${usageLocation}`]),
    ].join(" ") + back
  );
}

describe("what is still sent for a person", () => {
  it.each<[string, Grant, readonly string[], string]>([
    ["a licence that is missing", grant("E3"), [], "+E3"],
    ["not one that is there, where its plans are not declared", grant("E3"), ["E3(-YAMMER)"], "nothing"],
    ["one that is there with other plans, where they are", grant("E3", { managed: true }), ["E3(-YAMMER)"], "+E3"],
    ["not one that is there with these plans", grant("E3(-YAMMER)", { managed: true }), ["E3(-YAMMER)"], "nothing"],
    ["not one that a group gives, where its plans are not declared", grant("E3"), ["E3(-YAMMER)/g"], "nothing"],
    [
      "one that a group gives with fewer plans, where they are declared",
      grant("E3", { managed: true }),
      ["E3(-YAMMER)/g"],
      "+E3",
    ],
    ["not one that a group gives with more plans", grant("E3(-YAMMER)", { managed: true }), ["E3/g"], "nothing"],
    ["one that a group failed to give", grant("E3"), ["E3/g!CountViolation"], "+E3"],
    ["one where a group gives another", grant("E3"), ["E1/g"], "+E3"],
  ])("%s", (_, one, holds, expected) => {
    expect(sent({ grants: [one] }, user("adele", holds))).toBe(expected);
  });

  it("a licence that a group gives now and loses in this run, or of which it switches a plan off", () => {
    const grants = [grant("E3", { managed: true })];
    expect(
      sent({ grants }, user("adele", ["E3/g"]), {
        context: context({ withdrawn: new Set([withdrawnKey("g", skuIds.E3)]) }),
      }),
    ).toBe("+E3");
    expect(
      sent({ grants }, user("adele", ["E3/g"]), {
        context: context({ withdrawn: new Set([withdrawnKey("h", skuIds.E3), withdrawnKey("g", skuIds.E1)]) }),
      }),
    ).toBe("nothing");
    expect(
      sent({ grants }, user("adele", ["E3/g"]), {
        context: context({ switchedOff: new Map([[withdrawnKey("g", skuIds.E3), [planIds.TEAMS]]]) }),
      }),
    ).toBe("+E3");
    expect(
      sent({ grants }, user("adele", ["E3/g"]), {
        context: context({ switchedOff: new Map([[withdrawnKey("g", skuIds.E5), [planIds.TEAMS]]]) }),
      }),
    ).toBe("nothing");
  });

  it.each<[string, readonly string[], string]>([
    ["the group's is there", ["E3", "E3/g"], "-E3"],
    ["the group's has more on", ["E3(-YAMMER)", "E3/g"], "-E3"],
    ["the group's has less on", ["E3", "E3(-YAMMER)/g"], "nothing held back"],
    ["the group's failed", ["E3", "E3/g!CountViolation"], "nothing held back"],
    ["the group's is not there", ["E3"], "nothing held back"],
    ["the direct one is gone already", ["E3/g"], "nothing"],
  ])("a direct licence that goes for a group's, where %s", (_, holds, expected) => {
    expect(sent({ removals: [removal("E3", { onlyIfInherited: "g" })] }, user("adele", holds))).toBe(expected);
  });

  it("not a direct licence for one of a group that is in trouble", () => {
    const now = user("adele", [], {
      assignments: [held("E3"), { ...held("E3/g"), state: "ActiveWithError", error: "Other" }],
    });
    expect(sent({ removals: [removal("E3", { onlyIfInherited: "g" })] }, now)).toBe("nothing held back");
  });

  it("the rest, where a part is held back", () => {
    expect(
      sent({ grants: [grant("VISIO")], removals: [removal("E3", { onlyIfInherited: "g" })] }, user("adele", ["E3"])),
    ).toBe("+VISIO held back");
  });

  it.each<[string, string | undefined, boolean, string]>([
    ["fills a gap", undefined, false, "@GB"],
    ["does not change one that is there", "US", false, "nothing"],
    ["changes one that is enforced", "US", true, "@GB"],
    ["does not send what is so already", "GB", true, "nothing"],
  ])("a usage location: %s", (_, usageLocation, enforced, expected) => {
    const now = user("adele", []);
    const { usageLocation: dropped, ...rest } = now;
    expect(dropped).toBe("US");
    expect(
      sent({ usageLocation: { after: "GB" } }, usageLocation === undefined ? rest : { ...rest, usageLocation }, {
        enforced,
      }),
    ).toBe(expected);
    expect(sent({}, now, { enforced })).toBe("nothing");
  });

  it("nothing by which the person would lose what the plan did not tell, with the names of it", () => {
    const removals = [removal("E3"), removal("VISIO")];
    const now = user("adele", ["E3", "VISIO"]);
    expect(sent({ removals }, now)).toBe("-E3 -VISIO");
    expect(sent({ removals }, now, { allowance: allow() })).toBe(
      "skip: since the plan was made the person has changed, and would now lose ENTERPRISEPACK, VISIOCLIENT",
    );
    expect(
      sent({ grants: [grant("E3(-EXCHANGE,-TEAMS)", { managed: true })] }, user("adele", ["E3"]), {
        allowance: allow(),
      }),
    ).toBe("skip: since the plan was made the person has changed, and would now lose mailbox, teams");
    const gone = user("adele", [], { assignments: [{ ...held("E3"), skuId: "gone-sku" }] });
    expect(sent({ removals: [{ ...removal("E3"), skuId: "gone-sku" }] }, gone, { allowance: allow() })).toBe(
      "nothing held back",
    );
  });

  it("nothing where the person cannot be read", () => {
    expect(sent({}, undefined)).toBe("skip: the account can no longer be read");
    expect(sent({}, user("adele", [], { assignments: undefined as never }))).toBe(
      "skip: Graph left the person's licenseAssignmentStates out",
    );
  });
});

describe("losses that the plan did not tell", () => {
  const untold = (before: readonly string[], after: readonly string[], allowance: Allowance): number =>
    untoldLosses(context(), before.map(held), after.map(held), allowance).length;

  it("are those beyond the SKUs and services that it told", () => {
    expect(untold(["MCOEV"], [], allow())).toBe(1);
    expect(untold(["MCOEV"], [], allow({ lost: ["MCOEV"] }))).toBe(1);
    expect(untold(["MCOEV"], [], allow({ critical: ["phone"] }))).toBe(1);
    expect(untold(["MCOEV"], [], allow({ lost: ["MCOEV"], critical: ["phone"] }))).toBe(0);
    expect(untold(["E3"], [], allow({ lost: ["E3"], critical: ["mailbox", "files"] }))).toBe(1);
    expect(untold(["E3"], ["E3(-EXCHANGE)"], allow({ critical: ["mailbox"] }))).toBe(0);
    expect(untold(["E3"], ["E3(-EXCHANGE)"], allow({ critical: ["teams"] }))).toBe(1);
  });

  it("are none where the whole way from the plan's start loses nothing of what was there then", () => {
    const halfway = ["E3(-EXCHANGE,-SHAREPOINT,-TEAMS)"];
    expect(untold(halfway, [], allow())).toBe(1);
    expect(untold(halfway, [], allow({ planned: ["E3(-EXCHANGE,-SHAREPOINT,-TEAMS)", "E3/g"] }))).toBe(1);
    expect(untold(["E3(-YAMMER)"], ["E1"], allow({ planned: ["E3(-YAMMER)"], granted: [] }))).toBe(0);
    expect(untold(["VISIO"], [], allow({ planned: [] }))).toBe(1);
  });

  it("are none where halfway it only looks like one: E1, which came in exchange, is there already when E3 goes", () => {
    expect(untold(["E3", "E1"], ["E1"], allow())).toBe(1);
    expect(untold(["E3", "E1"], ["E1"], allow({ planned: ["E3"] }))).toBe(0);
    expect(untold(["E3", "E1", "VISIO"], ["E1"], allow({ planned: ["E3"] }))).toBe(2);
  });
});

it("what stands after a write: what was removed is gone, what was added is as sent, groups' licences stay", () => {
  const after = afterWrite(["E3", "E1", "VISIO", "E3/g"].map(held), {
    add: [{ skuId: skuIds.E1, disabledPlans: [planIds.TEAMS] }],
    remove: [skuIds.E3],
  });
  expect(after).toEqual([
    held("VISIO"),
    held("E3/g"),
    { skuId: skuIds.E1, disabledPlans: [planIds.TEAMS], state: "Active" },
  ]);
});

describe("what may be taken before anything is given", () => {
  const first = (
    removals: readonly Removal[],
    holds: readonly string[] | undefined,
    allowance: Allowance,
    mayInterrupt = false,
  ): string[] =>
    removableFirst(
      context(),
      transition({ removals }),
      holds === undefined ? undefined : user("adele", holds),
      allowance,
      mayInterrupt,
    ).map(short);

  it("is what was told to be lost, and what something else contains", () => {
    expect(
      first([removal("MCOEV"), removal("E3")], ["MCOEV", "E3"], allow({ lost: ["MCOEV"], critical: ["phone"] })),
    ).toEqual(["MCOEV"]);
    expect(first([removal("MCOEV")], ["MCOEV", "E5"], allow())).toEqual(["MCOEV"]);
  });

  it("is everything for people who may be without for a moment", () => {
    expect(first([removal("MCOEV"), removal("E3")], ["MCOEV", "E3"], allow(), true)).toEqual(["MCOEV", "E3"]);
  });

  it("is neither what waits for a group, nor what is not there directly", () => {
    expect(first([removal("E3", { onlyIfInherited: "g" })], ["E3", "E3/g"], everything, true)).toEqual([]);
    expect(first([removal("E3")], ["E3/g", "VISIO"], everything, true)).toEqual([]);
    expect(first([removal("E3")], undefined, everything, true)).toEqual([]);
  });
});

const ofGroup = (over: Partial<Transition>): Transition =>
  transition({ principal: "group", id: "g", name: "Group g", currentName: "Group g", ...over });

describe("the first call for a group", () => {
  const giving = (grants: readonly Grant[], gives: readonly string[]) => {
    const decision = decideGroupGiving(ofGroup({ grants, removals: [removal("VISIO")] }), group("g", gives));
    return decision.kind === "write" ? decision.write : decision.kind;
  };

  it("gives and switches on, and takes nothing", () => {
    expect(giving([grant("E3(-YAMMER)")], ["VISIO"])).toEqual({
      principal: "group",
      id: "g",
      name: "Group g",
      add: [{ skuId: skuIds.E3, disabledPlans: [planIds.YAMMER] }],
      remove: [],
    });
    expect(giving([grant("E3(-TEAMS)")], ["E3(-YAMMER,-TEAMS)"])).toMatchObject({
      add: [{ disabledPlans: [planIds.TEAMS] }],
    });
  });

  it("switches nothing off yet", () => {
    expect(giving([grant("E3(-YAMMER)")], ["E3"])).toBe("nothing");
    expect(giving([grant("E3(-YAMMER)")], ["E3(-TEAMS)"])).toMatchObject({ add: [{ disabledPlans: [] }] });
  });

  it("is not sent for a group that can no longer be read", () => {
    expect(decideGroupGiving(ofGroup({}), undefined)).toEqual({ kind: "skip", why: "the group can no longer be read" });
  });
});

describe("the second call for a group", () => {
  const member = (name: string, holds: readonly string[], allowance: Allowance = everything): Member => ({
    user: user(name, holds),
    allowance,
  });
  const taking = (
    over: Partial<Transition>,
    gives: readonly string[],
    members: readonly Member[],
    more: { readonly context?: WriteContext; readonly unreadable?: readonly string[] } = {},
  ): string => {
    const decision = decideGroupTaking(
      more.context ?? context(),
      ofGroup(over),
      group("g", gives),
      members,
      more.unreadable ?? [],
    );
    if (decision.kind === "skip") return `skip: ${decision.why}`;
    const back = decision.heldBack === undefined ? "" : ` (${decision.heldBack})`;
    if (decision.kind === "nothing") return `nothing${back}`;
    return (
      [
        ...decision.write.add.map(({ skuId, disabledPlans }) => `+${short(skuId)}/${disabledPlans.length}`),
        ...decision.write.remove.map((skuId) => `-${short(skuId)}`),
      ].join(" ") + back
    );
  };
  const kept = removal("E3", { keptBy: ["adele"] });
  const heldBack = (...names: readonly string[]): string =>
    `what it takes away stays, since at least ${names.length} of its members would be without ` +
    `(${names.join(", ")}); the next run tries again`;

  it("takes what is still there, sorted, and switches what is not yet so", () => {
    expect(taking({ removals: [removal("VISIO"), removal("E3"), removal("E1")] }, ["E3", "VISIO"], [])).toBe(
      "-E3 -VISIO",
    );
    expect(taking({ grants: [grant("E3(-YAMMER)"), grant("E1"), grant("E5(-YAMMER)")] }, ["E3", "E1"], [])).toBe(
      "+E3/1",
    );
    expect(taking({ removals: [removal("E3")] }, [], [])).toBe("nothing");
  });

  it.each<[string, readonly string[], boolean]>([
    ["directly", ["E3/g", "E3"], true],
    ["through another group", ["E3/g", "E3/h"], true],
    ["through another group that failed", ["E3/g", "E3/h!CountViolation"], false],
    ["by no other way", ["E3/g"], false],
    ["by no other way, and something else", ["E3/g", "E1", "E1/h"], false],
  ])("takes what members shall keep only once they have it %s", (_, holds, goes) => {
    expect(taking({ removals: [kept] }, ["E3"], [member("adele", holds)])).toBe(
      goes ? "-E3" : `nothing (${heldBack("adele@contoso.com")})`,
    );
    expect(taking({ removals: [kept] }, ["E3"], [member("bob", holds)])).toBe("-E3");
  });

  it("counts a direct licence, whatever its state: it was assigned", () => {
    const direct: Member = {
      user: user("adele", [], {
        assignments: [held("E3/g"), { ...held("E3"), state: "ActiveWithError", error: "Other" }],
      }),
      allowance: everything,
    };
    expect(taking({ removals: [kept] }, ["E3"], [direct])).toBe("-E3");
  });

  it("does not count another group that gives it up too, or is in trouble", () => {
    const holds = [member("adele", ["E3/g", "E3/h"])];
    expect(
      taking({ removals: [kept] }, ["E3"], holds, {
        context: context({ withdrawn: new Set([withdrawnKey("h", skuIds.E3)]) }),
      }),
    ).toContain("nothing");
    const troubled: Member = {
      user: user("adele", [], { assignments: [held("E3/g"), { ...held("E3/h"), state: "ActiveWithError" }] }),
      allowance: everything,
    };
    expect(taking({ removals: [kept] }, ["E3"], [troubled])).toContain("nothing");
  });

  it("holds back what would take something that the plan did not tell, for everybody, and nothing else", () => {
    const over = { removals: [removal("E3"), removal("VISIO")] };
    const members = [member("zoe", ["E3/g"], allow()), member("adele", ["E3/g"], allow()), member("bob", ["VISIO/g"])];
    expect(taking(over, ["E3", "VISIO"], members)).toBe(`-VISIO (${heldBack("zoe@contoso.com")})`);
    expect(taking(over, ["E3", "VISIO"], [member("bob", ["VISIO/g", "E3"], allow())])).toBe(
      `-E3 (${heldBack("bob@contoso.com")})`,
    );
    expect(taking(over, ["E3", "VISIO"], [member("bob", ["VISIO/g!CountViolation"], allow())])).toBe("-E3 -VISIO");
    expect(
      taking({ removals: [kept], grants: [grant("E1(-YAMMER)")] }, ["E1", "E3"], [member("adele", ["E3/g"])]),
    ).toBe(`+E1/1 (${heldBack("adele@contoso.com")})`);
  });

  it("names those for whom it is held back, sorted", () => {
    const removals = [
      removal("E1", { keptBy: ["zoe"] }),
      removal("E3", { keptBy: ["adele"] }),
      removal("VISIO", { keptBy: ["carl"] }),
    ];
    const members = [member("zoe", ["E1/g"]), member("adele", ["E3/g"]), member("carl", ["VISIO/g"])];
    expect(taking({ removals }, ["E1", "E3", "VISIO"], members)).toBe(
      `nothing (${heldBack("adele@contoso.com", "carl@contoso.com", "zoe@contoso.com")})`,
    );
  });

  it("holds plans back in the same way", () => {
    const over = { grants: [grant("E1(-YAMMER)"), grant("E3(-EXCHANGE)")] };
    expect(taking(over, ["E1", "E3"], [member("adele", ["E3/g"], allow())])).toBe(
      `+E1/1 (${heldBack("adele@contoso.com")})`,
    );
    expect(taking(over, ["E1", "E3"], [member("adele", ["E3/g"], allow({ critical: ["mailbox"] }))])).toBe(
      "+E1/1 +E3/1",
    );
    expect(taking(over, ["E1", "E3"], [member("adele", ["E3/g", "E3"], allow())])).toBe("+E1/1 +E3/1");
  });

  it("is not sent where a member or the group cannot be read", () => {
    expect(taking({ removals: [removal("E3")] }, ["E3"], [], { unreadable: ["x", "y"] })).toBe(
      "skip: 2 of its members can no longer be read, so that what they would lose is not known",
    );
    expect(decideGroupTaking(context(), ofGroup({}), undefined, [], [])).toEqual({
      kind: "skip",
      why: "the group can no longer be read",
    });
  });
});
