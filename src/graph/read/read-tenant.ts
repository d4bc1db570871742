import type { Group } from "@microsoft/microsoft-graph-types";
import type { AskedPeople, ObservedGroup, ObjectId, ReadRequest } from "../../terms/observed";
import type { ItemAnswer } from "../batches/batch";
import { believeTenant } from "./believe-tenant";
import { explainGone } from "./explain-gone";
import { observeGroup } from "./observe";
import { batchItems, filterTerms, pageSize, query, quote } from "../batches/odata";
import { type ReadContext, groupProperties, groupUrl, organizationProperties } from "./read-context";
import { type MemberDetail, readMembers } from "./read-members";
import { areSoonerByPages } from "./everybody/choose-way";
import { countOf, userCount } from "./everybody/find-parts";
import { readEverybody } from "./everybody/read-everybody";
import { believeUsers, confirmHoldings, readFilters, readUsers, userLookups } from "./read-users";
import type { Question } from "./question";
import { type Snapshot, absenceKey, findUnknown, findUnnested, nameKey } from "./snapshot";
import { asObjects, isMissing, isObject, type WireObject } from "../batches/wire";
import { byText } from "../../text/order";
import { isGuid } from "../../text/guid";

export interface ReadManner {
  /** The members of the groups: with their licences, or who they are. */
  readonly members: MemberDetail;
  /**
   * Everybody, where that takes fewer requests than those asked for. Lists of everybody lag behind: not after a write.
   */
  readonly pages: boolean;
}

const organization: Question = {
  url: `/organization?${query({ $select: organizationProperties })}`,
};
const subscribedSkus: Question = { url: "/subscribedSkus" };

/**
 * Reads what the snapshot lacks of the request, in the fewest requests: tenant, SKUs, groups and the size of the
 * tenant in one batch, with the people where they are few; else people either by name, 15 to a filter and 20 filters
 * to a batch, or all of them in pages of 999.
 */
export async function fillSnapshot(
  context: ReadContext,
  unknown: ReadRequest,
  manner: ReadManner = { members: "licences", pages: true },
): Promise<void> {
  const { snapshot } = context;
  const { asked } = unknown;
  if (asked !== undefined)
    snapshot.attributes = [...new Set([...snapshot.attributes, ...asked.attributes])].sort(byText);
  const declared = countLookups(Math.max(unknown.userIds.length, unknown.userNames.length));
  const mayPage = manner.pages && !snapshot.wholeTenant;
  const needsCount =
    (mayPage && (declared > 1 || unknown.wholeTenant)) || (asked !== undefined && snapshot.userCount === undefined);
  const groups = groupLookups(unknown);
  const knowsTenant = snapshot.tenant !== undefined && snapshot.skus !== undefined;
  const total =
    knowsTenant && !needsCount && groups.length === 0
      ? undefined
      : await readFirst(context, unknown, groups, needsCount);
  const people = countOf(total);
  if (people !== undefined) snapshot.userCount = people;
  if (asked !== undefined) await readAsked(context, unknown, asked, manner.members);
  const open = asked === undefined ? unknown : findUnknown(snapshot, unknown);
  const left = countLookups(Math.max(open.userIds.length, open.userNames.length));
  const mayChoose = mayPage && needsCount && left > 1 && !open.wholeTenant;
  const wanted = mayChoose ? choosePages(context, open, people, left) : open;
  if (wanted.wholeTenant) await readEverybody(context, people);
  await readUsers(context, wanted.userNames, wanted.userIds);
  await readMembers(context, groupsOf(snapshot, wanted), manner.members);
  await confirmHoldings(context);
}

/** Whom the tenant names, with their licences: nobody of them is asked for again. */
async function readAsked(
  context: ReadContext,
  unknown: ReadRequest,
  asked: AskedPeople,
  members: MemberDetail,
): Promise<void> {
  await readFilters(context, asked.filters);
  await readMembers(context, groupsOf(context.snapshot, unknown), members);
  await readMembers(context, findUnnested(context.snapshot, asked.nested), members, "transitiveMembers");
}

/** Tenant, SKUs and groups, with the people where one batch holds them. The answer has how many people there are. */
async function readFirst(
  context: ReadContext,
  unknown: ReadRequest,
  groups: readonly GroupLookup[],
  needsCount: boolean,
): Promise<ItemAnswer | undefined> {
  // Most names are those of the ids: they are known once these are read.
  const { userIds } = unknown;
  const userNames = userIds.length > 0 ? [] : unknown.userNames;
  const isFew = userIds.length + userNames.length <= batchItems && !unknown.wholeTenant;
  // Whoever is asked about may be brought by a filter or a group.
  const users = isFew && unknown.asked === undefined ? userLookups(context.snapshot, userNames, userIds) : [];
  const answers = await context.reader.ask([
    organization,
    subscribedSkus,
    ...(needsCount ? [userCount] : []),
    ...groups.map((lookup) => lookup.question),
    ...users.map((lookup) => lookup.question),
  ]);
  believeTenant(context, answers[0], answers[1]);
  const rest = answers.slice(needsCount ? 3 : 2);
  await believeGroups(context, groups, rest);
  await believeUsers(context, users, rest.slice(groups.length));
  return needsCount ? answers[2] : undefined;
}

