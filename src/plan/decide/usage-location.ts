import type { BoundUser } from "../bind/bind-users";
import type { FindingList } from "../basis/findings";
import { people } from "../basis/findings";
import type { Transition } from "../../terms/plan";
import type { Policy } from "../../terms/policy";

export type LocationChange = NonNullable<Transition["usageLocation"]>;

const country = /^[A-Z]{2}$/;

/**
 * The usage location that is written before the licences: the one that an assignment enforces, or, where a person has
 * none and gets a licence, the one that the stack fills gaps with. Graph assigns nothing directly to a person without.
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
  const own = user.country?.toUpperCase();
  const after =
    enforced ??
    (policy.usageLocation?.fromCountry === true && own !== undefined && country.test(own)
      ? own
      : policy.usageLocation?.default);
  if (after !== undefined) return { after };
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
