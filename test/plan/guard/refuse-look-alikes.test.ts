import { describe, expect, it } from "vitest";
import { planOf } from "../support/show";
import { desired, group, observed, owning, policy, user } from "../support/tenant";

/** A stack of six that drops one person and waits for another. */
function swap(leaver: string, joiner: string) {
  const others = ["u1", "u2", "u3", "u4", "u5"];
  const upn = (name: string): string => (name.includes("@") ? name : `${name}@contoso.com`);
  const plan = planOf({
    desired: desired(Object.fromEntries([...others, joiner].map((name) => [upn(name), "MCOEV"]))),
    ledger: owning(Object.fromEntries([...others, "leaver"].map((name) => [name, "MCOEV"]))),
    observed: observed({
      users: [
        ...others.map((name) => user(name, ["MCOEV"])),
        user("leaver", ["MCOEV"], { userPrincipalName: upn(leaver) }),
      ],
    }),
    policy: policy({ onMissingUser: "wait" }),
  });
  return plan.findings.filter((finding) => finding.code === "user-look-alike");
}

describe("a pending name beside somebody who loses something", () => {
  it.each([
    ["a word processor's apostrophe", "o'brien", "o\u2019brien"],
    ["a Cyrillic letter", "adele", "\u0430dele"],
    ["an accent", "zoe.k", "zoë.k"],
    ["a letter of a slip", "adele.vance", "adele.vence"],
    ["a letter less", "adele.vance", "adele.vanc"],
  ])("refuses the plan, with both names: %s", (_, leaver, joiner) => {
    const [finding] = swap(leaver, joiner);
    expect(finding).toMatchObject({ severity: "error", principals: [`${joiner}@contoso.com`] });
    expect(finding?.message).toContain(`${leaver}@contoso.com`);
  });

  it.each([
    ["another name", "adele", "bert"],
    ["the next of numbered accounts", "temp1", "temp2"],
  ])("lets %s pass", (_, leaver, joiner) => expect(swap(leaver, joiner)).toEqual([]));
});

describe("a group whose name only looks like another", () => {
  const plan = (name: string) =>
    planOf({
      desired: desired({}, { [name]: "MCOEV" }),
      observed: observed({
        groups: [
          group("real", [], [], { displayName: "Sales Team" }),
          group("fake", [], [], { displayName: "S\u0430les Team" }),
        ],
      }),
    }).findings.filter((finding) => finding.code === "group-look-alike");

  it("is refused, with both names and the id", () => {
    const [finding] = plan("S\u0430les Team");
    expect(finding?.severity).toBe("error");
    expect(finding?.message).toContain("Sales Team, another group");
    expect(finding?.remedy).toContain("fake");
  });

  it("can be meant all the same, by its id", () => expect(plan("fake")).toEqual([]));
});
