import { propertiesIn, type Property } from "../../tenant/schema/property";
import { badRequest, forbidden, RequestError } from "../graph-error";
import type { GraphRequest } from "../graph-request";
import type { ResourceType } from "./resource-type";

/**
 * The properties that $select names, undefined where it is not there.
 * @param shown whether one object or a list of them is asked for: some properties are shown singly
 * @throws RequestError
 */
export function readSelect(
  request: GraphRequest,
  type: ResourceType,
  shown: "one" | "many",
): readonly string[] | undefined {
  const text = request.query.get("$select");
  if (text === undefined) return undefined;
  const properties = propertiesIn(request.version, type.properties);
  const names = text.split(",").map((name) => name.trim());
  if (names.includes("*")) return everything(properties, type.name);
  return names.flatMap((name) => {
    const exact = exactName(name, [...properties.keys()], properties.has(name));
    const property = exact === undefined ? undefined : properties.get(exact);
    if (exact !== undefined && property !== undefined) {
      refuseProperty(request, property, shown);
      return [exact];
    }
    if (exactName(name, type.relations, false) !== undefined) return [];
    throw new RequestError(
      badRequest(
        `Parsing OData Select and Expand failed: Could not find a property named '${name}' on type ` +
          `'microsoft.graph.${type.name}'.`,
        "BadRequest",
      ),
    );
  });
}

/** What `*` shows: nothing that needs a permission or another service. */
function everything(properties: ResourceType["properties"], type: ResourceType["name"]): readonly string[] {
  return [...properties]
    .filter(([, { singly, permissions }]) => singly !== true && permissions === undefined)
    .map(([name]) => name)
    .filter((name) => type !== "group" || name !== "hasMembersWithLicenseErrors");
}

function exactName(name: string, known: readonly string[], isExact: boolean): string | undefined {
  return isExact ? name : known.find((candidate) => candidate.toLowerCase() === name.toLowerCase());
}

function refuseProperty(request: GraphRequest, property: Property, shown: "one" | "many"): void {
  if (shown === "many" && property.singly === true)
    throw new RequestError({
      status: 501,
      code: "NotImplemented",
      message: "This operation target is not yet supported.",
    });
  refuseWithoutPermission(request, property);
}

/** @throws RequestError where a property needs a permission that the caller has not */
export function refuseWithoutPermission({ caller }: GraphRequest, { permissions }: Property): void {
  if (permissions === undefined || caller.permissions === undefined) return;
  if (!permissions.some((permission) => caller.permissions?.has(permission))) throw new RequestError(forbidden);
}
