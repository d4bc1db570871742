import type { Organization, ServicePlanInfo, SubscribedSku, VerifiedDomain } from "@microsoft/microsoft-graph-types";
import { asCount, asText, asWires, type Wire } from "../../../graph/batches/wire";
import { count, enumerateSome } from "../../../report/content/words";
import type { OneAnswer } from "./ask-once";
import type { Kind } from "./examine-permissions";
import { fine, note, warning, type Finding } from "./finding";

const part = "tenant";

export interface Tenant {
  readonly id: string;
  readonly domains: readonly string[];
}

/** Which tenant it is; undefined where it could not be read. */
export function tenantOf(answers: ReadonlyMap<Kind, OneAnswer>): Tenant | undefined {
  const organization = objectOf(answers.get("organization"));
  const id = asText(organization?.id)?.toLowerCase();
  return id === undefined ? undefined : { id, domains: domainsOf(organization) };
}

/** The tenant, its domains and size, and whether its subscriptions allow licences on groups. */
export function examineTenant(answers: ReadonlyMap<Kind, OneAnswer>, declaresGroups: boolean): readonly Finding[] {
  const organization = objectOf(answers.get("organization"));
  if (organization === undefined)
    return [note({ part, code: "tenant-unknown", message: "Which tenant it is could not be read." })];
  const domains = domainsOf(organization);
  const listed = answers.get("people");
  const size = listed?.kind === "done" ? asCount(listed.body["@odata.count"]) : undefined;
  const people = size === undefined ? "how many people is not known" : count(size, "person", "people");
  return [
    fine({
      part,
      code: "tenant-found",
      message:
        `${asText(organization.displayName) ?? "The tenant"} (${asText(organization.id) ?? "no id"}), ` +
        `${enumerateSome(domains, 5)}: ${people}`,
    }),
    ...groupLicensing(answers.get("subscriptions"), declaresGroups),
  ];
}

/** Entra ID P1 and P2, by the names of their service plans. */
const premiumPlans = new Set(["AAD_PREMIUM", "AAD_PREMIUM_P2"]);
/** Office 365 E3, A3, G3 and above bring the right along without the plan. */
const premiumProducts = /^ENTERPRISE(PACK|PREMIUM)/;

/**
 * Group-based licensing needs Entra ID P1, or Office 365 E3 or above, for each who benefits (fact sheet, section 4;
 * Microsoft, "What is group-based licensing"). Whether everybody has it is for the administrator to count.
 */
function groupLicensing(answer: OneAnswer | undefined, declaresGroups: boolean): readonly Finding[] {
  if (answer?.kind !== "done") return [];
  const bringing = asWires<SubscribedSku>(answer.body["value"])
    .filter((sku) => ["Enabled", "Warning"].includes(asText(sku.capabilityStatus) ?? ""))
    .flatMap((sku) => {
      const partNumber = asText(sku.skuPartNumber) ?? "";
      const hasPlan = asWires<ServicePlanInfo>(sku.servicePlans).some((plan) =>
        premiumPlans.has(asText(plan.servicePlanName) ?? ""),
      );
      return hasPlan || premiumProducts.test(partNumber) ? [partNumber] : [];
    });
  if (bringing.length > 0)
    return [
      fine({
        part,
        code: "group-licensing",
        message: `Licences on groups are possible, by ${enumerateSome(bringing, 5)}`,
      }),
    ];
  const message =
    "No subscription brings Entra ID P1, nor is one Office 365 E3 or above: Microsoft does not allow licences on " +
    "groups.";
  return declaresGroups
    ? [
        warning({
          part,
          code: "group-licensing-missing",
          message,
          prevents: ["groups"],
          remedy:
            "Buy one of these for everybody who is to be licensed through a group, or declare the people instead.",
        }),
      ]
    : [note({ part, code: "group-licensing-missing", message })];
}

function objectOf(answer: OneAnswer | undefined): Wire<Organization> | undefined {
  return answer?.kind === "done" ? asWires<Organization>(answer.body["value"])[0] : undefined;
}

function domainsOf(organization: Wire<Organization> | undefined): readonly string[] {
  return asWires<VerifiedDomain>(organization?.verifiedDomains).flatMap((domain) => asText(domain.name) ?? []);
}
