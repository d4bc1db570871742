import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultCatalog, findProduct } from "../../src/catalog/catalog";
import type { DesiredPrincipal } from "../../src/terms/desired";
import { wasteReasons, type HeldSeat, type SeatHolder, type Waste } from "../../src/terms/waste";
import { findWaste, type WasteRules } from "../../src/waste/find-waste";
import { e3, e5, phoneSystem } from "../report/plans";

const free = "f30db892-07e9-47e9-837c-80727f46fd3d";
const now = "2026-11-23T12:00:00.000Z";
const old = "2020-01-01T00:00:00.000Z";

function seatOf(skuId: string, parts: Partial<HeldSeat> = {}): HeldSeat {
  return {
    skuId,
    plans: (findProduct(defaultCatalog, skuId)?.plans ?? []).map(({ id }) => id),
    changed: old,
    ...parts,
  };
}

/** Somebody who has been here for years and came yesterday. */
function holderOf(name: string, parts: Partial<SeatHolder> = {}): SeatHolder {
  return {
    id: `id-${name}`,
    userPrincipalName: `${name}@contoso.com`,
    isDisabled: false,
    isGuest: false,
    created: old,
    lastSignIn: { kind: "known", moment: "2026-11-22T08:00:00.000Z" },
    seats: [seatOf(e3)],
    ...parts,
  };
}

const idle = { kind: "known", moment: "2026-03-04T08:00:00.000Z" } as const;

function declared(name: string, ...skus: readonly string[]): DesiredPrincipal {
  const place = { file: "stacks/contoso.yaml", line: 5, column: 7 };
  return {
    name: `${name}@contoso.com`,
    licenses: skus.map((sku) => ({ sku, selection: { kind: "unmanaged" as const } })),
    declarations: [{ assignment: "staff", place, skus }],
  };
}

function find(holders: readonly SeatHolder[], parts: Partial<WasteRules> = {}): Waste {
  return findWaste(holders, {
    days: 90,
    now,
    reasons: new Set(wasteReasons),
    protected: [],
    released: [],
    declared: [],
    skuOf: (name) => name,
    labelOf: (skuId) => ({ partNumber: skuId, name: skuId }),
    priceOf: () => undefined,
    ...parts,
  });
}

/** `diego: disabled`. */
function said(waste: Waste): readonly string[] {
  return waste.seats.map(({ userId, reason }) => `${userId.slice(3)}: ${reason}`);
}

/** Where something is undefined, nobody knows it. */
type Unsure = { readonly [Key in keyof SeatHolder]?: SeatHolder[Key] | undefined };

describe("a seat that nobody uses", () => {
  it.each<[string, Unsure, string | undefined]>([
    ["somebody who was here yesterday", {}, undefined],
    ["a disabled account", { isDisabled: true }, "disabled"],
    ["a disabled account of which no sign-in is known", { isDisabled: true, lastSignIn: { kind: "none" } }, "disabled"],
    ["nobody for 264 days", { lastSignIn: idle }, "unused"],
    [
      "nobody for 90 days to the second",
      { lastSignIn: { kind: "known", moment: "2026-08-25T12:00:00.000Z" } },
      "unused",
    ],
    ["nobody for a second less", { lastSignIn: { kind: "known", moment: "2026-08-25T12:00:01.000Z" } }, undefined],
    ["somebody of whom no sign-in is known", { lastSignIn: { kind: "none" } }, undefined],
    ["somebody where sign-ins are not told", { lastSignIn: { kind: "unknown" } }, undefined],
    ["an account that is 60 days old", { isDisabled: true, created: "2026-09-24T00:00:00.000Z" }, undefined],
    ["an account of which nobody knows how old it is", { isDisabled: true, created: undefined }, undefined],
    ["an account of which nobody knows whether it is disabled", { isDisabled: undefined, lastSignIn: idle }, undefined],
    ["a guest who was here yesterday", { isGuest: true }, "guest"],
    ["a guest who was not", { isGuest: true, lastSignIn: idle }, "unused"],
    ["a shared mailbox that nobody signs in to", { mailbox: "shared", lastSignIn: { kind: "none" } }, "sharedMailbox"],
    [
      "a shared mailbox whose account is disabled",
      { mailbox: "shared", isDisabled: true, lastSignIn: idle },
      "sharedMailbox",
    ],
    ["a shared mailbox that somebody signs in to", { mailbox: "shared" }, undefined],
    ["the mailbox of a room", { mailbox: "other", lastSignIn: { kind: "none" } }, undefined],
    ["what costs nothing", { isDisabled: true, seats: [seatOf(free)] }, undefined],
    [
      "a licence of last week",
      { lastSignIn: idle, seats: [seatOf(e3, { changed: "2026-11-16T00:00:00.000Z" })] },
      undefined,
    ],
    ["a licence of which nobody knows since when", { lastSignIn: idle, seats: [{ skuId: e3, plans: [] }] }, undefined],
  ])("of %s", (_, parts, reason) => {
    const known = Object.entries({ ...holderOf("ann"), ...parts }).filter(([, value]) => value !== undefined);
    const holder = Object.fromEntries(known) as unknown as SeatHolder;
    expect(said(find([holder]))).toEqual(reason === undefined ? [] : [`ann: ${reason}`]);
  });

  it("is found where another product of the same person has all of it, and only there", () => {
    const of = (...seats: readonly HeldSeat[]) => find([holderOf("ann", { seats })]).seats;
    expect(of(seatOf(e5), seatOf(phoneSystem))).toMatchObject([{ skuId: phoneSystem, containedIn: e5, stops: [] }]);
    expect(of(seatOf(e3), seatOf(phoneSystem))).toEqual([]);
    expect(of(seatOf(e5, { plans: [] }), seatOf(phoneSystem))).toEqual([]);
  });

  it("says which service stops, and that one goes on that another licence gives", () => {
    const both = holderOf("ann", { isDisabled: true, seats: [seatOf(e3)] });
    expect(find([both]).seats[0]?.stops).toEqual(["mailbox", "files", "teams"]);
    const kept = [seatOf(e3), seatOf(e5, { changed: now })];
    expect(find([holderOf("ann", { lastSignIn: idle, seats: kept })]).seats).toMatchObject([{ skuId: e3, stops: [] }]);
  });

  it("says by which way it is held, and so who can give it back", () => {
    const group = { id: "g", name: "Sales" };
    const holder = holderOf("ann", {
      isDisabled: true,
      seats: [seatOf(e3), seatOf(e5, { group }), seatOf(phoneSystem)],
    });
    const ways = find([holder], { declared: [declared("Ann", e3)], priceOf: () => 20 }).seats.map(
      ({ skuId, way, price, name }) => [skuId, way.kind, price, name],
    );
    expect(ways).toEqual(
      [
        [e3, "stack", 20, "Ann@contoso.com"],
        [e5, "group", 20, "Ann@contoso.com"],
        [phoneSystem, "elsewhere", 20, "Ann@contoso.com"],
      ].sort((one, other) => (String(one[0]) < String(other[0]) ? -1 : 1)),
    );
  });

  it("is looked for by the reasons that are asked for, and no other stands in", () => {
    const holders = [
      holderOf("off", { isDisabled: true, lastSignIn: idle }),
      holderOf("idle", { lastSignIn: idle, isGuest: true }),
      holderOf("twice", { seats: [seatOf(e5), seatOf(phoneSystem)] }),
    ];
    expect(said(find(holders, { reasons: new Set(["unused"]) }))).toEqual(["idle: unused"]);
    expect(said(find(holders, { reasons: new Set(["guest"]) }))).toEqual(["idle: guest"]);
    expect(said(find(holders, { reasons: new Set(["paidTwice"]) }))).toEqual(["twice: paidTwice"]);
    expect(said(find(holders))).toEqual(["idle: unused", "off: disabled", "twice: paidTwice"]);
  });

  it("is nobody's who is protected, released or new: they are counted", () => {
    const off = (name: string, parts: Partial<SeatHolder> = {}) => holderOf(name, { isDisabled: true, ...parts });
    const holders = [
      off("a"),
      off("b"),
      off("c", { created: now }),
      off("d"),
      holderOf("e", { lastSignIn: { kind: "none" } }),
    ];
    const waste = find(holders, { protected: ["A@contoso.com"], released: ["id-b"] });
    expect(said(waste)).toEqual(["d: disabled"]);
    expect(waste).toMatchObject({
      spared: { protected: 1, released: 1, young: 1 },
      neverSeen: ["e@contoso.com"],
      holders: 5,
    });
  });
});

