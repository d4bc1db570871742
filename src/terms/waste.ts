import type { ObjectId, PlanId, SkuId } from "./observed";
import type { Place } from "./place";
import type { CriticalFamily } from "./plan";

/** When somebody last signed in, as far as the tenant tells. */
export type LastSignIn =
  | { readonly kind: "known"; readonly moment: string }
  /** Graph has none for this person: never, or so long ago that nobody wrote it down. */
  | { readonly kind: "none" }
  /** This tenant, or these credentials, cannot be asked. */
  | { readonly kind: "unknown" };

/** What a mailbox is for: one that several people read, one person's, or a room's and the like. */
export type MailboxPurpose = "shared" | "user" | "other";

/** Somebody who holds seats. */
export interface SeatHolder {
  readonly id: ObjectId;
  readonly userPrincipalName: string;
  /** Nobody can sign in with the account; absent: Graph did not say. */
  readonly isDisabled?: boolean;
  readonly isGuest: boolean;
  /** When the account was made; absent: Graph did not say. */
  readonly created?: string;
  readonly lastSignIn: LastSignIn;
  /** Absent: nobody asked, or there is none, or it could not be read. */
  readonly mailbox?: MailboxPurpose;
  readonly seats: readonly HeldSeat[];
}

export interface HeldSeat {
  readonly skuId: SkuId;
  /** Plans for people that are on. */
  readonly plans: readonly PlanId[];
  /** Absent: direct. */
  readonly group?: { readonly id: ObjectId; readonly name: string };
  /** When it was last changed; absent: Graph did not say. */
  readonly changed?: string;
}

export const wasteReasons = ["sharedMailbox", "disabled", "unused", "guest", "paidTwice"] as const;
export type WasteReason = (typeof wasteReasons)[number];

/** By which way a seat is held, and so who can give it back. */
export type SeatWay =
  /** The stack declares it for the person. */
  | { readonly kind: "stack"; readonly assignments: readonly { readonly assignment: string; readonly place?: Place }[] }
  | { readonly kind: "group"; readonly group: string }
  /** Somebody else gave it: the stack never touches it. */
  | { readonly kind: "elsewhere" };

/** A seat that nobody uses, as far as can be known. */
export interface WastedSeat {
  readonly userId: ObjectId;
  readonly name: string;
  readonly skuId: SkuId;
  readonly partNumber: string;
  readonly product: string;
  readonly reason: WasteReason;
  /** The day of the last sign-in, where it is known. */
  readonly lastSignIn?: string;
  /** Of `paidTwice`: the product that has everything which is on in this one. */
  readonly containedIn?: string;
  /** What worked before and does not after. */
  readonly stops: readonly CriticalFamily[];
  /** Of one seat for one month. */
  readonly price?: number;
  readonly way: SeatWay;
}

/** What was found, and whom nothing is said of. */
export interface Waste {
  readonly days: number;
  readonly seats: readonly WastedSeat[];
  /** People who hold seats and of whom Graph knows no sign-in: they never came, or so long ago that it was not kept. */
  readonly neverSeen: readonly string[];
  /** People who were left alone whatever they use, by why. */
  readonly spared: { readonly protected: number; readonly released: number; readonly young: number };
  readonly holders: number;
  /** Why sign-ins are not known; absent: they are. */
  readonly signInsUnknown?: string;
  /** Assignments whose people the tenant names: those are not looked up for this. */
  readonly asking?: readonly string[];
  /** Why it is not known what mailboxes are for, where that was asked. */
  readonly mailboxesUnknown?: string;
}
