import { wasteReasons, type SeatWay, type Waste, type WastedSeat, type WasteReason } from "../../terms/waste";
import { formatPlace } from "../../terms/place";
import { byText } from "../../text/order";
import { amount, cents } from "./cost";
import { count, enumerate, enumerateSome, familyConsequence, familyText, formatNumber } from "./words";

/** What a report of waste is about. */
export interface WasteReport {
  readonly stack: string;
  readonly tenant: { readonly id: string; readonly displayName: string };
  /** YYYY-MM-DD. */
  readonly today: string;
  readonly currency?: string;
  readonly waste: Waste;
}

/** Seats and what they cost a month. */
export interface WasteTotal {
  readonly name: string;
  readonly seats: number;
  readonly cost: number;
}

/** Why a seat is one too many, as the heading of those to whom the same applies. */
export const reasonTitle: Readonly<Record<WasteReason, string>> = {
  sharedMailbox: "Shared mailboxes",
  disabled: "Disabled accounts",
  unused: "Nobody has signed in",
  guest: "Guests",
  paidTwice: "Paid twice",
};

/** What is to be thought of before one is given up. */
export const reasonNote: Readonly<Record<WasteReason, string>> = {
  sharedMailbox:
    "A shared mailbox needs no licence up to 50 GB, and one beyond that, with an archive or on hold: look at that in " +
    "Exchange, Graph does not tell.",
  disabled:
    "Nobody can sign in. A shared mailbox has such an account too: it needs no licence up to 50 GB, and one beyond " +
    "that, with an archive or on hold. What of this holds, Graph does not tell: look before you give these up.",
  unused: "The last sign-in of anybody or anything with the account, also one that failed.",
  guest:
    "Teams and SharePoint of this tenant need no licence of a guest; Power BI, Visio or Project may. Ask who invited " +
    "them.",
  paidTwice: "Everything that is on in this product is on in the other one that the same person holds.",
};

/** `last sign-in 2026-03-04, 264 days ago`. */
export function whyText({ reason, lastSignIn, containedIn }: WastedSeat, today: string): string {
  if (reason === "paidTwice") return `contained in ${containedIn ?? "another product"}`;
  if (lastSignIn === undefined) return "no sign-in is known";
  const days = Math.round((Date.parse(today) - Date.parse(lastSignIn)) / 86_400_000);
  return `last sign-in ${lastSignIn}, ${count(Math.max(0, days), "day", "days")} ago`;
}

/** `mailbox, Teams: mail is deleted about 30 days later`, or that nothing of what is watched stops. */
export function stopsText({ stops, reason }: WastedSeat): string {
  if (reason === "sharedMailbox") {
    const others = stops.filter((family) => family !== "mailbox").map((family) => familyText[family]);
    return [...others, "of the mailbox what is beyond 50 GB, an archive, a hold"].join(", ");
  }
  if (stops.length === 0) return "none of mailbox, files, Teams and phone";
  const consequences = stops.flatMap((family) => familyConsequence[family] ?? []);
  const names = stops.map((family) => familyText[family]).join(", ");
  return consequences.length === 0 ? names : `${names}: ${consequences.join("; ")}`;
}

export function wayText(way: SeatWay): string {
  switch (way.kind) {
    case "stack":
      return way.assignments
        .map(({ assignment, place }) => `"${assignment}"${place === undefined ? "" : `, ${formatPlace(place)}`}`)
        .join("; ");
    case "group":
      return `by the group ${way.group}`;
    case "elsewhere":
      return "not in the stack";
  }
}

/** By reason, in the order of reasons; people by name. */
export function byReason(
  seats: readonly WastedSeat[],
): readonly (readonly [reason: WasteReason, seats: readonly WastedSeat[]])[] {
  return wasteReasons
    .map((reason) => [reason, seats.filter((seat) => seat.reason === reason)] as const)
    .filter(([, some]) => some.length > 0);
}