/** Requests that `n` lookups take: directly where one batch holds them, by filters otherwise. */
function countLookups(n: number): number {
  return n <= batchItems ? Math.ceil(n / batchItems) : Math.ceil(n / (filterTerms * batchItems));
}

function choosePages(
  { log, reader }: ReadContext,
  unknown: ReadRequest,
  total: number | undefined,
  declaredRequests: number,
): ReadRequest {
  const pages = Math.ceil((total ?? 0) / pageSize);
  const byPages = pages > 0 && areSoonerByPages(pages, declaredRequests, reader.latency());
  log(
    `${total ?? 0} people in the tenant: ${pages} requests by pages of ${pageSize}, ${declaredRequests} for the ` +
      `${unknown.userNames.length + unknown.userIds.length} asked for; reading ` +
      (byPages ? "pages" : "those asked for"),
  );
  return byPages ? { ...unknown, wholeTenant: true } : unknown;
}

interface GroupLookup {
  readonly lookup: string;
  readonly byId: boolean;
  readonly question: Question;
}

/**
 * A name is a display name or a mail nickname; what looks like an object id is one. Every match is kept: two are the
 * planner's to refuse.
 */
function groupLookups(unknown: ReadRequest): readonly GroupLookup[] {
  const byId = (lookup: string): GroupLookup => ({ lookup, byId: true, question: { url: groupUrl(lookup) } });
  return [
    ...unknown.groupIds.map(byId),
    ...unknown.groupNames.map((lookup) =>
      isGuid(lookup)
        ? byId(lookup)
        : {
            lookup,
            byId: false,
            question: { url: `/groups?${query({ $filter: namedFilter(lookup), $select: groupProperties })}` },
          },
    ),
  ];
}

function namedFilter(name: string): string {
  const names: readonly (keyof Group)[] = ["displayName", "mailNickname"];
  return names.map((property) => `${property} eq ${quote(name)}`).join(" or ");
}

async function believeGroups(
  context: ReadContext,
  lookups: readonly GroupLookup[],
  answers: readonly ItemAnswer[],
): Promise<void> {
  const { snapshot } = context;
  const gone: string[] = [];
  for (const [index, { lookup, byId }] of lookups.entries()) {
    const answer = answers[index];
    if (answer?.kind === "done") {
      const wires = byId ? [answer.body] : asObjects(answer.body["value"]);
      const groups = wires.map((wire) => {
        const group = observeGroup(wire);
        return group === undefined || !byId ? group : { ...group, byId };
      });
      const found = groups.filter((group) => group !== undefined);
      const reason = doubt(lookup, byId, answer.body, found.length < groups.length, found);
      if (reason !== undefined) {
        snapshot.absent.set(absenceKey("group", lookup), { kind: "unreadable", lookup, reason });
        continue;
      }
      // What is read again keeps the members that were read before.
      for (const group of found) if (!snapshot.groups.has(group.id)) snapshot.groups.set(group.id, group);
      if (found.length === 0) snapshot.absent.set(absenceKey("group", lookup), { kind: "notFound", lookup });
      snapshot.groupIdsByName.set(nameKey(lookup), found.map((group) => group.id).sort(byText));
    } else if (answer?.kind === "refused" && isMissing(answer.error)) {
      gone.push(lookup);
    } else {
      snapshot.absent.set(absenceKey("group", lookup), {
        kind: "unreadable",
        lookup,
        reason: answer?.error.message ?? "no answer",
      });
    }
  }
  await explainGone(context, "group", gone);
}

/** Why this is no answer about the group that was asked for; undefined where it is. */
function doubt(
  lookup: string,
  byId: boolean,
  body: WireObject,
  isPartial: boolean,
  found: readonly ObservedGroup[],
): string | undefined {
  if (isPartial) return "Graph left the group's licences out of its answer, or whether it can carry any";
  if (byId) return found[0]?.id === lookup.toLowerCase() ? undefined : "Graph answered with another group";
  return Array.isArray(body["value"]) && body["value"].every(isObject)
    ? undefined
    : "Graph's list of groups could not be read";
}

/** The groups of the request that were found and whose members are not known. */
function groupsOf(snapshot: Snapshot, unknown: ReadRequest): readonly ObjectId[] {
  const ids = [
    ...unknown.groupIds.map((id) => id.toLowerCase()),
    ...unknown.groupNames.flatMap((name) => snapshot.groupIdsByName.get(nameKey(name)) ?? []),
  ];
  return [...new Set(ids)].filter((id) => snapshot.groups.has(id) && snapshot.groups.get(id)?.members === undefined);
}
