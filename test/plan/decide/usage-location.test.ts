import { expect, it } from "vitest";
import { findings } from "../support/show";
import { desired, observed, owning, user } from "../support/tenant";

it("people without a usage location are told together", () => {
  const nowhere = (id: string) => user(id, [], { usageLocation: undefined as never });
  expect(
    findings({
      desired: desired({ adele: "MCOEV", bob: "MCOEV" }),
      observed: observed({ users: [nowhere("adele"), nowhere("bob")] }),
    }),
  ).toMatchInlineSnapshot(`
    "
    error usage-location-missing [adele@contoso.com, bob@contoso.com] 2 people would get a licence and have no usage location; Graph refuses that: adele@contoso.com, bob@contoso.com. >> Set it in the directory, or give the stack one for such cases: \`usageLocation: { default: US }\`.
    warning plan-without-its-base stacks/contoso.yaml:5:7 [adele@contoso.com, bob@contoso.com] MCOEV needs Teams beside it, and 2 people have none: adele@contoso.com, bob@contoso.com. >> Give ENTERPRISEPACK as well, or switch MCOEV off.
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
    warning usage-location-synced [carl@contoso.com] 1 person should have the usage location DE, but is synchronised from on-premises: carl@contoso.com. >> Set the country in the on-premises directory (msExchUsageLocation).
    warning usage-location-synced [adele@contoso.com, bob@contoso.com] 2 people should have the usage location GB, but are synchronised from on-premises: adele@contoso.com, bob@contoso.com. >> Set the country in the on-premises directory (msExchUsageLocation).
    "
  `);
});
