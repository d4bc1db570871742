import { describe, expect, it } from "vitest";
import { planOf, showFinding } from "../support/show";
import { desired, group, observed, owning, policy, user } from "../support/tenant";

const blocked = { signInBlocked: true } as const;

function said(over: Parameters<typeof planOf>[0]): string[] {
  return planOf(over)
    .findings.filter(({ code }) => code === "sign-in-blocked")
    .map(showFinding);
}

describe("a person who cannot sign in", () => {
  it("and gets a licence is a finding, one as one", () => {
    const users = [user("adele", [], blocked), user("bob", ["MCOEV"], blocked), user("carla")];
    const remedy =
      " >> Take them out of the file if they have left; the mailbox of a shared or reserved account may need it.";
    expect(
      said({ desired: desired({ adele: "ENTERPRISEPACK", carla: "ENTERPRISEPACK" }), observed: observed({ users }) }),
    ).toEqual([
      "warning sign-in-blocked stacks/contoso.yaml:5:7 [adele@contoso.com] 1 person who cannot sign in, since the " +
        `account is blocked, gets ENTERPRISEPACK: adele@contoso.com.${remedy}`,
    ]);
    expect(
      said({ desired: desired({ adele: "ENTERPRISEPACK", bob: "ENTERPRISEPACK" }), observed: observed({ users }) }),
    ).toEqual([
      "warning sign-in-blocked stacks/contoso.yaml:5:7 [adele@contoso.com, bob@contoso.com] 2 people who cannot sign " +
        `in, since the accounts are blocked, get ENTERPRISEPACK: adele@contoso.com, bob@contoso.com.${remedy}`,
    ]);
  });

  it("is told of where a group gives it", () => {
    const tenant = observed({ users: [user("adele", [], blocked)], groups: [group("g1", [], ["adele"])] });
    const found = said({ desired: desired({}, { g1: "ENTERPRISEPACK" }), observed: tenant });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain("gets ENTERPRISEPACK: adele@contoso.com.");
  });

  it("and keeps what there is, loses something or is protected is no finding", () => {
    const users = [user("adele", ["E3"], blocked)];
    const ledger = owning({ adele: "ENTERPRISEPACK" });
    const tenant = observed({ users });
    expect(said({ desired: desired({ adele: "ENTERPRISEPACK" }), ledger, observed: tenant })).toEqual([]);
    expect(said({ desired: desired(), ledger, observed: tenant })).toEqual([]);
    expect(
      said({
        desired: desired({ adele: "MCOEV" }),
        observed: tenant,
        policy: policy({ protected: ["adele@contoso.com"] }),
      }),
    ).toEqual([]);
  });
});
