import { groupProperties, userProperties } from "../tenant/directory-schema";
import type { Group, User } from "../tenant/model";
import { contextUrl, type GraphRequest, type GraphResponse } from "./graph-request";
import { readListOptions, type ListOptions, type ResourceType } from "./query/list-options";
import { findKeys, matchesFilter } from "./query/match-filter";
import { nextLink, readPageToken } from "./query/page-token";
import type { Surface } from "./route";
import { readGroupProperty, viewGroup } from "./views/group-view";
import { readUserProperty, type ViewContext } from "./views/user-view";
import { createUserWriter } from "./views/write-user";

export const userType: ResourceType = { name: "user", properties: userProperties };
export const groupType: ResourceType = { name: "group", properties: groupProperties };

export function viewContext(surface: Surface): ViewContext {
  return { settings: surface.tenant.settings(), now: surface.tenant.clock(), subscriptions: surface.tenant.state.subscriptions };
}

/** What a list is made of: ids in a fixed order, and how to read and show the objects behind them. */
interface Source<Item> {
  readonly ids: readonly string[];
  readonly find: (id: string) => Item | undefined;
  readonly read: (item: Item, property: string) => unknown;
  /** Writers of the objects' JSON. */
  readonly writer: (select: readonly string[] | undefined) => (item: Item) => string;
}

export function listUsers(request: GraphRequest, surface: Surface): GraphResponse {
  const options = readListOptions(request, userType, surface.tenant.settings());
  const source = userSource(surface, candidateUsers(surface, options) ?? surface.tenant.state.userOrder);
  return answerPage(request, options, source, contextOf(request, "users", options.select));
}

export function listGroups(request: GraphRequest, surface: Surface): GraphResponse {
  const options = readListOptions(request, groupType, surface.tenant.settings());
  return answerPage(request, options, groupSource(surface, surface.tenant.state.groupOrder), contextOf(request, "groups", options.select));
}

/** Users and groups together, as members and memberOf answer them; a cast keeps one kind. */
export function listDirectoryObjects(request: GraphRequest, surface: Surface, ids: readonly string[], cast: "user" | "group" | undefined): GraphResponse {
  if (cast === "user") {
    const options = readListOptions(request, userType, surface.tenant.settings());
    return answerPage(request, options, userSource(surface, ids), contextOf(request, "users", options.select));
  }
  if (cast === "group") {
    const options = readListOptions(request, groupType, surface.tenant.settings());
    return answerPage(request, options, groupSource(surface, ids), contextOf(request, "groups", options.select));
  }
  const both: ResourceType = { name: "user", properties: new Map([...groupProperties, ...userProperties]) };
  const options = readListOptions(request, both, surface.tenant.settings());
  return answerPage(request, options, objectSource(surface, ids), contextOf(request, "directoryObjects", options.select));
}

export function contextOf(request: GraphRequest, set: string, select: readonly string[] | undefined): string {
  return contextUrl(request, select === undefined ? set : `${set}(${select.join(",")})`);
}

/** Where a filter names people by id or name they are looked up; otherwise everybody is looked at. */
function candidateUsers(surface: Surface, options: ListOptions): readonly string[] | undefined {
  if (options.filter === undefined) return undefined;
  const ids = findKeys(options.filter, "id")?.map((id) => id.toLowerCase());
  const found = ids ?? findKeys(options.filter, "userPrincipalName")?.flatMap((name) => surface.replica.userIdByName(name) ?? []);
  return found === undefined ? undefined : [...new Set(found)];
}

function userSource(surface: Surface, ids: readonly string[]): Source<User> {
  const context = viewContext(surface);
  return {
    ids,
    find: (id) => surface.replica.user(id),
    read: (user, property) => readUserProperty(user, property, context),
    writer: (select) => createUserWriter(select, context),
  };
}

function groupSource(surface: Surface, ids: readonly string[]): Source<Group> {
  const { state } = surface.tenant;
  const settings = surface.tenant.settings();
  return {
    ids,
    find: (id) => surface.replica.group(id),
    read: (group, property) => readGroupProperty(group, property, state, settings),
    writer: (select) => (group) => JSON.stringify(viewGroup(group, select, state, settings)),
  };
}

function objectSource(surface: Surface, ids: readonly string[]): Source<User | Group> {
  const users = userSource(surface, ids);
  const groups = groupSource(surface, ids);
  const known = (select: readonly string[] | undefined, type: ResourceType): readonly string[] | undefined => select?.filter((name) => type.properties.has(name));
  return {
    ids,
    find: (id) => users.find(id) ?? groups.find(id),
    read: (item, property) => ("states" in item ? users.read(item, property) : groups.read(item, property)),
    writer: (select) => {
      const writeUser = users.writer(known(select, userType));
      const writeGroup = groups.writer(known(select, groupType));
      return (item) => ("states" in item ? withType("user", writeUser(item)) : withType("group", writeGroup(item)));
    },
  };
}

function withType(type: "user" | "group", object: string): string {
  const properties = object.slice(1);
  return `{"@odata.type":"#microsoft.graph.${type}"${properties === "}" ? "" : ","}${properties}`;
}

function answerPage<Item>(request: GraphRequest, options: ListOptions, source: Source<Item>, context: string): GraphResponse {
  const passes = (item: Item): boolean => options.filter === undefined || matchesFilter(options.filter, (name) => source.read(item, name));
  const ids = options.orderBy === undefined ? source.ids : sortIds(source, options.orderBy);
  const write = source.writer(options.select);
  let value = "";
  let shown = 0;
  let more: number | undefined;
  for (let at = readPageToken(request); at < ids.length; at += 1) {
    const item = source.find(ids[at] ?? "");
    if (item === undefined || !passes(item)) continue;
    if (shown === options.top) {
      more = at;
      break;
    }
    value += (shown === 0 ? "" : ",") + write(item);
    shown += 1;
  }
  const about = {
    "@odata.context": context,
    ...(options.count ? { "@odata.count": count(source, passes) } : {}),
    ...(more === undefined ? {} : { "@odata.nextLink": nextLink(request, more) }),
  };
  return { status: 200, headers: {}, body: { kind: "text", text: `${JSON.stringify(about).slice(0, -1)},"value":[${value}]}` } };
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
  return count(source, (user) => options.filter === undefined || matchesFilter(options.filter, (name) => source.read(user, name)));
}

export function countGroups(surface: Surface, options: ListOptions): number {
  const source = groupSource(surface, surface.tenant.state.groupOrder);
  return count(source, (group) => options.filter === undefined || matchesFilter(options.filter, (name) => source.read(group, name)));
}

function sortIds<Item>(source: Source<Item>, order: NonNullable<ListOptions["orderBy"]>): readonly string[] {
  const keys = source.ids.flatMap((id) => {
    const item = source.find(id);
    const key = item === undefined ? undefined : source.read(item, order.property);
    return item === undefined ? [] : [{ id, key: typeof key === "string" ? key.toLowerCase() : "" }];
  });
  const direction = order.descending ? -1 : 1;
  return keys.sort((left, right) => (left.key < right.key ? -direction : left.key > right.key ? direction : 0)).map(({ id }) => id);
}
