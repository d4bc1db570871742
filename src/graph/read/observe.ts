import type {
  AssignedLicense,
  Group,
  LicenseAssignmentState,
  LicenseProcessingState,
  LicenseUnitsDetail,
  Organization,
  ServicePlanInfo,
  SubscribedSku,
  User,
  VerifiedDomain,
} from "@microsoft/microsoft-graph-types";
import type {
  ObservedAssignment,
  ObservedGroup,
  ObservedSku,
  ObservedUser,
  Observed,
  SkuId,
} from "../../terms/observed";
import { defaultCatalog, findProduct } from "../../catalog/catalog";
import { type Wire, asCount, asText, asWire, asWires, isObject } from "../batches/wire";
import { byText } from "../../text/order";
import { isGuid } from "../../text/guid";

/**
 * A tenant has some dozen different assignments, in some hundred combinations, held by a hundred thousand people.
 * Each different one is kept once, by what Graph wrote of it: without that they are most of the memory of a snapshot,
 * and most of the time of reading one.
 */
const shared = new Map<string, ObservedAssignment>();
const sharedLists = new Map<string, readonly ObservedAssignment[]>();
const strings = new Map<string, string>();

function intern(text: string): string {
  const known = strings.get(text);
  if (known !== undefined) return known;
  strings.set(text, text);
  return text;
}

/**
 * Undefined where Graph left the id out: nothing can be known of such an entry.
 *
 * @param attributes what is to be known beside, by name as in filters
 */
export function observeUser(wire: Wire<User>, attributes: readonly string[] = []): ObservedUser | undefined {
  const id = asText(wire["id"])?.toLowerCase();
  const userPrincipalName = asText(wire["userPrincipalName"]);
  if (id === undefined || userPrincipalName === undefined) return undefined;
  const displayName = asText(wire["displayName"]);
  const usageLocation = asText(wire["usageLocation"]);
  const country = asText(wire["country"]);
  const states = observeAssignments(wire["licenseAssignmentStates"]);
  const assigned = idsOf(wire["assignedLicenses"], "skuId");
  const withoutState = states === undefined ? [] : skusWithoutState(assigned, states);
  const assignments = withoutState.length === 0 && isSoundPerson(wire, assigned) ? states : undefined;
  return {
    id,
    userPrincipalName,
    ...(displayName === undefined ? {} : { displayName }),
    ...(usageLocation === undefined ? {} : { usageLocation: intern(usageLocation) }),
    ...(country === undefined ? {} : { country: intern(country) }),
    onPremisesSyncEnabled: wire["onPremisesSyncEnabled"] === true,
    ...(wire["accountEnabled"] === false && { signInBlocked: true }),
    ...(assignments === undefined ? {} : { assignments }),
    ...(withoutState.length === 0 ? {} : { withoutState }),
    ...(attributes.length === 0 ? {} : { attributes: observeAttributes(wire, attributes) }),
  };
}

/**
 * Whether what planning relies on beside the states is of the kind that it should be, or not there. Of somebody whose
 * location cannot be read nobody knows whether it is a gap that may be filled.
 */
function isSoundPerson(wire: Wire<User>, assigned: readonly SkuId[]): boolean {
  const { usageLocation, country, onPremisesSyncEnabled, assignedLicenses } = wire;
  return (
    isTextOrNothing(usageLocation) &&
    isTextOrNothing(country) &&
    (isNothing(onPremisesSyncEnabled) || typeof onPremisesSyncEnabled === "boolean") &&
    (isNothing(assignedLicenses) || isWhole(assigned, assignedLicenses))
  );
}

/** Of the entries that have one. */
function idsOf(wire: unknown, property: keyof AssignedLicense | keyof ServicePlanInfo): readonly string[] {
  if (!Array.isArray(wire)) return [];
  const ids: string[] = [];
  for (const entry of wire as readonly unknown[]) {
    const id = isObject(entry) ? asText(entry[property]) : undefined;
    if (id !== undefined) ids.push(id.toLowerCase());
  }
  return ids;
}

/** Whether each entry of what Graph wrote has an id. */
function isWhole(ids: readonly string[], wire: unknown): boolean {
  return Array.isArray(wire) && wire.length === ids.length;
}

/**
 * SKUs that a person has by `assignedLicenses` and of which `licenseAssignmentStates` says nothing, which Graph has
 * been seen to answer: by which way they are held, and so whether they can be taken away, nobody knows.
 */
function skusWithoutState(assigned: readonly SkuId[], states: readonly ObservedAssignment[]): readonly SkuId[] {
  return assigned.filter((skuId) => states.every((state) => state.skuId !== skuId));
}