describe("whatever is known and not known of people", () => {
  const moment = fc.option(
    fc.integer({ min: 0, max: 400 }).map((days) => new Date(Date.parse(now) - days * 86_400_000).toISOString()),
    { nil: undefined },
  );
  const holder = fc
    .record({
      name: fc.constantFrom("a", "b", "c", "d", "e", "f"),
      isDisabled: fc.option(fc.boolean(), { nil: undefined }),
      isGuest: fc.boolean(),
      created: moment,
      signIn: fc.oneof(
        fc.constant({ kind: "none" as const }),
        fc.constant({ kind: "unknown" as const }),
        moment.map((at) => (at === undefined ? { kind: "none" as const } : { kind: "known" as const, moment: at })),
      ),
      seats: fc.uniqueArray(fc.record({ skuId: fc.constantFrom(e3, e5, phoneSystem, free), changed: moment }), {
        selector: ({ skuId }) => skuId,
        minLength: 1,
      }),
    })
    .map(({ name, isDisabled, isGuest, created, signIn, seats }): SeatHolder => ({
      id: `id-${name}`,
      userPrincipalName: `${name}@contoso.com`,
      ...(isDisabled === undefined ? {} : { isDisabled }),
      isGuest,
      ...(created === undefined ? {} : { created }),
      lastSignIn: signIn,
      seats: seats.map(({ skuId, changed }) => ({
        ...seatOf(skuId),
        ...(changed === undefined ? { changed: now } : { changed }),
      })),
    }));

  it("nobody is said to be idle for what is not known, and nobody who is protected, released or new is named", () => {
    const holders = fc.uniqueArray(holder, { selector: ({ id }) => id });
    fc.assert(
      fc.property(holders, fc.integer({ min: 30, max: 365 }), (people, days) => {
        const cutoff = new Date(Date.parse(now) - days * 86_400_000).toISOString();
        const waste = find(people, { days, protected: ["a@contoso.com"], released: ["b@contoso.com"] });
        for (const { userId, reason, skuId } of waste.seats) {
          const person = people.find(({ id }) => id === userId);
          expect(["id-a", "id-b"]).not.toContain(userId);
          expect(person?.created !== undefined && person.created <= cutoff).toBe(true);
          expect(skuId).not.toBe(free);
          if (reason === "disabled") expect(person?.isDisabled).toBe(true);
          if (reason === "guest") expect(person?.isGuest).toBe(true);
          if (reason === "paidTwice") expect(person?.seats.length).toBeGreaterThan(1);
          if (reason !== "unused") continue;
          expect(person?.isDisabled).toBe(false);
          expect(person?.lastSignIn.kind === "known" && person.lastSignIn.moment <= cutoff).toBe(true);
        }
      }),
    );
  });
});
