import { expect, it } from "vitest";
import type { FakeTenant } from "../support/fake-port";
import { outcomes, run } from "../support/run";
import { desired, group, observed, owning, sku, skuIds, type SkuName, user } from "../support/tenant";

/**
 * Carl has the phone through h, which is to give it up, and Phone System without its plan through g, which is to switch
 * it on. Nobody knows what Bob holds.
 */
const exchange = (seats: number) => ({
  desired: desired({}, { "Group g": "MCOEV(+MCOEV)" }),
  ledger: owning({}, { g: "ENTERPRISEPACK, MCOEV", h: "MCOEV" }),
  observed: observed({
    skus: (Object.keys(skuIds) as SkuName[]).map((name) =>
      sku(name, name === "MCOEV" ? { enabled: seats, consumed: 2 } : {}),
    ),
    users: [
      user("carl", ["E3/g", "MCOEV(-MCOEV)/g", "MCOEV/h", "E3"]),
      user("bob", [], { assignments: undefined as never }),
    ],
    groups: [group("g", ["E3", "MCOEV(-MCOEV)"], ["bob", "carl"]), group("h", ["MCOEV"], ["carl"])],
  }),
});

// Bob was taken to need a seat of what the group had already: with none left the plan was switched on in the last call,
// beside the one that took the phone from Carl.
it("switches on before anything is taken, though nobody can read whether all members hold it", async () => {
  const { steps, execution } = await run(exchange(2));
  const writes = steps.filter((step) => step.startsWith("write"));
  expect(writes).toEqual(["write g +MCOEV", "write g -ENTERPRISEPACK", "write h -MCOEV"]);
  expect(steps.indexOf("await g")).toBeLessThan(steps.indexOf("write h -MCOEV"));
  expect(outcomes(execution)).toEqual(["g applied", "h applied"]);
});

// The same where somebody switches the plan off again meanwhile, so that it comes in one call with what is taken:
// neither call may count on the other.
it("takes nothing on the strength of what a call beside it switches on", async () => {
  const off = (tenant: FakeTenant): void => {
    tenant.groups.set("g", exchange(2).observed.groups[0]!);
    tenant.users.set("carl", user("carl", ["E3/g", "MCOEV(-MCOEV)/g", "MCOEV/h"]));
  };
  let isOff = false;
  const { steps } = await run(exchange(2), {
    before: (step, tenant) => {
      if (isOff || !step.startsWith("read") || !step.endsWith("g h")) return;
      isOff = true;
      off(tenant);
    },
  });
  expect(steps).toMatchInlineSnapshot(`
    [
      "read g",
      "write g +MCOEV",
      "await g",
      "read bob carl g h",
      "write g +MCOEV",
      "await g",
      "read bob carl g",
      "read g",
      "read bob carl g h",
      "write h -MCOEV",
      "await h",
      "read bob carl g",
      "read g",
      "read bob carl g",
      "read bob carl g",
    ]
  `);
});
