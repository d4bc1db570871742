import { describe, expect, it } from "vitest";
import { run } from "../support/run";
import { findings } from "../support/show";
import { desired, group, noLimits, observed, owning, policy, user } from "../support/tenant";

const open = policy({ limits: noLimits, rules: { "paid-twice": "off" } });

describe("people for whom not everything is done", () => {
  it("are told of together where they are declared and protected", () => {
    const seen = observed({ users: [user("adele"), user("bob")] });
    const protectedOnes = policy({ limits: noLimits, protected: ["adele@contoso.com", "bob@contoso.com"] });
    expect(findings({ desired: desired({ adele: "MCOEV", bob: "MCOEV" }), observed: seen, policy: protectedOnes }))
      .toMatchInlineSnapshot(`
        "
        warning protected-declared [adele@contoso.com, bob@contoso.com] 2 people are declared and protected;
          protection wins, nothing is done: adele@contoso.com, bob@contoso.com. >> Take the name out of
          \`protected\`, or out of the assignments.
        "
      `);
  });

  it("are told of by licence and group where a direct licence stays, since the group's does not replace it", () => {
    const input = {
      desired: desired(
        {},
        {
          "Group g": "ENTERPRISEPACK(-TEAMS1), VISIOCLIENT(-VISIO_CLIENT_SUBSCRIPTION)",
          "Group h": "ENTERPRISEPACK(-TEAMS1)",
        },
      ),
      ledger: owning(
        { adele: "ENTERPRISEPACK", bob: "ENTERPRISEPACK, VISIOCLIENT", carl: "ENTERPRISEPACK" },
        { g: "ENTERPRISEPACK(-TEAMS1), VISIOCLIENT(-VISIO_CLIENT_SUBSCRIPTION)", h: "ENTERPRISEPACK(-TEAMS1)" },
      ),
      observed: observed({
        users: [
          user("adele", ["E3", "E3(-TEAMS)/g"]),
          user("bob", ["E3", "E3(-TEAMS)/g", "VISIO", "VISIO(-VISIO)/g"]),
          user("carl", ["E3", "E3(-TEAMS)/h"]),
        ],
        groups: [group("g", ["E3(-TEAMS)", "VISIO(-VISIO)"], ["adele", "bob"]), group("h", ["E3(-TEAMS)"], ["carl"])],
      }),
      policy: open,
    };
    expect(findings(input)).toMatchInlineSnapshot(`
      "
      warning direct-kept [adele@contoso.com, bob@contoso.com] 2 people keep a direct ENTERPRISEPACK that is no
        longer declared, since the one of the group Group g is in error or has fewer plans on: adele@contoso.com,
        bob@contoso.com. >> Mend the group's licence, or switch the same plans on in the group Group g; the next
        run then takes the direct licence back.
      warning direct-kept [carl@contoso.com] 1 person keeps a direct ENTERPRISEPACK that is no longer declared,
        since the one of the group Group h is in error or has fewer plans on: carl@contoso.com. >> Mend the
        group's licence, or switch the same plans on in the group Group h; the next run then takes the direct
        licence back.
      warning direct-kept [bob@contoso.com] 1 person keeps a direct VISIOCLIENT that is no longer declared, since
        the one of the group Group g is in error or has fewer plans on: bob@contoso.com. >> Mend the group's
        licence, or switch the same plans on in the group Group g; the next run then takes the direct licence
        back.
      "
    `);
  });
});

it("whoever was protected and has another name since is protected by id, and nobody else", async () => {
  const ledger = owning(
    {},
    {},
    { protectedIds: ["breakglass"], protectedNames: { "breakglass@contoso.com": "breakglass" } },
  );
  const seen = observed({ users: [user("breakglass", [], { userPrincipalName: "bg@contoso.com" }), user("adele")] });
  const { execution } = await run({
    desired: desired({ adele: "MCOEV" }),
    ledger,
    observed: seen,
    policy: policy({ limits: noLimits, protected: ["breakglass@contoso.com"] }),
  });
  expect(execution.ledger.protectedIds).toEqual(["breakglass"]);
});
