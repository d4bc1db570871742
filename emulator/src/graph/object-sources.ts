import { groupProperties, userProperties } from "../tenant/directory-schema";
import type { Group, User } from "../tenant/model";
import type { ResourceType } from "./query/resource-type";
import type { Surface } from "./route";
import { readGroupProperty, viewGroup } from "./views/group-view";
import { readUserProperty, viewUser, type ViewContext } from "./views/user-view";
import { createUserWriter } from "./views/write-user";

export const userType: ResourceType = { name: "user", properties: userProperties };
export const groupType: ResourceType = { name: "group", properties: groupProperties };

export function viewContext(surface: Surface): ViewContext {
  return {
    settings: surface.tenant.settings(),
    now: surface.tenant.clock(),
    subscriptions: surface.tenant.state.subscriptions,
  };
}

/** What a list is made of: ids in a fixed order, and how to read and show the objects behind them. */
export interface Source<Item> {
  readonly ids: readonly string[];
  readonly find: (id: string) => Item | undefined;
  readonly read: (item: Item, property: string) => unknown;
  /** Writers of the objects' JSON. */
  readonly writer: (select: readonly string[] | undefined) => (item: Item) => string;
}

export function userSource(surface: Surface, ids: readonly string[]): Source<User> {
  const context = viewContext(surface);
  return {
    ids,
    find: (id) => surface.replica.user(id),
    read: (user, property) => readUserProperty(user, property, context),
    writer: (select) => createUserWriter(select, context),
  };
}

export function groupSource(surface: Surface, ids: readonly string[]): Source<Group> {
  const { state } = surface.tenant;
  const settings = surface.tenant.settings();
  return {
    ids,
    find: (id) => surface.replica.group(id),
    read: (group, property) => readGroupProperty(group, property, state, settings),
    writer: (select) => (group) => JSON.stringify(viewGroup(group, select, state, settings)),
  };
}

export function objectSource(surface: Surface, ids: readonly string[]): Source<User | Group> {
  const users = userSource(surface, ids);
  const groups = groupSource(surface, ids);
  const known = (select: readonly string[] | undefined, type: ResourceType): readonly string[] | undefined =>
    select?.filter((name) => type.properties.has(name));
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

/** A user or group as relations show it, with its type; undefined where lists show neither. */
export function viewObject(
  surface: Surface,
  id: string,
  select: readonly string[] | undefined,
): Record<string, unknown> | undefined {
  const known = (type: ResourceType): readonly string[] | undefined =>
    select?.filter((name) => type.properties.has(name));
  const user = surface.replica.user(id);
  if (user !== undefined)
    return { "@odata.type": "#microsoft.graph.user", ...viewUser(user, known(userType), viewContext(surface)) };
  const group = surface.replica.group(id);
  return group === undefined
    ? undefined
    : {
        "@odata.type": "#microsoft.graph.group",
        ...viewGroup(group, known(groupType), surface.tenant.state, surface.tenant.settings()),
      };
}
