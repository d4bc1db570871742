import type { Group, User } from "@microsoft/microsoft-graph-types";
import { propertiesOf, query } from "../../../graph/batches/odata";
import { asText, asWires, isThrottled } from "../../../graph/batches/wire";
import { groupProperties, organizationProperties, userProperties } from "../../../graph/read/read-context";
import type { CliContext } from "../../context";
import { askOnce, type OneAnswer } from "./ask-once";
import type { Access } from "./examine-credential";
import { type Deed, error, fine, note, warning, type Finding } from "./finding";
import { describeGroupMaking } from "./examine-group-making";
import { missingPermission } from "./missing-permission";

const oneUser = query({ $select: propertiesOf<User>("id"), $top: 1 });

const part = "permissions";

/** One read of each kind that a preview makes. */
export const kinds = ["organization", "subscriptions", "people", "groups", "members", "deleted"] as const;
export type Kind = (typeof kinds)[number];

interface Read {
  /** `reading …` */
  readonly what: string;
  readonly path: string;
  /** What allows it, least first: Microsoft's permission tables of these requests. */
  readonly permissions: readonly string[];
  readonly prevents: readonly Deed[];
}

const everybody = ["preview", "apply"] as const;
const people = ["User.Read.All", "User.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"];
const memberships = [
  "GroupMember.Read.All",
  "GroupMember.ReadWrite.All",
  "Group.Read.All",
  "Group.ReadWrite.All",
  "Directory.Read.All",
  "Directory.ReadWrite.All",
];

const reads: Readonly<Record<Exclude<Kind, "members">, Read>> = {
  organization: {
    what: "the tenant",
    path: `/organization?${query({ $select: organizationProperties })}`,
    permissions: ["Organization.Read.All", "Organization.ReadWrite.All", "Directory.Read.All"],
    prevents: everybody,
  },
  subscriptions: {
    what: "its subscriptions",
    path: "/subscribedSkus",
    permissions: ["LicenseAssignment.Read.All", "LicenseAssignment.ReadWrite.All", "Organization.Read.All"],
    prevents: everybody,
  },
  people: {
    what: "people and their licences",
    path: `/users?${query({ $select: userProperties, $top: 1, $count: "true" })}`,
    permissions: people,
    prevents: everybody,
  },
  groups: {
    what: "groups",
    path: `/groups?${query({ $select: groupProperties, $top: 1 })}`,
    permissions: memberships,
    prevents: ["groups"],
  },
  deleted: {
    what: "deleted people",
    path: `/directory/deletedItems/microsoft.graph.user?${oneUser}`,
    permissions: people,
    prevents: [],
  },
};

const membersRead = { what: "members of groups", permissions: memberships, prevents: ["groups"] } as const;

/** What stacks say of groups. */
export interface GroupsDeclared {
  readonly groups: boolean;
  readonly madeGroups: boolean;
}

export interface Permissions {
  readonly findings: readonly Finding[];
  readonly answers: ReadonlyMap<Kind, OneAnswer>;
}

/** Reads one of each kind, and says what the token lacks for whatever the product does. */
export async function examinePermissions(
  { signal }: CliContext,
  access: Access,
  declared: GroupsDeclared,
): Promise<Permissions> {
  const { http } = access;
  if (http === undefined) return { findings: [notAsked], answers: new Map() };
  const ask = (kind: Exclude<Kind, "members">, headers = {}): Promise<OneAnswer> =>
    askOnce(http, reads[kind].path, signal, headers);
  const organization = await ask("organization");
  if (organization.kind === "silent")
    return { findings: [unreachable(organization.reason)], answers: new Map([["organization", organization]]) };
  // The count of a list is an advanced query.
  const [subscriptions, someone, groups, deleted] = await Promise.all([
    ask("subscriptions"),
    ask("people", { ConsistencyLevel: "eventual" }),
    ask("groups"),
    ask("deleted"),
  ]);
  const answers = new Map<Kind, OneAnswer>([
    ["organization", organization],
    ["subscriptions", subscriptions],
    ["people", someone],
    ["groups", groups],
  ]);
  const group = groups.kind === "done" ? asText(asWires<Group>(groups.body["value"])[0]?.id) : undefined;
  if (group !== undefined) {
    const path = `/groups/${encodeURIComponent(group)}/members?${oneUser}`;
    answers.set("members", await askOnce(http, path, signal));
  }
  answers.set("deleted", deleted);
  const said = [...answers].map(([kind, answer]) => describe(kind, answer, access, declared.groups));
  // One token is refused once, whatever it was shown for.
  const refused = said.find(({ code }) => code === "token-refused");
  if (refused !== undefined) return { findings: [refused], answers };
  const making = declared.madeGroups ? describeGroupMaking(access) : [];
  return { findings: [...said, ...describeWrites(access), ...making], answers };
}

