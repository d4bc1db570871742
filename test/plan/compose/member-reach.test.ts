import { describe, expect, it } from "vitest";
import { planOf } from "../support/show";
import { desired, group, noLimits, observed, owning, policy, user } from "../support/tenant";

const open = policy({ limits: noLimits });

describe("the members whom a group's change reaches", () => {
  it("are told by name: who gains, and who does not since they have it by another way", () => {
    const plan = planOf({
      desired: desired({}, { "Group g1": "ENTERPRISEPACK" }),
      observed: observed({
        users: [user("adele"), user("bob", ["E3"]), user("carla")],
        groups: [group("g1", [], ["adele", "bob", "carla"])],
      }),
    });
    expect(plan.transitions[0]?.reach).toEqual({
      total: 3,
      gain: ["adele@contoso.com", "carla@contoso.com"],
      lose: [],
    });
  });

  it("are told by name: who loses, also who has left the group or cannot be read, once", () => {
    const plan = planOf({
      ledger: owning({}, { g1: "ENTERPRISEPACK, VISIOCLIENT" }),
      policy: open,
      observed: observed({
        users: [user("adele", ["E3/g1", "VISIO/g1"]), user("bob", ["E3", "VISIO", "E3/g1"]), user("left", ["E3/g1"])],
        groups: [group("g1", ["E3", "VISIO"], ["adele", "bob", "unread"])],
      }),
    });
    expect(plan.transitions[0]?.reach).toEqual({
      total: 4,
      gain: [],
      lose: ["adele@contoso.com", "left@contoso.com", "unread"],
    });
  });

  it("are not told of where a group stays as it is", () => {
    const plan = planOf({
      desired: desired({ adele: "MCOEV" }, { "Group g1": "ENTERPRISEPACK" }),
      ledger: owning({}, { g1: "ENTERPRISEPACK" }),
      observed: observed({ users: [user("adele", ["E3/g1"])], groups: [group("g1", ["E3"], ["adele"])] }),
    });
    expect(plan.transitions.map(({ id, reach }) => [id, reach])).toEqual([["adele", undefined]]);
  });
});