/** Each seat once, by whatever ways it is held. */
export function seatsOnce(seats: readonly WastedSeat[]): readonly WastedSeat[] {
  return [...new Map(seats.map((seat) => [`${seat.userId} ${seat.skuId}`, seat])).values()];
}

export function productTotals(seats: readonly WastedSeat[]): readonly WasteTotal[] {
  return totalsOf(seatsOnce(seats), ({ product, partNumber }) => [
    product === partNumber ? product : `${product} (${partNumber})`,
  ]);
}

/** A seat that two assignments ask for counts with each; those of nobody's assignment stand together. */
export function assignmentTotals(seats: readonly WastedSeat[]): readonly WasteTotal[] {
  return totalsOf(seats, ({ way }) =>
    way.kind === "stack" ? way.assignments.map(({ assignment }) => assignment) : [wayText(way)],
  );
}

function totalsOf(
  seats: readonly WastedSeat[],
  namesOf: (seat: WastedSeat) => readonly string[],
): readonly WasteTotal[] {
  const totals = new Map<string, { seats: number; cost: number }>();
  for (const seat of seats)
    for (const name of namesOf(seat)) {
      const known = totals.get(name) ?? { seats: 0, cost: 0 };
      totals.set(name, { seats: known.seats + 1, cost: cents(known.cost + (seat.price ?? 0)) });
    }
  return [...totals]
    .map(([name, total]) => ({ name, ...total }))
    .sort((one, other) => other.cost - one.cost || other.seats - one.seats || byText(one.name, other.name));
}

/** `12 seats of 9 people that nobody uses, 214.80 EUR a month`. */
export function wasteSummary({ waste, currency }: WasteReport): string {
  const seats = seatsOnce(waste.seats);
  if (seats.length === 0) return "no seat is known to be unused";
  const people = new Set(seats.map(({ userId }) => userId)).size;
  const cost = cents(seats.reduce((sum, { price }) => sum + (price ?? 0), 0));
  const money = currency === undefined ? "" : `, ${amount(cost)} ${currency} a month`;
  const of = `${count(seats.length, "seat", "seats")} of ${count(people, "person", "people")}`;
  return `${of} that nobody seems to use${money}`;
}

/** What the figures have to be read with. */
export function wasteNotes({ waste }: WasteReport): readonly string[] {
  const { spared, neverSeen, signInsUnknown, mailboxesUnknown, days, seats, asking = [] } = waste;
  const left = [
    ...(spared.protected === 0 ? [] : [`${formatNumber(spared.protected)} protected`]),
    ...(spared.released === 0 ? [] : [`${formatNumber(spared.released)} released`]),
    ...(spared.young === 0 ? [] : [`${formatNumber(spared.young)} younger than ${count(days, "day", "days")}`]),
  ];
  const unpriced = [...new Set(seats.filter(({ price }) => price === undefined).map(({ partNumber }) => partNumber))];
  const isPriced = seats.some(({ price }) => price !== undefined);
  return [
    ...(signInsUnknown === undefined ? [] : [`When people last signed in is not known: ${signInsUnknown}.`]),
    ...(mailboxesUnknown === undefined ? [] : [`Which mailboxes are shared is not known: ${mailboxesUnknown}.`]),
    ...(neverSeen.length === 0
      ? []
      : [
          `Of ${count(neverSeen.length, "person", "people")} no sign-in is known, which proves nothing: ` +
            `${enumerateSome(neverSeen, 20)}.`,
        ]),
    ...(asking.length === 0
      ? []
      : [
          `Whom the tenant names for ${enumerate(asking.map((name) => `"${name}"`))} reads "not in the stack" here, ` +
            "and stays: leave such people out with `except`.",
        ]),
    ...(left.length === 0 ? [] : [`Left alone, whatever they use: ${enumerate(left)}.`]),
    ...(isPriced && unpriced.length > 0 ? [`No price is given for ${enumerate(unpriced.sort(byText))}.`] : []),
  ];
}