function describe(kind: Kind, answer: OneAnswer, access: Access, declaresGroups: boolean): Finding {
  const { what, permissions, prevents } = kind === "members" ? membersRead : reads[kind];
  if (answer.kind === "done") return fine({ part, code: `read-${kind}`, message: `May read ${what}` });
  if (answer.kind === "silent") return unreachable(answer.reason);
  const { status, code, message } = answer.error;
  const answered = `Reading ${what} is refused (${status} ${code}: ${message})`;
  if (status === 401)
    return error({
      part,
      code: "token-refused",
      message: `Graph does not take the token (401 ${code}: ${message})`,
      remedy: "Sign in again. Where the clock of this machine is wrong, set it: tokens are good for an hour.",
    });
  if (isThrottled(answer.error) || status !== 403)
    return warning({
      part,
      code: "read-failed",
      message: `${answered}; whether it is allowed is not known.`,
      remedy: "Run this again in some minutes.",
    });
  const [least = ""] = permissions;
  const granted = permissions.filter((permission) => access.claims?.roles?.includes(permission) === true);
  const inTheWay: readonly Deed[] = declaresGroups && prevents.includes("groups") ? everybody : prevents;
  const severity = inTheWay.includes("preview") ? "error" : "warning";
  if (granted.length > 0)
    return {
      part,
      code: "read-refused",
      severity,
      prevents: inTheWay,
      message: `${answered}, although the token has ${granted.join(", ")}.`,
      remedy: "Where the permission was granted a moment ago, wait some minutes and sign in again.",
    };
  return { ...missingPermission(access, least, `${answered}: ${least} is missing.`, inTheWay), severity };
}

const assigning = ["LicenseAssignment.ReadWrite.All", "Directory.ReadWrite.All"];
const changing = ["User.ReadWrite.All", "Directory.ReadWrite.All"];

/** By the roles of the token alone: nothing is written to find out. */
function describeWrites(access: Access): readonly Finding[] {
  const { claims, settings } = access;
  if (settings?.credential.kind === "static") return [];
  const roles = claims?.roles ?? [];
  if (roles.length === 0)
    return [
      note({
        part,
        code: "writes-unknown",
        message: "Whether it may change anything does not show in the token.",
        remedy:
          "An application needs LicenseAssignment.ReadWrite.All to apply, and User.ReadWrite.All for usage locations " +
          "and to have members of groups processed again; a person needs the role License Administrator.",
      }),
    ];
  const has = (some: readonly string[]): boolean => some.some((permission) => roles.includes(permission));
  const mayAssign = has(assigning) || (has(["User.ReadWrite.All"]) && has(["Group.ReadWrite.All"]));
  return [
    mayAssign
      ? fine({ part, code: "may-assign", message: "May assign licences, to people and groups" })
      : missingPermission(
          access,
          "LicenseAssignment.ReadWrite.All",
          "It may not change licences: LicenseAssignment.ReadWrite.All is missing. For an identity that previews " +
            "this is as it should be.",
          ["apply"],
        ),
    has(changing)
      ? fine({ part, code: "may-change", message: "May set usage locations and have members of groups reprocessed" })
      : missingPermission(
          access,
          "User.ReadWrite.All",
          "It may neither fill usage locations nor have members of groups processed again: User.ReadWrite.All is " +
            "missing. Needed only where a stack says `usageLocation`, or takes seats for members who wait.",
          ["locations", "reprocessing"],
        ),
  ];
}

const notAsked = note({ part, code: "graph-not-asked", message: "Graph was not asked: there is no token." });

function unreachable(reason: string): Finding {
  return error({
    part,
    code: "graph-unreachable",
    message: `Graph cannot be reached: ${reason}`,
    remedy:
      "Check the network and, where it has one, the proxy: HTTPS_PROXY, and NODE_EXTRA_CA_CERTS where it looks into " +
      "TLS.",
  });
}
