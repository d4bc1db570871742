import { planIdsOf } from "./service-plans";
import type { PlanId } from "./types";

/**
 * Plans that contain each other, one ladder a line (a long one goes on further in): what stands further left contains
 * what stands further right, and plans joined by `=` are the same thing under two names. Only plans of one thing
 * stand in a ladder, so that covering is true for whoever uses it: names and order as in Microsoft's service
 * descriptions and plan comparison tables.
 */
const ladders = `
  EXCHANGE_S_ENTERPRISE > EXCHANGE_S_STANDARD = EXCHANGE_S_STANDARD_MIDMARKET = EXCHANGE_L_STANDARD
    > EXCHANGE_S_ESSENTIALS > EXCHANGE_S_DESKLESS > EXCHANGE_B_STANDARD
  EXCHANGE_S_ENTERPRISE_GOV > EXCHANGE_S_STANDARD_GOV > EXCHANGE_S_DESKLESS_GOV
  EXCHANGE_S_ENTERPRISE > EXCHANGE_S_ARCHIVE_ADDON
  SHAREPOINTENTERPRISE = SHAREPOINTENTERPRISE_EDU > SHAREPOINTSTANDARD = SHAREPOINTSTANDARD_EDU
    = SHAREPOINTENTERPRISE_MIDMARKET = SHAREPOINTLITE > SHAREPOINTDESKLESS
  SHAREPOINTENTERPRISE_GOV > SharePoint Plan 1G > SHAREPOINTDESKLESS_GOV
  SHAREPOINTENTERPRISE = SHAREPOINTENTERPRISE_EDU > ONEDRIVEENTERPRISE > ONEDRIVESTANDARD
    > ONEDRIVE_BASIC = ONEDRIVE_BASIC_P2 = ONEDRIVELITE_IW
  SHAREPOINTSTANDARD = SHAREPOINTSTANDARD_EDU > ONEDRIVESTANDARD > ONEDRIVE_BASIC = ONEDRIVE_BASIC_P2 = ONEDRIVELITE_IW
  SHAREPOINTWAC = SHAREPOINTWAC_EDU
  OFFICESUBSCRIPTION > OFFICE_BUSINESS > OFFICEMOBILE_SUBSCRIPTION
  MCOEV = MCOEVSMB
  MCOPSTN2 > MCOPSTN1 > MCOPSTN6 > MCOPSTN5 = MCOPSTN8
  MCOMEETADV > MCOMEETBASIC
  MCOSTANDARD > MCOIMP
  AAD_PREMIUM_P2 > AAD_PREMIUM > AAD_BASIC
  INTUNE_A > INTUNE_O365
  RMS_S_PREMIUM2 > RMS_S_PREMIUM > RMS_S_ENTERPRISE > RMS_S_BASIC
  ADALLOM_S_STANDALONE > ADALLOM_S_O365
  ADALLOM_S_STANDALONE > ADALLOM_S_DISCOVERY
  WINDEFATP > MDE_LITE
  THREAT_INTELLIGENCE > ATP_ENTERPRISE
  MIP_S_CLP2 > MIP_S_CLP1
  EXCHANGE_ANALYTICS > MYANALYTICS_P2
  BI_AZURE_P3 > BI_AZURE_P2 > BI_AZURE_P1 > BI_AZURE_P0
  FORMS_PLAN_E5 > FORMS_PLAN_E3 > FORMS_PLAN_E1 > FORMS_PLAN_K
  STREAM_O365_E5 > STREAM_O365_E3 > STREAM_O365_E1 > STREAM_O365_K
  FLOW_O365_P3 > FLOW_O365_P2 > FLOW_O365_P1 > FLOW_O365_S1
  POWERAPPS_O365_P3 > POWERAPPS_O365_P2 > POWERAPPS_O365_P1 > POWERAPPS_O365_S1
  POWER_VIRTUAL_AGENTS_O365_P3 > POWER_VIRTUAL_AGENTS_O365_P2 > POWER_VIRTUAL_AGENTS_O365_P1
    > POWER_VIRTUAL_AGENTS_O365_F1
  CDS_O365_P3 > CDS_O365_P2 > CDS_O365_P1 > CDS_O365_F1
  DYN365_CDS_O365_P3 > DYN365_CDS_O365_P2 > DYN365_CDS_O365_P1 > DYN365_CDS_O365_F1
  PROJECT_O365_P3 > PROJECT_O365_P2 > PROJECT_O365_P1 > PROJECT_O365_F3
  BPOS_S_TODO_3 > BPOS_S_TODO_2 > BPOS_S_TODO_1 > BPOS_S_TODO_FIRSTLINE
  WHITEBOARD_PLAN3 > WHITEBOARD_PLAN2 > WHITEBOARD_PLAN1 > WHITEBOARD_FIRSTLINE1
  KAIZALA_STANDALONE > KAIZALA_O365_P3 > KAIZALA_O365_P2 > KAIZALA_O365_P1
`;

/** Plans that every second product carries and nobody buys: they neither cover anything nor have to be covered. */
const fillers = new Set(planIdsOf("EXCHANGE_S_FOUNDATION, EXCHANGE_S_FOUNDATION_GOV"));

const standIns = climbLadders(ladders);

/** Whether something held contains a service plan: the plan itself, or one that stands in for it. */
export function coversPlan(held: ReadonlySet<PlanId>, plan: PlanId): boolean {
  return held.has(plan) || (standIns.get(plan)?.some((other) => held.has(other)) ?? false);
}

/** Whether something held contains every one of the plans. Without a plan that counts nothing can be said: false. */
export function coversAll(held: ReadonlySet<PlanId>, plans: Iterable<PlanId>): boolean {
  const wanted = [...plans].filter((plan) => !fillers.has(plan));
  return wanted.length > 0 && wanted.every((plan) => coversPlan(held, plan));
}

/** For each plan of the ladders, every plan that stands in for it, also over several ladders. */
function climbLadders(text: string): ReadonlyMap<PlanId, readonly PlanId[]> {
  const above = new Map<PlanId, readonly PlanId[]>();
  for (const line of text.trim().split(/\n {2}(?! )/)) {
    let climbed: readonly PlanId[] = [];
    for (const step of line.split(">")) {
      const ids = planIdsOf(step.replaceAll("=", ","));
      for (const id of ids) above.set(id, [...(above.get(id) ?? []), ...climbed, ...ids]);
      climbed = ids;
    }
  }
  return new Map([...above.keys()].map((plan) => [plan, reachable(plan, above)]));
}

function reachable(from: PlanId, above: ReadonlyMap<PlanId, readonly PlanId[]>): readonly PlanId[] {
  const seen = new Set([from]);
  for (const plan of seen) for (const next of above.get(plan) ?? []) seen.add(next);
  return [...seen];
}
