import type { WriteProblem } from "../../terms/port";
import type { SkuId } from "../../terms/observed";
import { type WireError, isConcurrencyViolation, isThrottled } from "../batches/wire";
import { guidsIn } from "../../text/guid";

/** Part number or plan name of a GUID, where somebody knows one. */
export type NameOf = (guid: string) => string | undefined;

interface Rule {
  readonly code: string;
  readonly message: RegExp;
  readonly remedy: (names: readonly string[]) => string;
}

const list = (names: readonly string[], otherwise: string): string =>
  names.length === 0 ? otherwise : names.join(", ");

/**
 * Graph answers every refusal of a licence with 400 `Request_BadRequest`; only the message tells them apart. The
 * texts are those that were seen in answers of the service. `names` are the GUIDs of the message, by name where one
 * is known, in their order.
 */
const rules: readonly Rule[] = [
  {
    code: "no-seats",
    message: /does not have any available licenses|not enough licenses are available/i,
    remedy: (names) =>
      `No seat of ${list(names, "this SKU")} is free: buy seats, or take the licence from somebody else in the ` +
      "same change, and run again.",
  },
  {
    code: "usage-location",
    message: /invalid usage location/i,
    remedy: () =>
      "The person has no usage location, or one where this product is not sold: set `usageLocation` in the " +
      "stack, or on the account.",
  },
  {
    code: "inherited",
    message: /inherited from a group membership/i,
    remedy: () =>
      "The licence comes from a group and cannot be taken from the person: take the person out of the group, or " +
      "the licence from the group.",
  },
  {
    code: "not-assigned",
    message: /does not have a corresponding license/i,
    remedy: () =>
      "The licence was taken away by somebody else in the meantime: run again, the tenant is then read anew.",
  },
  {
    code: "unknown-sku",
    message: /does not correspond to a valid company license/i,
    remedy: (names) =>
      `The tenant has no subscription for ${list(names, "this SKU")}: buy it, or take it out of the stack.`,
  },
  {
    code: "not-assignable",
    message: /License \S+ cannot be assigned to a (user|group)/i,
    remedy: (names) =>
      `${list(names, "This SKU")} belongs to the whole company and is not assigned to people: take it out of the ` +
      "stack.",
  },
  {
    code: "dependency",
    message: /depends on the service plan|has necessary services before adding or removing a dependent service/i,
    remedy: (names) =>
      names.length < 2
        ? "A service plan needs another one that is not on: assign both together, or remove both together."
        : `${names[0] ?? ""} needs ${names.slice(1).join(", ")}: assign a licence that has it (in the same ` +
          `assignment), or switch ${names[0] ?? ""} off too.`,
  },
  {
    code: "conflict",
    message: /mutually exclusive|conflict with plans in the new license|conflicting service plan/i,
    remedy: (names) =>
      `${list(names, "These service plans")} cannot be on at the same time: switch one off with \`disable\`, or ` +
      "declare one of the licences only.",
  },
  {
    code: "unknown-plan",
    message: /service plans? .*(does|do) not belong to|not (a )?valid service plan|invalid service plan/i,
    remedy: (names) =>
      `${list(names, "A service plan under `disable` or `enable`")} is not part of this product any more: ` +
      "correct the plan selection in the stack.",
  },
  {
    code: "on-premises",
    message: /on-premises mastered|objects? (?:that )?(?:are|is) synchroni[sz]ed from/i,
    remedy: () =>
      "The person is synchronised from on-premises, and what was to be set is set there: set the location in the " +
      "on-premises directory (msExchUsageLocation), or take it out of the stack.",
  },
  {
    code: "proxy-address",
    message: /same value for property proxyAddresses already exists/i,
    remedy: () =>
      "Another account has the same mail address: remove the duplicate address in Exchange or Entra ID, and run again.",
  },
];

/**
 * One of a small set of codes, Graph's own message, and what to do about it. An unknown message passes through verbatim
 * as `rejected`.
 */
export function describeProblem(error: WireError, nameOf: NameOf): WriteProblem {
  const problem = (code: string, remedy: string, skuId?: SkuId): WriteProblem => ({
    code,
    message: error.message,
    remedy,
    ...(skuId === undefined ? {} : { skuId }),
    ...(error.requestId === undefined ? {} : { requestId: error.requestId }),
  });
  if (error.status === 401)
    return problem(
      "signed-out",
      "Sign in again, or check that the credential of this run has not expired, and run again.",
    );
  if (error.status === 403)
    return problem(
      "forbidden",
      "Grant the app LicenseAssignment.ReadWrite.All, and User.ReadWrite.All where usage locations are filled in " +
        "or members of groups are processed again; people in a restricted administrative unit need a role in that " +
        "unit.",
    );
  if (isConcurrencyViolation(error))
    return problem("busy", "Other licence changes kept this tenant busy: run again when they are through.");
  if (isThrottled(error)) return problem("throttled", "Graph kept throttling this tenant: run again in some minutes.");
  if (error.status === 0 || error.status === 408 || error.status >= 500)
    return problem(
      "unavailable",
      "It is not known whether the change was made: run again, the tenant is then read first.",
    );
  const guids = findGuids(error.message);
  const rule = rules.find((candidate) => candidate.message.test(error.message));
  if (rule !== undefined)
    return problem(
      rule.code,
      rule.remedy(guids.map((guid) => nameOf(guid) ?? guid)),
      namesSku(rule.code) ? guids[0] : undefined,
    );
  if (error.status === 404)
    return problem(
      "not-found",
      "The account or group does not exist any more, or was created a moment ago: run again.",
    );
  return problem("rejected", "Graph gave no reason that is known here; its message is above.");
}

/** The licence that was to be taken away is not there. */
export function isNotAssigned(error: WireError): boolean {
  return describeProblem(error, () => undefined).code === "not-assigned";
}

function namesSku(code: string): boolean {
  return code === "no-seats" || code === "unknown-sku" || code === "not-assignable";
}

function findGuids(message: string): readonly string[] {
  return [...new Set(guidsIn(message))];
}
