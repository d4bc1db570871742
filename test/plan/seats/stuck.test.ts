import { expect, it } from "vitest";
import type { ObservedUser } from "../../../src/terms/observed";
import { planWithModel } from "../../../src/plan/plan-tenant";
import { poolsOf } from "../../../src/plan/seats/seats";
import { stuckPeople } from "../../../src/plan/seats/stuck";
import { inputOf } from "../support/run";
import { desired, group, observed, owning, pools, type SkuName, user } from "../support/tenant";

/** Adele wants the E5 that another has, and has the only E3; groups g and h are as told. */
function stuck(
  seats: Partial<Record<SkuName, number>>,
  users: readonly ObservedUser[],
  groups: Readonly<
    Record<
      string,
      {
        readonly line?: string;
        readonly owned: string;
        readonly gives: readonly string[];
        readonly members: readonly string[];
      }
    >
  >,
): string[] {
  const entries = Object.entries(groups);
  const input = inputOf({
    desired: desired(
      { adele: "ENTERPRISEPREMIUM" },
      Object.fromEntries(entries.flatMap(([id, { line }]) => (line === undefined ? [] : [[`Group ${id}`, line]]))),
    ),
    ledger: owning({ adele: "ENTERPRISEPACK" }, Object.fromEntries(entries.map(([id, { owned }]) => [id, owned]))),
    observed: observed({
      skus: pools(seats),
      users: [user("adele", ["E3"]), ...users],
      groups: entries.map(([id, { gives, members }]) => group(id, gives, members)),
    }),
  });
  return stuckPeople(planWithModel(input).model, poolsOf(input.observed)).map(({ bound }) => bound.id);
}

const full = { E3: 1, E5: 1 };
const gone = (owned: string, gives: readonly string[], members: readonly string[]) => ({ owned, gives, members });

it("nobody waits for ever for a seat that a group gives up", () => {
  expect(stuck(full, [user("eve", ["E5/g"])], { g: gone("ENTERPRISEPREMIUM", ["E5"], ["eve"]) })).toEqual([]);
  expect(
    stuck({ E3: 1, E5: 2 }, [user("eve", ["E5/g"]), user("fay", ["E5"])], {
      g: gone("ENTERPRISEPREMIUM", ["E5"], ["eve", "fay"]),
    }),
  ).toEqual([]);
});

it("a seat that the member keeps by another way is not given up", () => {
  expect(stuck(full, [user("eve", ["E5/g", "E5"])], { g: gone("ENTERPRISEPREMIUM", ["E5"], ["eve"]) })).toEqual([
    "adele",
  ]);
  expect(stuck(full, [user("eve", ["E5"])], { g: gone("VISIOCLIENT", ["VISIO"], ["eve"]) })).toEqual(["adele"]);
  expect(stuck(full, [user("eve", ["E5/x"])], { g: gone("ENTERPRISEPREMIUM", ["E5"], ["eve"]) })).toEqual(["adele"]);
});

it("one seat of a member who has it through two groups is given up once, and serves one", () => {
  const through = { g: gone("ENTERPRISEPREMIUM", ["E5"], ["eve"]), h: gone("ENTERPRISEPREMIUM", ["E5"], ["eve"]) };
  expect(stuck(full, [user("eve", ["E5/g", "E5/h"])], through)).toEqual([]);
});

it("a group waits with all its members, and whoever waits for them too", () => {
  const giving = {
    line: "ENTERPRISEPREMIUM",
    owned: "VISIOCLIENT, ENTERPRISEPREMIUM",
    gives: ["VISIO"],
    members: ["eve", "fay"],
  };
  expect(stuck({ E3: 1, E5: 2 }, [user("eve"), user("fay", ["E5"])], { g: giving })).toEqual(["adele", "eve", "fay"]);
  expect(stuck({ E3: 1, E5: 3 }, [user("eve"), user("fay", ["E5"])], { g: giving })).toEqual([]);
});

it("a group that gives what its members have needs no seat", () => {
  expect(
    stuck({ E3: 1, E5: 2 }, [user("eve", ["E5"])], {
      g: { line: "ENTERPRISEPREMIUM", owned: "ENTERPRISEPREMIUM", gives: [], members: ["eve"] },
    }),
  ).toEqual([]);
});
