import type {
  Group,
  LicenseAssignmentState,
  LicenseDetails,
  ServicePlanInfo,
  User,
} from "@microsoft/microsoft-graph-types";
import { skuNames } from "../../catalog/sku-names";
import { pageSize, propertiesOf, query, userPath } from "../batches/odata";
import { failWhole } from "./fail-whole";
import type { Reader } from "./reader";
import { asText, asWires, type Wire } from "../batches/wire";
import type { ObservedSku } from "../../terms/observed";
import type { LicenseStatus, PersonStatus } from "../../terms/person-status";
import { byText } from "../../text/order";

const select = query({
  $select: propertiesOf<User>(
    "id",
    "userPrincipalName",
    "displayName",
    "accountEnabled",
    "usageLocation",
    "licenseAssignmentStates",
  ),
});
type State = Wire<LicenseAssignmentState>;

/**
 * Provisioning takes minutes to a day; what changed longer ago has arrived or is an error that Graph tells by itself.
 */
const recentMilliseconds = 7 * 24 * 3_600_000;

/** Each is a request of its own: after a change of everybody, only the latest are looked at. */
const maxRecent = 1000;

/** Names missing in the tenant are missing in the result. `names` undefined: everybody who holds a licence. */
export async function readStatus(
  reader: Reader,
  skus: readonly ObservedSku[],
  names: readonly string[] | undefined,
  now: Date,
  onCount: (people: number) => void,
): Promise<readonly PersonStatus[]> {
  const people: Wire<User>[] = [];
  if (names === undefined) {
    const pages = { url: `/users?${select}&${query({ $top: pageSize })}` };
    const read = await reader.readPages(pages, (entries) => {
      people.push(...entries.filter((entry: Wire<User>) => statesOf(entry).length > 0));
      onCount(people.length);
    });
    if (read.kind !== "done") throw failWhole("Reading the people of the tenant", read.error);
  } else {
    for (const answer of await reader.ask(names.map((name) => ({ url: `${userPath(name)}?${select}` })))) {
      if (answer.kind === "done") people.push(answer.body);
      else if (answer.error.status !== 404) throw failWhole("Reading people of the tenant", answer.error);
    }
  }
  const groupNames = await readGroupNames(
    reader,
    people.flatMap((person) => statesOf(person).flatMap((state) => asText(state.assignedByGroup) ?? [])),
  );
  const pending = await readPending(
    reader,
    names === undefined ? latest(people, now.getTime() - recentMilliseconds) : people,
  );
  return people
    .map((person) => describe(person, skus, groupNames, pending))
    .sort((one, other) => byText(one.userPrincipalName, other.userPrincipalName));
}

function latest(people: readonly Wire<User>[], since: number): readonly Wire<User>[] {
  return people
    .map((person) => ({
      person,
      changed: Math.max(...statesOf(person).map((state) => Date.parse(asText(state.lastUpdatedDateTime) ?? "") || 0)),
    }))
    .filter(({ changed }) => changed >= since)
    .sort((one, other) => other.changed - one.changed)
    .slice(0, maxRecent)
    .map(({ person }) => person);
}

function statesOf(person: Wire<User>): readonly State[] {
  return asWires<LicenseAssignmentState>(person.licenseAssignmentStates);
}

/** What groups are called, by id; one that is gone or hidden is called by its id. */
export async function readGroupNames(reader: Reader, groupIds: Iterable<string>): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(groupIds)].sort(byText);
  const answers = await reader.ask(
    ids.map((id) => ({ url: `/groups/${id}?${query({ $select: propertiesOf<Group>("id", "displayName") })}` })),
  );
  const names = new Map<string, string>();
  for (const [index, id] of ids.entries()) {
    const answer = answers[index];
    const group: Wire<Group> = answer?.kind === "done" ? answer.body : {};
    names.set(id, asText(group.displayName) ?? id);
  }
  return names;
}

type Pending = ReadonlyMap<string, PersonStatus["pending"]>;

async function readPending(reader: Reader, people: readonly Wire<User>[]): Promise<Pending> {
  const ids = people.flatMap((person) => asText(person.id) ?? []);
  const answers = await reader.ask(ids.map((id) => ({ url: `/users/${id}/licenseDetails` })));
  const pending = new Map<string, PersonStatus["pending"]>();
  for (const [index, id] of ids.entries()) {
    const answer = answers[index];
    if (answer?.kind !== "done") continue;
    const open = asWires<LicenseDetails>(answer.body["value"]).flatMap((detail) =>
      asWires<ServicePlanInfo>(detail.servicePlans)
        .filter((plan) => !["Success", "Disabled"].includes(asText(plan["provisioningStatus"]) ?? "Success"))
        .map((plan) => ({
          partNumber: asText(detail["skuPartNumber"]) ?? "",
          plan: asText(plan["servicePlanName"]) ?? "",
          status: asText(plan["provisioningStatus"]) ?? "",
        })),
    );
    pending.set(id, open);
  }
  return pending;
}

function describe(
  person: Wire<User>,
  skus: readonly ObservedSku[],
  groupNames: ReadonlyMap<string, string>,
  pending: Pending,
): PersonStatus {
  const id = asText(person["id"]) ?? "";
  const displayName = asText(person["displayName"]);
  const usageLocation = asText(person["usageLocation"]);
  const enabled = person["accountEnabled"] !== false;
  const licenses = statesOf(person).map((state) => describeLicense(state, skus, groupNames));
  return {
    id,
    userPrincipalName: asText(person["userPrincipalName"]) ?? id,
    ...(displayName === undefined ? {} : { displayName }),
    ...(usageLocation === undefined ? {} : { usageLocation }),
    enabled,
    disabledAndLicensed: !enabled && licenses.length > 0,
    licenses: licenses.sort(
      (one, other) =>
        byText(one.partNumber, other.partNumber) || byText(one.group?.name ?? "", other.group?.name ?? ""),
    ),
    pending: pending.get(id) ?? [],
  };
}

function describeLicense(
  state: State,
  skus: readonly ObservedSku[],
  groupNames: ReadonlyMap<string, string>,
): LicenseStatus {
  const skuId = (asText(state["skuId"]) ?? "").toLowerCase();
  const sku = skus.find((candidate) => candidate.skuId === skuId);
  const { partNumber, name } = skuNames(skuId, sku?.partNumber);
  const group = asText(state["assignedByGroup"]);
  // The documentation says null where there is no error; Graph says the text "None" (seen in Microsoft's own samples).
  const error = asText(state["error"]);
  const since = asText(state["lastUpdatedDateTime"]);
  const planNames = new Map(sku?.servicePlans.map((plan) => [plan.id, plan.name]));
  const off = Array.isArray(state["disabledPlans"]) ? state["disabledPlans"].flatMap((plan) => asText(plan) ?? []) : [];
  return {
    skuId,
    partNumber,
    name,
    ...(group === undefined ? {} : { group: { id: group, name: groupNames.get(group) ?? group } }),
    state: asText(state["state"]) ?? "Active",
    ...(error === undefined || error === "None" ? {} : { error }),
    ...(since === undefined ? {} : { since }),
    disabledPlans: off.map((plan) => planNames.get(plan.toLowerCase()) ?? plan).sort(byText),
  };
}