/**
 * Only `licenseAssignmentStates` tells direct from inherited; where it is missing, or an entry cannot be read, nothing
 * is known.
 */
function observeAssignments(wire: unknown): readonly ObservedAssignment[] | undefined {
  if (!Array.isArray(wire)) return undefined;
  const entries: readonly unknown[] = wire;
  const key = keyOfList(entries);
  const known = key === undefined ? undefined : sharedLists.get(key);
  if (known !== undefined) return known;
  const assignments: ObservedAssignment[] = [];
  for (const entry of entries) {
    const assignment = isObject(entry) ? observeAssignment(entry) : undefined;
    if (assignment === undefined) return undefined;
    assignments.push(assignment);
  }
  if (key !== undefined) sharedLists.set(key, assignments);
  return assignments;
}

function keyOfList(entries: readonly unknown[]): string | undefined {
  let list = "";
  for (const entry of entries) {
    const key = isObject(entry) ? keyOf(entry) : undefined;
    if (key === undefined) return undefined;
    list += `${key};`;
  }
  return list;
}

/**
 * Everything of an entry that is kept, as it was written. Undefined where something is not of the kind that it should
 * be.
 */
function keyOf(wire: Wire<LicenseAssignmentState>): string | undefined {
  const { skuId, assignedByGroup, state, error, disabledPlans } = wire;
  const giver = assignedByGroup === null ? "" : asText(assignedByGroup);
  if (typeof skuId !== "string" || typeof state !== "string" || giver === undefined || !isTextOrNothing(error))
    return undefined;
  if (!Array.isArray(disabledPlans) || !disabledPlans.every((plan) => typeof plan === "string")) return undefined;
  return `${skuId}|${giver}|${state}|${error ?? ""}|${disabledPlans.length}:${disabledPlans.join()}`;
}

function observeAssignment(wire: Wire<LicenseAssignmentState>): ObservedAssignment | undefined {
  const key = keyOf(wire);
  const known = key === undefined ? undefined : shared.get(key);
  if (known !== undefined) return known;
  const skuId = asText(wire["skuId"])?.toLowerCase();
  const state = observeState(wire["state"]);
  const assignedByGroup = asText(wire["assignedByGroup"])?.toLowerCase();
  const disabledPlans = observeIds(wire["disabledPlans"]);
  // Who gave it decides about direct and inherited: what cannot be read is not "nobody".
  const isGiverKnown = wire["assignedByGroup"] === null || (assignedByGroup !== undefined && isGuid(assignedByGroup));
  if (skuId === undefined || state === undefined || disabledPlans === undefined || !isGiverKnown) return undefined;
  // A licence in an error that cannot be read is not one in no error: a direct one would go for it.
  if (!isTextOrNothing(wire["error"])) return undefined;
  // The documentation says null where nothing is wrong, the service says "None".
  const error = wire["error"] === "None" ? undefined : asText(wire["error"]);
  const assignment: ObservedAssignment = {
    skuId: intern(skuId),
    ...(assignedByGroup === undefined ? {} : { assignedByGroup: intern(assignedByGroup) }),
    disabledPlans: disabledPlans.map(intern),
    state,
    ...(error === undefined ? {} : { error }),
  };
  if (key !== undefined) shared.set(key, assignment);
  return assignment;
}

function observeState(state: unknown): ObservedAssignment["state"] | undefined {
  return state === "Active" || state === "ActiveWithError" || state === "Disabled" || state === "Error"
    ? state
    : undefined;
}

