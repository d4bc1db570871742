import { planOf } from "../plan/support/show";
import { desired, group, noLimits, observed, owning, policy, pools, sku, user } from "../plan/support/tenant";

/** Plans that say what random tenants hardly ever come to. */
export const scenarios: readonly (() => unknown)[] = [
  () =>
    planOf({
      desired: desired({ adele: "ENTERPRISEPACK", bob: "ENTERPRISEPACK" }),
      observed: observed({
        users: [
          user("adele", [], { usageLocation: undefined as never }),
          user("bob", [], { usageLocation: undefined as never, country: "Atlantis" }),
        ],
      }),
      policy: policy({ usageLocation: { fromCountry: true } }),
    }),
  () =>
    planOf({
      desired: desired({}, { "Group g": "MCOEV", "Group h": "MCOEV", g: "MCOEV" }),
      observed: observed({
        users: [user("adele", ["MCOEV/g!DependencyViolation"])],
        groups: [group("g", ["MCOEV"], ["adele"])],
        absent: [{ kind: "unreadable", lookup: "Group h", reason: "403" }],
      }),
      ledger: owning({}, { g: "MCOEV" }),
    }),
  () =>
    planOf({
      desired: desired({ adele: "MCOEV", "ADELE@contoso.com": "MCOEV" }),
      observed: observed({ skus: [sku("MCOEV", { appliesTo: "Company" })], users: [user("adele")] }),
    }),
  () =>
    planOf({
      desired: desired({ adele: "ENTERPRISEPREMIUM", bob: "ENTERPRISEPACK", "adele@contoso.com": "ENTERPRISEPREMIUM" }),
      ledger: owning({ adele: "ENTERPRISEPACK", bob: "ENTERPRISEPREMIUM" }),
      observed: observed({ skus: pools({ E3: 1, E5: 1 }), users: [user("adele", ["E3"]), user("bob", ["E5"])] }),
      policy: policy({ limits: noLimits, allowInterruption: ["adele@contoso.com"] }),
    }),
  // A subscription that is gone, one of the company, one that is suspended, a blocked account, a name nobody knows.
  () =>
    planOf({
      desired: desired({ adele: "ENTERPRISEPREMIUM, NOBODYS", bob: "VISIOCLIENT" }),
      ledger: owning({ adele: "ENTERPRISEPACK", carl: "MCOEV", diego: "STANDARDPACK" }),
      observed: observed({
        skus: [
          sku("E5"),
          sku("VISIO"),
          sku("MCOEV", { appliesTo: "Company" }),
          sku("E1", { capabilityStatus: "Suspended" }),
        ],
        users: [
          user("adele", ["E3"]),
          user("bob", [], { signInBlocked: true }),
          user("carl", ["MCOEV"]),
          user("diego", ["E1"]),
        ],
      }),
      policy: policy({ limits: noLimits }),
    }),
  // A group that the stack makes, with people in its list whom nobody knows.
  () =>
    planOf({
      desired: desired({}, {}, { make: [{ name: "Sales", members: ["nobody@contoso.com", "no.one@contoso.com"] }] }),
    }),
];
