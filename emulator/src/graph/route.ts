import type { Tenant, Cause } from "../tenant/tenant-type";
import type { GraphRequest, GraphResponse } from "./graph-request";
import type { NameRanges } from "./name-ranges";
import type { Replica } from "./replica";

/** What every route works on. */
export interface Surface {
  readonly tenant: Tenant;
  readonly replica: Replica;
  readonly nameRanges: NameRanges;
  /** A new GUID for a new object. */
  readonly newId: () => string;
}

export interface Route {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Segments after the version; those that begin with a colon are parameters. */
  readonly path: string;
  /** Resource units of the published table, before $select, $expand and $top change them. */
  readonly units: number;
  /** Application permissions of which one is enough, as Microsoft's permission tables list them. */
  readonly permissions: readonly string[];
  /** Which object this write locks, by parameter name; reads lock nothing. */
  readonly locks?: string;
  /** A POST that only reads, and costs no write. */
  readonly reads?: true;
  readonly handle: (request: GraphRequest, surface: Surface, parameters: ReadonlyMap<string, string>) => GraphResponse;
}

export function causeOf(request: GraphRequest): Cause {
  return { actor: request.caller.actor, requestId: request.requestId };
}

export const readUsers = ["User.Read.All", "User.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"];
export const writeUsers = ["User.ReadWrite.All", "Directory.ReadWrite.All"];
export const readGroups = [
  "GroupMember.Read.All",
  "Group.Read.All",
  "Group.ReadWrite.All",
  "GroupMember.ReadWrite.All",
  "Directory.Read.All",
  "Directory.ReadWrite.All",
];
export const writeGroups = ["Group.ReadWrite.All", "Directory.ReadWrite.All"];