function isNothing(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

function isTextOrNothing(value: unknown): value is string | null | undefined {
  return typeof value === "string" || isNothing(value);
}

/** None where there is no list; undefined where one cannot be read, or not wholly. */
function observeIds(wire: unknown): readonly string[] | undefined {
  if (isNothing(wire)) return [];
  if (!Array.isArray(wire)) return undefined;
  const ids = wire.map((id) => asText(id)?.toLowerCase()).filter((id) => id !== undefined);
  return ids.length === wire.length ? ids.sort(byText) : undefined;
}

/**
 * Without members: they are read apart, where they are asked for. Undefined where Graph left the licences out, or one
 * of them cannot be read: that is not a group without licences. The same where it does not say whether it can carry
 * any.
 */
export function observeGroup(wire: Wire<Group>): ObservedGroup | undefined {
  const id = asText(wire["id"])?.toLowerCase();
  const licenses = observeLicenses(wire["assignedLicenses"]);
  if (id === undefined || licenses === undefined || typeof wire["securityEnabled"] !== "boolean") return undefined;
  const mailNickname = asText(wire["mailNickname"]);
  const processing = asWire<LicenseProcessingState>(wire["licenseProcessingState"])?.state;
  const isKnown =
    processing === "QueuedForProcessing" ||
    processing === "ProcessingInProgress" ||
    processing === "ProcessingComplete" ||
    processing === "ProcessingFailed";
  return {
    id,
    displayName: asText(wire["displayName"]) ?? id,
    ...(mailNickname === undefined ? {} : { mailNickname }),
    securityEnabled: wire["securityEnabled"],
    licenses,
    ...(isKnown ? { processing } : {}),
    nestedGroups: 0,
    ...ruleOf(wire),
  };
}

/** A rule may be left from a time in which the group had one: its types say whether it counts. */
function ruleOf({ groupTypes, membershipRule }: Wire<Group>): Pick<ObservedGroup, "rule"> {
  const isDynamic = Array.isArray(groupTypes) && groupTypes.includes("DynamicMembership");
  return isDynamic ? { rule: asText(membershipRule) ?? "" } : {};
}

function observeLicenses(wire: unknown): ObservedGroup["licenses"] | undefined {
  if (!Array.isArray(wire)) return undefined;
  const entries: readonly unknown[] = wire;
  const licenses = entries.map(asWire<AssignedLicense>).flatMap((entry) => {
    const skuId = asText(entry?.skuId)?.toLowerCase();
    const disabledPlans = entry === undefined ? undefined : observeIds(entry.disabledPlans);
    return skuId === undefined || disabledPlans === undefined ? [] : [{ skuId, disabledPlans }];
  });
  if (licenses.length < entries.length) return undefined;
  return licenses.sort((a, b) => byText(a.skuId, b.skuId));
}

/**
 * Undefined where it does not say whether it is for users, or its service plans cannot be read, or it shows none of a
 * product that is known to have some: whoever gave such a SKU up would seem to lose no service.
 */
export function observeSku(wire: Wire<SubscribedSku>): ObservedSku | undefined {
  const skuId = asText(wire["skuId"])?.toLowerCase();
  const partNumber = asText(wire["skuPartNumber"]);
  const status = wire["capabilityStatus"];
  const planIds = idsOf(wire["servicePlans"], "servicePlanId");
  const appliesTo = asText(wire["appliesTo"]);
  if (planIds.length === 0 && (findProduct(defaultCatalog, skuId ?? "")?.plans?.length ?? 0) > 0) return undefined;
  if (skuId === undefined || partNumber === undefined || appliesTo === undefined) return undefined;
  if (!isWhole(planIds, wire["servicePlans"])) return undefined;
  const units = asWire<LicenseUnitsDetail>(wire["prepaidUnits"]) ?? {};
  return {
    skuId,
    partNumber,
    appliesTo: appliesTo === "User" ? "User" : "Company",
    capabilityStatus:
      status === "Warning" || status === "Suspended" || status === "Deleted" || status === "LockedOut"
        ? status
        : "Enabled",
    enabled: asCount(units["enabled"]),
    warning: asCount(units["warning"]),
    suspended: asCount(units["suspended"]),
    lockedOut: asCount(units["lockedOut"]),
    consumed: asCount(wire["consumedUnits"]),
    servicePlans: asWires<ServicePlanInfo>(wire["servicePlans"]).map((plan, index) => ({
      id: planIds[index] ?? "",
      name: asText(plan["servicePlanName"]) ?? "",
      appliesTo: plan["appliesTo"] === "Company" ? ("Company" as const) : ("User" as const),
    })),
  };
}

export function observeOrganization(wire: Wire<Organization>): Observed["tenant"] | undefined {
  const id = asText(wire["id"])?.toLowerCase();
  if (id === undefined) return undefined;
  const countryLetterCode = asText(wire["countryLetterCode"]);
  return {
    id,
    displayName: asText(wire["displayName"]) ?? id,
    verifiedDomains: asWires<VerifiedDomain>(wire["verifiedDomains"])
      .map((domain) => asText(domain["name"]))
      .filter((name) => name !== undefined)
      .sort(byText),
    ...(countryLetterCode === undefined ? {} : { countryLetterCode }),
  };
}

/** A part of a property that is not there is empty; of one that Graph left out nothing is known. */
function observeAttributes(wire: Wire<User>, names: readonly string[]): NonNullable<ObservedUser["attributes"]> {
  const known: Record<string, string | boolean | null> = {};
  const values = new Map<string, unknown>(Object.entries(wire));
  for (const name of names) {
    const [property = "", part] = name.split("/");
    const value = values.get(property);
    if (value === undefined) continue;
    const inner: unknown = part === undefined ? value : isObject(value) ? value[part] : null;
    known[name] = typeof inner === "string" ? intern(inner) : typeof inner === "boolean" ? inner : null;
  }
  return known;
}
