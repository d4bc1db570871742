import { viewExpanded } from "./expand";
import { contextUrl, type GraphRequest, type GraphResponse } from "./graph-request";
import { groupSource, objectSource, type Source, userSource } from "./object-sources";
import { groupType, memberType, userType } from "./resource-types";
import { readListOptions, type ListOptions } from "./query/list-options";
import { findKeys, matchesFilter } from "./query/match-filter";
import { nextLink, readPageToken } from "./query/page-token";
import type { Expansion } from "./query/read-expand";
import type { Surface } from "./route";

export function listUsers(request: GraphRequest, surface: Surface): GraphResponse {
  const options = readListOptions(request, userType, surface.tenant, true);
  const { userOrder, userPositions } = surface.tenant.state;
  const context = contextOf(request, "users", options.select, options.expand);
  const ranged = rangeOfUsers(surface, options);
  if (ranged === undefined)
    return answerPage(
      request,
      surface,
      options,
      userSource(surface, candidateUsers(surface, options) ?? userOrder),
      context,
    );
  // A page token is a place among everybody, so that it stays good when people come and go.
  const source = { ...userSource(surface, ranged), placeOf: (id: string) => userPositions.get(id) ?? 0 };
  return answerPage(request, surface, options, source, context);
}

export function listGroups(request: GraphRequest, surface: Surface): GraphResponse {
  const options = readListOptions(request, groupType, surface.tenant, true);
  return answerPage(
    request,
    surface,
    options,
    groupSource(surface, surface.tenant.state.groupOrder),
    contextOf(request, "groups", options.select, options.expand),
  );
}

/** Users and groups together, as members and memberOf answer them; a cast keeps one kind. */
export function listDirectoryObjects(
  request: GraphRequest,
  surface: Surface,
  ids: readonly string[],
  cast: "user" | "group" | undefined,
): GraphResponse {
  if (cast === "user") {
    const options = readListOptions(request, userType, surface.tenant);
    return answerPage(request, surface, options, userSource(surface, ids), contextOf(request, "users", options.select));
  }
  if (cast === "group") {
    const options = readListOptions(request, groupType, surface.tenant);
    return answerPage(
      request,
      surface,
      options,
      groupSource(surface, ids),
      contextOf(request, "groups", options.select),
    );
  }
  const options = readListOptions(request, memberType, surface.tenant);
  return answerPage(
    request,
    surface,
    options,
    objectSource(surface, ids),
    contextOf(request, "directoryObjects", options.select),
  );
}

export function contextOf(
  request: GraphRequest,
  set: string,
  select: readonly string[] | undefined,
  expand?: Expansion,
): string {
  const shown = [...(select ?? []), ...(expand === undefined ? [] : [`${expand.relation}()`])];
  return contextUrl(request, shown.length === 0 ? set : `${set}(${shown.join(",")})`);
}

/** Where a filter names people by id or name they are looked up; otherwise everybody is looked at. */
function candidateUsers(surface: Surface, options: ListOptions): readonly string[] | undefined {
  if (options.filter === undefined) return undefined;
  const ids = findKeys(options.filter, "id")?.map((id) => id.toLowerCase());
  const found =
    ids ?? findKeys(options.filter, "userPrincipalName")?.flatMap((name) => surface.replica.userIdByName(name) ?? []);
  return found === undefined ? undefined : [...new Set(found)];
}

function rangeOfUsers(surface: Surface, { filter, orderBy }: ListOptions): readonly string[] | undefined {
  if (filter === undefined || orderBy !== undefined || !surface.replica.showsPresentPeople()) return undefined;
  return surface.nameRanges.ids(filter);
}

function answerPage<Item>(
  request: GraphRequest,
  surface: Surface,
  options: ListOptions,
  source: Source<Item>,
  context: string,
): GraphResponse {
  const passes = (item: Item): boolean =>
    options.filter === undefined || matchesFilter(options.filter, (name) => source.read(item, name));
  const ids = options.orderBy === undefined ? source.ids : sortIds(source, options.orderBy);
  const write = source.writer(options.select);
  let value = "";
  let shown = 0;
  let more: number | undefined;
  const { placeOf } = source;
  const from = readPageToken(request);
  const begin = placeOf === undefined ? from : ids.findIndex((id) => placeOf(id) >= from);
  for (let at = begin === -1 ? ids.length : begin; at < ids.length; at += 1) {
    const id = ids[at] ?? "";
    const item = source.find(id);
    if (item === undefined || !passes(item)) continue;
    if (shown === options.top) {
      more = placeOf === undefined ? at : placeOf(id);
      break;
    }
    value += (shown === 0 ? "" : ",") + withExpanded(write(item), viewExpanded(surface, options.expand, id));
    shown += 1;
  }
  const about = {
    "@odata.context": context,
    // Of a range, those in it are all.
    ...(options.count ? { "@odata.count": placeOf === undefined ? count(source, passes) : ids.length } : {}),
    ...(more === undefined ? {} : { "@odata.nextLink": nextLink(request, more) }),
  };
  return {
    status: 200,
    headers: {},
    body: { kind: "text", text: `${JSON.stringify(about).slice(0, -1)},"value":[${value}]}` },
  };
}

function withExpanded(object: string, expanded: Readonly<Record<string, unknown>>): string {
  const text = Object.keys(expanded).length === 0 ? "" : JSON.stringify(expanded).slice(1, -1);
  return text === "" ? object : `${object.slice(0, -1)},${text}}`;
}

function count<Item>(source: Source<Item>, passes: (item: Item) => boolean): number {
  let total = 0;
  for (const id of source.ids) {
    const item = source.find(id);
    if (item !== undefined && passes(item)) total += 1;
  }
  return total;
}

export function countUsers(surface: Surface, options: ListOptions): number {
  const source = userSource(surface, surface.tenant.state.userOrder);
  return count(
    source,
    (user) => options.filter === undefined || matchesFilter(options.filter, (name) => source.read(user, name)),
  );
}

export function countGroups(surface: Surface, options: ListOptions): number {
  const source = groupSource(surface, surface.tenant.state.groupOrder);
  return count(
    source,
    (group) => options.filter === undefined || matchesFilter(options.filter, (name) => source.read(group, name)),
  );
}

function sortIds<Item>(source: Source<Item>, order: NonNullable<ListOptions["orderBy"]>): readonly string[] {
  const keys = source.ids.flatMap((id) => {
    const item = source.find(id);
    const key = item === undefined ? undefined : source.read(item, order.property);
    return item === undefined ? [] : [{ id, key: typeof key === "string" ? key.toLowerCase() : "" }];
  });
  const direction = order.descending ? -1 : 1;
  return keys
    .sort((left, right) => (left.key < right.key ? -direction : left.key > right.key ? direction : 0))
    .map(({ id }) => id);
}
