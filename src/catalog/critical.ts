import { planIdsOf } from "./service-plans";
import type { CriticalFamily, PlanId } from "./types";

/**
 * A thing that works or does not. A family has several, since they do not replace each other: whoever loses the Calling
 * Plan loses the number, although Phone System stays.
 */
interface CriticalService {
  readonly family: CriticalFamily;
  /** Plans that give it, best first. The first of two plans is larger, but either works. */
  readonly plans: readonly PlanId[];
  /**
   * Plans that give so little of it that they do not replace `plans`; losing the last of them is a loss all the same.
   */
  readonly limited: readonly PlanId[];
  /**
   * Plans that give it too, but are not bought for it: they replace `plans`, and losing them alone is no loss of this.
   */
  readonly standIns: readonly PlanId[];
}

const service = (
  family: CriticalFamily,
  plans: string,
  more: { limited?: string; standIns?: string } = {},
): CriticalService => ({
  family,
  plans: planIdsOf(plans),
  limited: more.limited === undefined ? [] : planIdsOf(more.limited),
  standIns: more.standIns === undefined ? [] : planIdsOf(more.standIns),
});

const sharePointPlans =
  "SHAREPOINTENTERPRISE, SHAREPOINTENTERPRISE_EDU, SHAREPOINTENTERPRISE_GOV, SHAREPOINTSTANDARD, " +
  "SHAREPOINTSTANDARD_EDU, SharePoint Plan 1G, " +
  "SHAREPOINTENTERPRISE_MIDMARKET, SHAREPOINTLITE, SHAREPOINT_S_DEVELOPER, SHAREPOINTDESKLESS, SHAREPOINTDESKLESS_GOV";

/**
 * What hurts at once when it is taken away. Service plan names are those of Microsoft's table; which plan is which
 * service is in the service descriptions (Exchange Online, SharePoint, OneDrive, Teams).
 *
 * - Mailbox: without an Exchange plan the mailbox is disconnected, and deleted after 30 days (Exchange Online,
 *   "Delete or
 *   restore user mailboxes"). EXCHANGE_S_FOUNDATION is no mailbox: it is in 248 products of the table, Visio included.
 * - Files: OneDrive comes with every SharePoint plan. The OneDrive plans without SharePoint do not open sites, and the
 *   "basic" ones of Visio and of Teams Enterprise hold a few gigabytes only.
 * - Phone: taking Phone System or a Calling Plan away unassigns the number; exchanging one licence for another in one
 * call keeps it (Teams, "How licensing affects phone number management"). Communications Credits and Audio
 * Conferencing
 *   carry no user's number. A Telstra number does not move to a Microsoft Calling Plan by a change of licence.
 *
 * Skype for Business plans (MCOSTANDARD and others) are in no family: the service was retired on 31 July 2021, and
 * where the telephone still depends on them Graph refuses to take them away.
 */
const criticalServices: readonly CriticalService[] = [
  service(
    "mailbox",
    "EXCHANGE_S_ENTERPRISE, EXCHANGE_S_ENTERPRISE_GOV, EXCHANGE_S_STANDARD, EXCHANGE_S_STANDARD_GOV, " +
      "EXCHANGE_S_STANDARD_MIDMARKET, " +
      "EXCHANGE_L_STANDARD, EXCHANGE_S_ESSENTIALS, EXCHANGE_S_DESKLESS, EXCHANGE_S_DESKLESS_GOV",
    { limited: "EXCHANGE_B_STANDARD" },
  ),
  service("mailbox", "EXCHANGE_S_ARCHIVE_ADDON, EXCHANGE_S_ARCHIVE", {
    standIns: "EXCHANGE_S_ENTERPRISE, EXCHANGE_S_ENTERPRISE_GOV",
  }),
  service("files", sharePointPlans),
  service("files", `${sharePointPlans}, ONEDRIVEENTERPRISE, ONEDRIVESTANDARD`, {
    limited: "ONEDRIVE_BASIC, ONEDRIVE_BASIC_GOV, ONEDRIVE_BASIC_P2, ONEDRIVELITE_IW, ONEDRIVECLIPCHAMP",
  }),
  service("teams", "TEAMS1, TEAMS_GOV, TEAMS_AR_GCCHIGH, TEAMS_AR_DOD, MCO_TEAMS_IW, TEAMS_DESKLESS, TeamsEss", {
    limited: "TEAMS_FREE, TEAMS_FREE_SERVICE",
  }),
  service("phone", "MCOEV, MCOEV_GOV, MCOEVSMB"),
  service("phone", "MCOEV_VIRTUALUSER, MCOEV_VIRTUALUSER_GOV"),
  service(
    "phone",
    "MCOPSTN2, MCOPSTN1, MCOPSTN1_GOV, MCOPSTN6, MCOPSTN5, MCOPSTN8, PSTN5_US, Skype for Business PSTN Calling " +
      "Domestic Small, MCOPSTN_PAYG_1",
  ),
  service("phone", "MCOPSTNEAU"),
  service("phone", "MCOFMC1"),
];

const familyByPlan = new Map(
  criticalServices.flatMap(({ family, plans, limited }) =>
    [...plans, ...limited].map((plan) => [plan, family] as const),
  ),
);

const families: readonly CriticalFamily[] = ["mailbox", "files", "teams", "phone"];

/** The critical family of a service plan, if it has one. */
export function criticalFamily(planId: PlanId): CriticalFamily | undefined {
  return familyByPlan.get(planId);
}

/**
 * The critical families of which something worked before and does not after, in the order mailbox, files, teams, phone.
 *
 * @param before ids of the service plans that are on before, over all licences of a person.
 * @param after  the same after the run.
 */
export function criticalLosses(before: Iterable<PlanId>, after: Iterable<PlanId>): readonly CriticalFamily[] {
  const had = new Set(before);
  const has = new Set(after);
  const lost = new Set(
    criticalServices.filter((one) => grade(one, has, one.standIns) < grade(one, had, [])).map(({ family }) => family),
  );
  return families.filter((family) => lost.has(family));
}

/** 2: it works; 1: only a limited plan of it; 0: nothing. */
function grade({ plans, limited }: CriticalService, on: ReadonlySet<PlanId>, standIns: readonly PlanId[]): 0 | 1 | 2 {
  if (plans.some((plan) => on.has(plan)) || standIns.some((plan) => on.has(plan))) return 2;
  return limited.some((plan) => on.has(plan)) ? 1 : 0;
}
