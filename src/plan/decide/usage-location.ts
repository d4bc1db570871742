import { resolveCountry } from "../../catalog/countries/resolve-country";
import type { BoundUser } from "../bind/bind-users";
import type { FindingList, FindingPart } from "../basis/findings";
import { people } from "../basis/findings";
import type { Transition } from "../../terms/plan";
import type { Policy } from "../../terms/policy";

export type LocationChange = NonNullable<Transition["usageLocation"]>;

/**
 * The usage location that is written before the licences: the one that an assignment enforces, or, where a person has
 * none and gets a licence, the one that the stack fills gaps with. Graph assigns nothing directly to a person without.
 * A country that is written but not understood never falls back on the default: the person is somewhere, and the
 * default is elsewhere.
 */
export function decideLocation(
  bound: BoundUser,
  getsLicense: boolean,
  policy: Pick<Policy, "usageLocation">,
  findings: FindingList,
): LocationChange | undefined {
  const { user, declared } = bound;
  const before = user.usageLocation;
  const enforced = declared?.usageLocation;
  if (enforced !== undefined && enforced !== before) {
    if (!user.onPremisesSyncEnabled) return { ...(before !== undefined && { before }), after: enforced };
    findings.addRule({
      code: "usage-location-synced",
      severity: "warning",
      key: enforced,
      principal: bound.name,
      message: (names) =>
        `${people(names.length)} should have the usage location ${enforced}, but ` +
        `${names.length === 1 ? "is" : "are"} synchronised from on-premises: ${names.join(", ")}.`,
      remedy: `Set the country in the on-premises directory (msExchUsageLocation).`,
    });
  }
  if (before !== undefined || !getsLicense) return undefined;
  const written = policy.usageLocation?.fromCountry === true ? (user.country?.trim() ?? "") : "";
  const own = written === "" ? policy.usageLocation?.default : resolveCountry(written);
  const after = enforced ?? own;
  if (after !== undefined) return { after };
  if (written !== "") {
    findings.add(unknownCountry(bound.name, written));
    return undefined;
  }
  findings.addRule({
    code: "usage-location-missing",
    severity: "error",
    key: "",
    principal: bound.name,
    message: (names) =>
      `${people(names.length)} would get a licence and ${names.length === 1 ? "has" : "have"} no usage location; ` +
      `Graph refuses that: ${names.join(", ")}.`,
    remedy: "Set it in the directory, or give the stack one for such cases: `usageLocation: { default: US }`.",
  });
  return undefined;
}

/** No rule can set it: who wants the default for these people says so in an assignment. */
function unknownCountry(name: string, written: string): FindingPart {
  return {
    code: "country-unknown",
    severity: "error",
    key: written,
    principal: name,
    message: (names) =>
      `${people(names.length)} would get a licence and ${names.length === 1 ? "has" : "have"} no usage location, and ` +
      `the country "${written}" in the directory is not understood: ${names.join(", ")}.`,
    remedy:
      "Correct the country in the directory (`DE`, `DEU`, `Germany` and `Deutschland` are all understood), or set " +
      "`usageLocation` on the account or on the assignment.",
  };
}
