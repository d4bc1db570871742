import type { LicenseAssignmentState, SignInActivity, User } from "@microsoft/microsoft-graph-types";
import type { SeatHolder } from "../../../terms/waste";
import type { ObservedSku } from "../../../terms/observed";
import { type Properties, pageSize, propertiesOf, query } from "../../batches/odata";
import { asObjects, asText, asWire, asWires, type Wire } from "../../batches/wire";
import { failWhole } from "../fail-whole";
import { observeUser } from "../observe";
import { readGroupNames } from "../read-status";
import type { Reader } from "../reader";

export interface SeatHolders {
  readonly holders: readonly SeatHolder[];
  /** Why sign-ins are not known; absent: they are. */
  readonly signInsUnknown?: string;
}

const properties = [
  "id",
  "userPrincipalName",
  "accountEnabled",
  "userType",
  "createdDateTime",
  "assignedLicenses",
  "licenseAssignmentStates",
] as const;

/** Microsoft, "List users": where sign-ins are selected a page has no more. */
const signInPage = 120;

/**
 * Everybody who holds a seat, with what tells whether it is used. `signInActivity` needs AuditLog.Read.All and a tenant
 * with Entra ID P1 or P2 (Microsoft, user resource), comes from another service and in small pages: only who looks for
 * waste asks for it, and where it is refused the rest is read without it.
 */
export async function readSeatHolders(
  reader: Reader,
  skus: readonly ObservedSku[],
  onCount: (people: number) => void,
): Promise<SeatHolders> {
  const asked = await readPeople(reader, propertiesOf<User>(...properties, "signInActivity"), signInPage, onCount);
  if (asked.kind === "done") return { holders: await describeAll(reader, asked.people, skus, true) };
  if (asked.error.status !== 403) throw failWhole("Reading the people of the tenant", asked.error);
  const plain = await readPeople(reader, propertiesOf<User>(...properties), pageSize, onCount);
  if (plain.kind !== "done") throw failWhole("Reading the people of the tenant", plain.error);
  const isPremium = !/NonPremium/i.test(asked.error.code);
  return {
    holders: await describeAll(reader, plain.people, skus, false),
    signInsUnknown: isPremium
      ? "that needs the permission AuditLog.Read.All"
      : "Graph tells that only in a tenant with Entra ID P1 or P2",
  };
}

type Refused = Exclude<Awaited<ReturnType<Reader["readPages"]>>, { kind: "done" }>;

async function readPeople(
  reader: Reader,
  selectedProperties: Properties<User>,
  top: number,
  onCount: (people: number) => void,
): Promise<{ readonly kind: "done"; readonly people: readonly Wire<User>[] } | Refused> {
  const people: Wire<User>[] = [];
  const answer = await reader.readPages(
    { url: `/users?${query({ $select: selectedProperties, $top: top })}` },
    (entries) => {
      people.push(
        ...entries.filter(({ licenseAssignmentStates }: Wire<User>) => asObjects(licenseAssignmentStates).length > 0),
      );
      onCount(people.length);
    },
  );
  return answer.kind === "done" ? { kind: "done", people } : answer;
}

async function describeAll(
  reader: Reader,
  people: readonly Wire<User>[],
  skus: readonly ObservedSku[],
  isSignInKnown: boolean,
): Promise<readonly SeatHolder[]> {
  const plans = new Map(
    skus.map(({ skuId, servicePlans }) => [
      skuId,
      servicePlans.filter(({ appliesTo }) => appliesTo === "User").map(({ id }) => id),
    ]),
  );
  const holders = people.flatMap((wire) => describe(wire, plans, isSignInKnown) ?? []);
  const names = await readGroupNames(
    reader,
    holders.flatMap(({ seats }) => seats.flatMap(({ group }) => group?.id ?? [])),
  );
  return holders.map((holder) => ({
    ...holder,
    seats: holder.seats.map((seat) =>
      seat.group === undefined ? seat : { ...seat, group: { ...seat.group, name: names.get(seat.group.id) ?? "" } },
    ),
  }));
}

/** Undefined of whom Graph does not say everything that planning needs, too: nothing is proposed about them. */
function describe(
  wire: Wire<User>,
  plans: ReadonlyMap<string, readonly string[]>,
  isSignInKnown: boolean,
): SeatHolder | undefined {
  const user = observeUser(wire);
  if (user?.assignments === undefined) return undefined;
  const states = asWires<LicenseAssignmentState>(wire.licenseAssignmentStates);
  const created = momentOf(wire["createdDateTime"]);
  const enabled = wire["accountEnabled"];
  return {
    id: user.id,
    userPrincipalName: user.userPrincipalName,
    ...(typeof enabled === "boolean" ? { isDisabled: !enabled } : {}),
    isGuest: wire["userType"] === "Guest",
    ...(created === undefined ? {} : { created }),
    lastSignIn: isSignInKnown ? lastSignInOf(wire["signInActivity"]) : { kind: "unknown" },
    seats: user.assignments.flatMap(({ skuId, assignedByGroup, disabledPlans, state }, at) => {
      // An error has no seat: it was refused for want of one, or for something else that is to be mended first.
      if (state === "Error" || state === "Disabled") return [];
      const off = new Set(disabledPlans);
      const changed = momentOf(states[at]?.lastUpdatedDateTime);
      return [
        {
          skuId,
          plans: (plans.get(skuId) ?? []).filter((plan) => !off.has(plan)),
          ...(assignedByGroup === undefined ? {} : { group: { id: assignedByGroup, name: assignedByGroup } }),
          ...(changed === undefined ? {} : { changed }),
        },
      ];
    }),
  };
}

/**
 * The latest of what Graph has: a person at the keyboard, or a program in that person's name, whether it succeeded or
 * not. Whoever tried is somebody who is there.
 */
function lastSignInOf(activity: unknown): SeatHolder["lastSignIn"] {
  if (activity === undefined || activity === null) return { kind: "none" };
  const wire = asWire<SignInActivity>(activity);
  if (wire === undefined) return { kind: "unknown" };
  const names = ["lastSignInDateTime", "lastNonInteractiveSignInDateTime", "lastSuccessfulSignInDateTime"] as const;
  const written = names.map((name) => wire[name]).filter((value) => value !== undefined && value !== null);
  const moments = written.flatMap((value) => momentOf(value) ?? []).sort();
  // Something that cannot be read may be today.
  if (moments.length < written.length) return { kind: "unknown" };
  const last = moments.at(-1);
  return last === undefined ? { kind: "none" } : { kind: "known", moment: last };
}

/** As ISO 8601 in UTC, so that texts sort as moments do; the year 1 is Graph's word for never. */
function momentOf(value: unknown): string | undefined {
  const moment = Date.parse(asText(value) ?? "");
  if (Number.isNaN(moment)) return undefined;
  return new Date(moment).toISOString();
}
