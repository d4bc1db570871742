import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { administrate } from "../src/control/administrate";
import { buildTenant } from "../src/file/build-tenant";
import { viewUser } from "../src/graph/views/user-view";
import { createUserWriter } from "../src/graph/views/write-user";
import { defaultSettings } from "../src/settings/settings";
import { userProperties } from "../src/tenant/schema/user-properties";
import { createTenant } from "../src/tenant/tenant";
import { contoso } from "./support/contoso";

const awkward = [
  {
    userPrincipalName: "o'brien+\"quoted\\@contoso.com",
    displayName: "Ž “line”\n\u2028 \u0000 end",
    usageLocation: "US",
    licenses: ["STANDARDPACK"],
  },
  {
    userPrincipalName: "odd@contoso.com",
    statesHidden: true,
    usageLocation: "US",
    licenses: ["STANDARDPACK"],
    properties: { businessPhones: ["+1 1"], otherMails: [], employeeHireDate: "2024-01-01T00:00:00Z" },
  },
];

describe("the text of a user in a list", () => {
  it("is that of the user, whatever is selected and whatever happens to the licences", () => {
    const document = { ...contoso(), users: [...(contoso().users ?? []), ...awkward] };
    const tenant = createTenant({ ...buildTenant(document), clock: () => Date.parse("2026-01-01T00:00:00Z") });
    const names = [...userProperties.keys()];
    const sku = fc.constantFrom("ENTERPRISEPACK", "STANDARDPACK", { sku: "ENTERPRISEPACK", disabledPlans: ["SWAY"] });
    const person = fc.constantFrom("adele@contoso.com", "diego@contoso.com", "grady@contoso.com");
    const select = fc.option(fc.array(fc.constantFrom(...names)), { nil: undefined });
    fc.assert(
      fc.property(
        select,
        person,
        sku,
        fc.boolean(),
        fc.constantFrom("None", "null"),
        (selected, to, license, taken, noErrorText) => {
          const remove = ["ENTERPRISEPACK", "STANDARDPACK"];
          administrate(
            tenant,
            taken ? { kind: "assignLicenses", to, remove } : { kind: "assignLicenses", to, add: [license] },
          );
          tenant.settle();
          const context = {
            settings: { ...defaultSettings, noErrorText } as const,
            now: tenant.clock(),
            subscriptions: tenant.state.subscriptions,
            issuer: "contoso.onmicrosoft.com",
          };
          const write = createUserWriter(selected, context);
          for (const user of tenant.state.users.values())
            expect(write(user)).toBe(JSON.stringify(viewUser(user, selected, context)));
        },
      ),
      { numRuns: 300 },
    );
  });
});
