import { describe, expect, it } from "vitest";
import { findings, planOf } from "../support/show";
import { desired, observed, owning, policy, user } from "../support/tenant";

it("people without a usage location are told together", () => {
  const nowhere = (id: string) => user(id, [], { usageLocation: undefined as never });
  expect(
    findings({
      desired: desired({ adele: "MCOEV", bob: "MCOEV" }),
      observed: observed({ users: [nowhere("adele"), nowhere("bob")] }),
    }),
  ).toMatchInlineSnapshot(`
    "
    error usage-location-missing [adele@contoso.com, bob@contoso.com] 2 people would get a licence and have no
      usage location; Graph refuses that: adele@contoso.com, bob@contoso.com. >> Set it in the directory, or
      give the stack one for such cases: \`usageLocation: { default: US }\`.
    warning plan-without-its-base stacks/contoso.yaml:5:7 [adele@contoso.com, bob@contoso.com] MCOEV needs Teams
      beside it, and 2 people have none: adele@contoso.com, bob@contoso.com. >> Give ENTERPRISEPACK as well, or
      switch MCOEV off.
    "
  `);
});

it("people whose usage location is not the stack's to set are told together, a country at a time", () => {
  const line = "MCOEV @GB";
  const people = { adele: line, bob: line, carl: "MCOEV @DE" };
  const seen = observed({
    users: Object.keys(people).map((id) => user(id, ["MCOEV"], { onPremisesSyncEnabled: true })),
  });
  expect(findings({ desired: desired(people), ledger: owning(people), observed: seen })).toMatchInlineSnapshot(`
    "
    warning usage-location-synced [carl@contoso.com] 1 person should have the usage location DE, but is
      synchronised from on-premises: carl@contoso.com. >> Set the country in the on-premises directory
      (msExchUsageLocation).
    warning usage-location-synced [adele@contoso.com, bob@contoso.com] 2 people should have the usage location
      GB, but are synchronised from on-premises: adele@contoso.com, bob@contoso.com. >> Set the country in the
      on-premises directory (msExchUsageLocation).
    "
  `);
});

describe("countries of the directory became the default in silence, or were promised and refused", () => {
  const fromCountry = policy({ usageLocation: { default: "US", fromCountry: true } });
  const joiners = (countries: Readonly<Record<string, string>>, line = "VISIOCLIENT", stack = fromCountry) => ({
    desired: desired(Object.fromEntries(Object.keys(countries).map((id) => [id, line]))),
    observed: observed({
      users: Object.entries(countries).map(([id, country]) =>
        user(id, [], { usageLocation: undefined as never, country }),
      ),
    }),
    policy: stack,
  });

  it.each([
    ["UK", "GB"],
    ["us", "US"],
    ["USA", "US"],
    ["GBR", "GB"],
    ["United Kingdom", "GB"],
    ["Germany", "DE"],
    [" deutschland ", "DE"],
    ["", "US"],
    ["\t", "US"],
  ])("%j is read as %s", (country, after) => {
    const plan = planOf(joiners({ adele: country }));
    expect(plan.transitions.map(({ usageLocation }) => usageLocation)).toEqual([{ after }]);
    expect(plan.findings).toEqual([]);
  });

  it("what is not understood is an error that names people and value, and nobody gets the default", () => {
    const input = joiners({ adele: "ZZ", bob: "Narnia", carl: "ZZ", dora: "XX" });
    expect(planOf(input).transitions.filter(({ usageLocation }) => usageLocation !== undefined)).toEqual([]);
    expect(findings(input)).toMatchInlineSnapshot(`
      "
      error country-unknown [bob@contoso.com] 1 person would get a licence and has no usage location, and the
        country "Narnia" in the directory is not understood: bob@contoso.com. >> Correct the country in the
        directory (\`DE\`, \`DEU\`, \`Germany\` and \`Deutschland\` are all understood), or set \`usageLocation\`
        on the account or on the assignment.
      error country-unknown [dora@contoso.com] 1 person would get a licence and has no usage location, and the
        country "XX" in the directory is not understood: dora@contoso.com. >> Correct the country in the directory
        (\`DE\`, \`DEU\`, \`Germany\` and \`Deutschland\` are all understood), or set \`usageLocation\` on the
        account or on the assignment.
      error country-unknown [adele@contoso.com, carl@contoso.com] 2 people would get a licence and have no usage
        location, and the country "ZZ" in the directory is not understood: adele@contoso.com, carl@contoso.com. >>
        Correct the country in the directory (\`DE\`, \`DEU\`, \`Germany\` and \`Deutschland\` are all
        understood), or set \`usageLocation\` on the account or on the assignment.
      "
    `);
  });

  it("is an error also where there is no default, and one that no rule of the stack silences", () => {
    const stack = policy({ usageLocation: { fromCountry: true }, rules: { "country-unknown": "off" } });
    expect(planOf(joiners({ adele: "Narnia" }, "VISIOCLIENT", stack)).findings).toMatchObject([
      { code: "country-unknown", severity: "error", principals: ["adele@contoso.com"] },
    ]);
  });

  it.each([
    ["an assignment says where they are", joiners({ adele: "Narnia" }, "VISIOCLIENT @GB"), { after: "GB" }],
    [
      "the stack does not ask for the country",
      joiners({ adele: "Narnia" }, "VISIOCLIENT", policy({ usageLocation: { default: "US", fromCountry: false } })),
      { after: "US" },
    ],
  ])("does not matter where %s", (_, input, expected) => {
    const plan = planOf(input);
    expect(plan.transitions.map(({ usageLocation }) => usageLocation)).toEqual([expected]);
    expect(plan.findings).toEqual([]);
  });

  it("does not matter where the account has a usage location, or gets nothing", () => {
    const located = user("adele", [], { usageLocation: "DE", country: "Narnia" });
    const holding = user("bob", ["VISIO"], { usageLocation: undefined as never, country: "Narnia" });
    const plan = planOf({
      desired: desired({ adele: "VISIOCLIENT", bob: "VISIOCLIENT" }),
      observed: observed({ users: [located, holding] }),
      policy: fromCountry,
    });
    expect(plan.findings).toEqual([]);
  });
});
