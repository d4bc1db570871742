import type { AssignmentRequest } from "../tenant/assign-to-user";
import type { Body } from "../tenant/body-values";
import type { GroupLicense } from "../tenant/model";
import { badRequest, RequestError } from "./graph-error";
import type { GraphRequest } from "./graph-request";
import type { ResourceType } from "./query/resource-type";

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const unreadable =
  "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.";

export function isGuid(text: string): boolean {
  return guid.test(text);
}

/** @throws RequestError where the body is not a JSON object */
export function readObject(request: GraphRequest): Body {
  if (request.body.kind === "unreadable") throw new RequestError(badRequest(unreadable, "BadRequest"));
  if (request.body.kind === "none")
    throw new RequestError(badRequest("Empty Payload. JSON content expected.", "BadRequest"));
  const { value } = request.body;
  if (!isObject(value)) throw new RequestError(badRequest(unreadable, "BadRequest"));
  return value;
}

export function isObject(value: unknown): value is Body {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * The body of assignLicense: both lists must be there even if empty, disabledPlans may be left out but not null.
 * @throws RequestError
 */
export function readAssignment(request: GraphRequest): AssignmentRequest {
  const body = readObject(request);
  const missing = ["addLicenses", "removeLicenses"].filter((name) => body[name] === undefined);
  if (missing.length > 0) {
    throw new RequestError(
      badRequest(
        "One or more parameters of the operation 'assignLicense' are missing from the request payload. The " +
          `missing parameters are: ${missing.join(", ")}.`,
      ),
    );
  }
  const unknown = Object.keys(body).find(
    (name) => !name.startsWith("@") && name !== "addLicenses" && name !== "removeLicenses",
  );
  if (unknown !== undefined) {
    throw new RequestError(
      badRequest(
        `The parameter '${unknown}' in the request payload is not a valid parameter for the operation 'assignLicense'.`,
        "BadRequest",
      ),
    );
  }
  return {
    add: readList(body["addLicenses"], "addLicenses").map(readLicense),
    remove: readList(body["removeLicenses"], "removeLicenses").map(readGuid),
  };
}

function readLicense(value: unknown): GroupLicense {
  if (!isObject(value))
    throw new RequestError(
      badRequest("A collection of 'microsoft.graph.assignedLicense' expected in 'addLicenses'.", "BadRequest"),
    );
  const unknown = Object.keys(value).find(
    (name) => !name.startsWith("@") && name !== "skuId" && name !== "disabledPlans",
  );
  if (unknown !== undefined) {
    throw new RequestError(
      badRequest(
        `The property '${unknown}' does not exist on type 'microsoft.graph.assignedLicense'. Make sure to only ` +
          "use property names that are defined by the type.",
        "BadRequest",
      ),
    );
  }
  const disabledPlans =
    value["disabledPlans"] === undefined ? [] : readList(value["disabledPlans"], "disabledPlans").map(readGuid);
  return { skuId: readGuid(value["skuId"]), disabledPlans: [...new Set(disabledPlans)] };
}

function readList(value: unknown, name: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new RequestError(
    badRequest(
      `The property '${name}' has the value ${JSON.stringify(value)}, but a collection that is not null is expected.`,
      "BadRequest",
    ),
  );
}

function readGuid(value: unknown): string {
  if (typeof value === "string" && guid.test(value)) return value.toLowerCase();
  throw new RequestError(
    badRequest(
      "Cannot convert a primitive value to the expected type 'Edm.Guid'. See the inner exception for more details.",
      "BadRequest",
    ),
  );
}

/** The object that `POST …/members/$ref` names. @throws RequestError */
export function readReference(request: GraphRequest): string {
  return readObjectUrl(readObject(request)["@odata.id"]);
}

/** At most this many in one request. (Microsoft: "Create group", "Add members" to a group) */
const maxBound = 20;

export interface BoundGroup {
  readonly body: Body;
  readonly memberIds: readonly string[];
  readonly ownerIds: readonly string[];
}

/**
 * Whom a request binds to the group that it creates or changes, and what else is in its body. Owners are bound when a
 * group is created. @throws RequestError
 */
export function readBoundGroup(request: GraphRequest, type: ResourceType): BoundGroup {
  const { "members@odata.bind": members = [], ...rest } = readProperties(request, type);
  const { "owners@odata.bind": owners = [], ...others } = rest;
  const isNew = request.method === "POST";
  const memberIds = readList(members, "members@odata.bind").map(readObjectUrl);
  const ownerIds = isNew ? readList(owners, "owners@odata.bind").map(readObjectUrl) : [];
  if (memberIds.length + ownerIds.length > maxBound)
    throw new RequestError(badRequest(`The number of members in one request must not exceed ${maxBound}.`));
  return { body: isNew ? others : rest, memberIds, ownerIds };
}

/** The body of a request that writes properties: in v1.0 those of beta do not exist. @throws RequestError */
export function readProperties(request: GraphRequest, type: ResourceType): Body {
  const body = readObject(request);
  if (request.version === "beta") return body;
  const unknown = Object.keys(body).find((name) => type.properties.get(name)?.beta === true);
  if (unknown !== undefined)
    throw new RequestError(
      badRequest(
        `The property '${unknown}' does not exist on type 'microsoft.graph.${type.name}'. Make sure to only use ` +
          "property names that are defined by the type.",
        "BadRequest",
      ),
    );
  return body;
}

/** The id of the object behind an address of Graph. @throws RequestError */
function readObjectUrl(reference: unknown): string {
  const id =
    typeof reference === "string"
      ? /\/(?:directoryObjects|users|groups|servicePrincipals)(?:\/|\(')([0-9a-f-]{36})(?:'\))?$/i.exec(reference)?.[1]
      : undefined;
  if (id === undefined || !guid.test(id))
    throw new RequestError(badRequest("Invalid URL format specified in payload.", "Request_BadRequest"));
  return id.toLowerCase();
}
