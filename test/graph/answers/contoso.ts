import { connectTenant } from "../../../src/graph/connect-tenant";
import { readConnectionSettings } from "../../../src/graph/connect/connection-settings";
import { GraphFailure } from "../../../src/graph/connect/graph-failure";
import type { PlanInput } from "../../../src/plan/basis/plan-input";
import { requestReads } from "../../../src/plan/basis/request-reads";
import { planTenant } from "../../../src/plan/plan-tenant";
import type { Plan } from "../../../src/terms/plan";
import { desired, noLimits, now, owning, planIds, policy, skuIds, tenantId, today } from "../../plan/support/tenant";
import { createFastClock } from "../support/fast-clock";
import { startRawGraph } from "../support/raw-graph";
import type { Answers, Wire } from "./rows";

const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const ids = { adele: id(1), bob: id(2), cleo: id(3), dan: id(4), Sales: id(11), Old: id(12) };

const direct = (): Wire => ({
  skuId: skuIds.E3,
  assignedByGroup: null,
  disabledPlans: [],
  state: "Active",
  error: "None",
});

function person(name: keyof Answers["people"], over: Wire, states: readonly Wire[] = []): Wire {
  return {
    id: ids[name],
    userPrincipalName: `${name}@contoso.com`,
    displayName: name,
    accountEnabled: true,
    usageLocation: "GB",
    country: null,
    onPremisesSyncEnabled: null,
    licenseAssignmentStates: states,
    assignedLicenses: states.length === 0 ? [] : [{ skuId: skuIds.E3, disabledPlans: [] }],
    ...over,
  };
}

const groupOf = (name: keyof Answers["groups"]): Wire => ({
  id: ids[name],
  displayName: name,
  mailNickname: name.toLowerCase(),
  securityEnabled: true,
  assignedLicenses: [{ skuId: skuIds.E3, disabledPlans: [] }],
  licenseProcessingState: { state: "ProcessingComplete" },
});

/**
 * Where nothing is wrong: Adele and the group Old give up what they own, Cleo's direct licence goes for that of the
 * group Sales, Bob and Dan join, Dan with the country that he has.
 */
export function rightAnswers(): Answers {
  const ofSales = { ...direct(), assignedByGroup: ids.Sales };
  return {
    organization: {
      id: tenantId,
      displayName: "Contoso",
      verifiedDomains: [{ name: "contoso.com" }],
      countryLetterCode: "US",
    },
    sku: {
      skuId: skuIds.E3,
      skuPartNumber: "ENTERPRISEPACK",
      appliesTo: "User",
      capabilityStatus: "Enabled",
      prepaidUnits: { enabled: 4, warning: 1, suspended: 0, lockedOut: 0 },
      consumedUnits: 2,
      servicePlans: [
        { servicePlanId: planIds.EXCHANGE, servicePlanName: "EXCHANGE_S_ENTERPRISE", appliesTo: "User" },
        { servicePlanId: planIds.TEAMS, servicePlanName: "TEAMS1", appliesTo: "User" },
      ],
    },
    people: {
      adele: person("adele", {}, [direct()]),
      bob: person("bob", {}),
      cleo: person("cleo", {}, [direct(), ofSales]),
      dan: person("dan", { usageLocation: null, country: "Germany" }),
    },
    groups: { Sales: groupOf("Sales"), Old: groupOf("Old") },
    members: {
      value: [{ "@odata.type": "#microsoft.graph.user", id: ids.cleo, userPrincipalName: "cleo@contoso.com" }],
    },
  };
}

const stack: Pick<PlanInput, "desired" | "ledger" | "policy"> = {
  desired: desired({ bob: "ENTERPRISEPACK @GB", dan: "ENTERPRISEPACK" }, { Sales: "ENTERPRISEPACK" }),
  ledger: (() => {
    const owned = owning(
      { [ids.adele]: "ENTERPRISEPACK", [ids.cleo]: "ENTERPRISEPACK" },
      {
        [ids.Sales]: "ENTERPRISEPACK",
        [ids.Old]: "ENTERPRISEPACK",
      },
    );
    const nameOf = new Map(Object.entries(ids).map(([name, objectId]) => [objectId, name]));
    return {
      ...owned,
      users: owned.users.map((entry) => ({ ...entry, name: `${nameOf.get(entry.id) ?? ""}@contoso.com` })),
      groups: owned.groups.map((entry) => ({ ...entry, name: nameOf.get(entry.id) ?? "" })),
    };
  })(),
  policy: policy({ limits: noLimits, usageLocation: { default: "US", fromCountry: true } }),
};

export type Read =
  | { readonly kind: "ended"; readonly message: string }
  | { readonly kind: "planned"; readonly plan: Plan };

/** Reads the tenant from a server that answers so, and plans. */
export async function planFrom(answers: Answers): Promise<Read> {
  const people: readonly Wire[] = Object.values(answers.people);
  const groups: readonly Wire[] = Object.values(answers.groups);
  const byName = (url: string, name: string): boolean => url.includes(`/${name}`) || url.includes(`'${name}'`);
  const answerOf = (url: string): { readonly status: number; readonly body: unknown } => {
    const found = (body: unknown): { readonly status: number; readonly body: unknown } => ({ status: 200, body });
    if (url.startsWith("/organization")) return found({ value: [answers.organization] });
    if (url.startsWith("/subscribedSkus")) return found({ value: [answers.sku] });
    for (const [at, [name, objectId]] of Object.entries(ids).entries()) {
      const wire = [...people, ...groups][at];
      if (byName(url, objectId)) return found(wire);
      if (url.startsWith("/users/") && byName(url, `${name}@contoso.com`)) return found(wire);
      if (url.startsWith("/groups?") && byName(url, name)) return found({ value: [wire] });
    }
    const error = { code: "Request_ResourceNotFound", message: "Resource does not exist." };
    return { status: url.startsWith("/users?") ? 400 : 404, body: { error } };
  };
  const server = await startRawGraph((path, body) => {
    if (path.includes("/members")) return { status: 200, text: JSON.stringify(answers.members) };
    const { requests } = JSON.parse(body) as { requests: { id: string; url: string }[] };
    const responses = requests.map((item) => ({ id: item.id, ...answerOf(decodeURIComponent(item.url)) }));
    return { status: 200, text: JSON.stringify({ responses }) };
  });
  try {
    const session = connectTenant(readConnectionSettings({ M365_LICENSES_GRAPH_ENDPOINT: server.endpoint }), {
      clock: createFastClock(2_000),
    });
    const observed = await session.readTenant(requestReads(stack.desired, stack.ledger, stack.policy));
    return { kind: "planned", plan: planTenant({ ...stack, observed, today, now }) };
  } catch (error) {
    if (error instanceof GraphFailure) return { kind: "ended", message: error.message };
    throw error;
  } finally {
    await server.close();
  }
}
