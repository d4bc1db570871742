import type { Group, ServicePrincipal, User } from "../tenant/model";
import type { ResourceType } from "./query/resource-type";
import { groupType, userType } from "./resource-types";
import type { Surface } from "./route";
import { readGroupProperty, viewGroup } from "./views/group-view";
import { readUserProperty } from "./views/user-view";
import type { ViewContext } from "./views/view-context";
import { createUserWriter } from "./views/write-user";

export function viewContext(surface: Surface): ViewContext {
  return {
    settings: surface.tenant.settings(),
    now: surface.tenant.clock(),
    subscriptions: surface.tenant.state.subscriptions,
    issuer: surface.tenant.state.organization.verifiedDomains[0] ?? "",
  };
}

/** What a list is made of: ids in a fixed order, and how to read and show the objects behind them. */
export interface Source<Item> {
  readonly ids: readonly string[];
  /** Where these are a part of something else: the place of one of them in it, which page tokens name. */
  readonly placeOf?: (id: string) => number;
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

type DirectoryObject = User | Group | ServicePrincipal;

export function objectSource(surface: Surface, ids: readonly string[]): Source<DirectoryObject> {
  const users = userSource(surface, ids);
  const groups = groupSource(surface, ids);
  return {
    ids,
    find: (id) => users.find(id) ?? groups.find(id) ?? surface.tenant.state.servicePrincipals.get(id),
    read: (item, property) => {
      if ("states" in item) return users.read(item, property);
      return "appId" in item ? viewApplication(item)[property] : groups.read(item, property);
    },
    writer: (select) => {
      const writeUser = users.writer(knownOf(select, userType));
      const writeGroup = groups.writer(knownOf(select, groupType));
      return (item) => {
        if ("states" in item) return withType("user", writeUser(item));
        return "appId" in item
          ? withType("servicePrincipal", JSON.stringify(selectedOf(viewApplication(item), select)))
          : withType("group", writeGroup(item));
      };
    },
  };
}

function knownOf(select: readonly string[] | undefined, type: ResourceType): readonly string[] | undefined {
  return select?.filter((name) => type.properties.has(name));
}

function withType(type: "user" | "group" | "servicePrincipal", object: string): string {
  const properties = object.slice(1);
  return `{"@odata.type":"#microsoft.graph.${type}"${properties === "}" ? "" : ","}${properties}`;
}

/** The little that this tenant knows of its applications' service principals. */
function viewApplication({ id, appId, displayName }: ServicePrincipal): Readonly<Record<string, unknown>> {
  return { id, deletedDateTime: null, accountEnabled: true, appId, displayName, servicePrincipalType: "Application" };
}

function selectedOf(view: Readonly<Record<string, unknown>>, select: readonly string[] | undefined): object {
  return select === undefined
    ? view
    : Object.fromEntries(select.flatMap((name) => (name in view ? [[name, view[name]]] : [])));
}

/** A directory object as relations show it, with its type; undefined where there is none. */
export function viewObject(
  surface: Surface,
  id: string,
  select: readonly string[] | undefined,
): Record<string, unknown> | undefined {
  const source = objectSource(surface, [id]);
  const item = source.find(id);
  return item === undefined ? undefined : (JSON.parse(source.writer(select)(item)) as Record<string, unknown>);
}
