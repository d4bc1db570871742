import type { Model, PersonModel, WaitCause } from "../decide/model";
import { heldSkus } from "../basis/holdings";
import { asksFor, type Order, orderIn } from "./declared-order";
import type { ObjectId, SkuId } from "../../terms/observed";
import { personWithout } from "./person-without";
import { goingWithout, type Pool, seatChanges } from "./seats";
import { reportStuck, stuckPeople } from "./stuck";
import { togetherFor } from "./together";

export interface Served {
  readonly model: Model;
  /** Who goes without, by SKU: members of groups that are to give it, then people who wait for it, by their turn. */
  readonly without: ReadonlyMap<SkuId, readonly PersonModel[]>;
}

/** SKUs that one person waits for, whatever else waits with them. */
type Short = ReadonlyMap<SkuId, WaitCause>;
const nothing: Short = new Map();

/**
 * Serves people in order. Whoever finds no seat of a SKU waits for that SKU and for what goes only with it; the rest of
 * what is declared is given. What waits with it needs no seat: the next ones in order get it who can use it, so that no
 * seat stays idle while somebody is told that there is none.
 */
export function serveInOrder(wanted: Model, pools: ReadonlyMap<SkuId, Pool>, turn: Order): Served {
  const queue = new Queue(wanted, pools, turn);
  do {
    queue.letLastWait();
    queue.giveWhatIsLeft();
  } while (queue.letStuckWait());
  return queue.served;
}

class Queue {
  private readonly together: ReturnType<typeof togetherFor>;
  private readonly order: Order;
  private readonly wantedById: ReadonlyMap<ObjectId, PersonModel>;
  private readonly people: Map<ObjectId, PersonModel>;
  private readonly short = new Map<ObjectId, Short>();

  constructor(
    private readonly wanted: Model,
    private readonly pools: ReadonlyMap<SkuId, Pool>,
    private readonly turn: Order,
  ) {
    this.together = togetherFor(wanted.input.policy);
    this.order = orderIn(turn);
    this.wantedById = new Map(wanted.people.map((person) => [person.bound.id, person]));
    this.people = new Map(this.wantedById);
  }

  get served(): Served {
    const without = new Map([...this.goingWithout()].map(([skuId, members]) => [skuId, [...members]]));
    for (const [skuId, people] of this.askingBySku()) without.set(skuId, [...(without.get(skuId) ?? []), ...people]);
    return { model: this.short.size === 0 ? this.wanted : this.model, without };
  }

  /** Those who come last wait, until there are seats enough for the others. */
  letLastWait(): void {
    for (let again = true; again;) {
      again = false;
      for (const [skuId, last] of this.goingWithout())
        for (const person of last) if (this.letWait(person, skuId, { kind: "noSeat" })) again = true;
    }
  }

  /** Gives seats that are free after all, in order; whoever comes earlier has the first choice of one that is freed. */
  giveWhatIsLeft(): void {
    const left = this.seatsLeft();
    for (let again = true; again;) again = this.giveInTurn(left);
  }

  /** Goes through those who wait once; whether to begin again, as somebody was served. */
  private giveInTurn(left: Map<SkuId, number>): boolean {
    // Seats only become fewer until some are freed: who could not use what there was cannot use less.
    const unfit = new Set<ObjectId>();
    const bySku = this.askingBySku();
    let again = false;
    for (const { bound } of this.asking()) {
      const gift = this.giftFor(bound.id, left, unfit);
      if (gift === undefined) continue;
      const first = this.firstInTurn(gift, { bySku, left, unfit });
      for (const [skuId, seats] of first.change) left.set(skuId, (left.get(skuId) ?? 0) + seats);
      this.change(first.id, first.short);
      again = true;
      if (first.id !== bound.id || [...first.change.values()].some((seats) => seats > 0)) return true;
    }
    return again;
  }

  /** Tells of people who wait for each other's seat, and lets them wait; whether there are any. */
  letStuckWait(): boolean {
    const stuck = stuckPeople(this.model, this.pools).filter((person) => needed(person).length > 0);
    if (stuck.length === 0) return false;
    reportStuck(this.wanted, stuck, this.pools);
    for (const person of stuck) {
      const empty = needed(person).filter((skuId) => {
        const { bought, used } = this.pools.get(skuId) ?? { bought: 0, used: 0 };
        return used >= bought;
      });
      for (const skuId of empty.length > 0 ? empty : needed(person)) this.letWait(person, skuId, { kind: "stuck" });
    }
    return true;
  }

  private get model(): Model {
    return { ...this.wanted, people: [...this.people.values()] };
  }

  private goingWithout(): ReadonlyMap<SkuId, readonly PersonModel[]> {
    return goingWithout(this.pools, seatChanges([...this.people.values()]), this.order);
  }

  private personsOf(id: ObjectId): PersonModel[] {
    const person = this.people.get(id);
    return person === undefined ? [] : [person];
  }

  /** Who waits for a seat, by whose turn is next for any. */
  private asking(): PersonModel[] {
    return [...this.short.keys()]
      .flatMap((id) => this.personsOf(id))
      .flatMap((person) => {
        const turns = this.asked(person.bound.id).map((skuId) => this.turn(person, skuId));
        return turns.length === 0 ? [] : [{ person, turn: Math.min(...turns) }];
      })
      .sort((a, b) => a.turn - b.turn)
      .map(({ person }) => person);
  }

  /** Who waits for a seat of each SKU, in turn. */
  private askingBySku(): Map<SkuId, PersonModel[]> {
    const bySku = new Map<SkuId, PersonModel[]>();
    for (const person of [...this.short.keys()].flatMap((id) => this.personsOf(id)))
      for (const skuId of this.asked(person.bound.id)) {
        const known = bySku.get(skuId);
        if (known === undefined) bySku.set(skuId, [person]);
        else known.push(person);
      }
    for (const [skuId, people] of bySku) people.sort((a, b) => this.turn(a, skuId) - this.turn(b, skuId));
    return bySku;
  }

  private asked(id: ObjectId): SkuId[] {
    return [...(this.short.get(id) ?? nothing)].flatMap(([skuId, { kind }]) => (kind === "noSeat" ? skuId : []));
  }

  private letWait(person: PersonModel, skuId: SkuId, cause: WaitCause): boolean {
    if (!asksFor(person, skuId)) return false;
    const { id } = person.bound;
    this.change(id, new Map([...(this.short.get(id) ?? nothing), [skuId, cause]]));
    return true;
  }

  private change(id: ObjectId, short: Short): void {
    this.short.set(id, short);
    for (const person of this.withShort(id, short)) this.people.set(id, person);
  }

  private withShort(id: ObjectId, short: Short): PersonModel[] {
    const wanted = this.wantedById.get(id);
    return wanted === undefined ? [] : [personWithout(this.wanted, wanted, short, this.together(wanted))];
  }

  private seatsLeft(): Map<SkuId, number> {
    const { gaining, freeing } = seatChanges([...this.people.values()]);
    return new Map(
      [...this.pools].map(([skuId, { bought, used }]) => [
        skuId,
        bought - used - (gaining.get(skuId)?.length ?? 0) + (freeing.get(skuId) ?? 0),
      ]),
    );
  }

  /** As much of what one person asks for as there are seats; undefined where there are too few for any of it. */
  private giftFor(id: ObjectId, left: ReadonlyMap<SkuId, number>, unfit: Set<ObjectId>): Gift | undefined {
    if (unfit.has(id)) return undefined;
    const asked = this.asked(id);
    const before = this.people.get(id);
    if (before === undefined || !asked.some((skuId) => (left.get(skuId) ?? 0) > 0)) return undefined;
    for (const given of [asked, ...asked.map((skuId) => [skuId])]) {
      const short = new Map([...(this.short.get(id) ?? nothing)].filter(([skuId]) => !given.includes(skuId)));
      for (const after of this.withShort(id, short)) {
        const change = fits(before, after, left);
        if (change !== undefined) return { id, person: before, given, short, change };
      }
    }
    unfit.add(id);
    return undefined;
  }

  /** That gift, or the one of somebody whose turn for a seat of it comes earlier, and who can use it. */
  private firstInTurn(gift: Gift, waiting: Waiting, passed: ReadonlySet<ObjectId> = new Set()): Gift {
    const seen = new Set([...passed, gift.id]);
    for (const skuId of gift.given) {
      const mine = this.turn(gift.person, skuId);
      for (const person of waiting.bySku.get(skuId) ?? []) {
        if (this.turn(person, skuId) >= mine) break;
        // Two of whom each comes first for something that the other gets too: one has to be served.
        if (seen.has(person.bound.id) || !this.asked(person.bound.id).includes(skuId)) continue;
        const earlier = this.giftFor(person.bound.id, waiting.left, waiting.unfit);
        if (earlier?.given.includes(skuId) === true) return this.firstInTurn(earlier, waiting, seen);
      }
    }
    return gift;
  }
}

/** What one person could be given of the seats that are left. */
interface Gift {
  readonly id: ObjectId;
  readonly person: PersonModel;
  readonly given: readonly SkuId[];
  /** What the person still waits for then. */
  readonly short: Short;
  /** By how many seats more or fewer are left then. */
  readonly change: ReadonlyMap<SkuId, number>;
}

interface Waiting {
  readonly bySku: ReadonlyMap<SkuId, readonly PersonModel[]>;
  readonly left: ReadonlyMap<SkuId, number>;
  readonly unfit: Set<ObjectId>;
}

/** SKUs of which the person's own call needs a seat. */
function needed(person: PersonModel): SkuId[] {
  const held = heldSkus(person.before);
  return person.decision.grants.map(({ skuId }) => skuId).filter((skuId) => !held.has(skuId) && asksFor(person, skuId));
}

/** By how many seats more or fewer are left where somebody is given more; undefined where there are too few. */
function fits(
  { after: had, decision }: PersonModel,
  { after: has, decision: more }: PersonModel,
  left: ReadonlyMap<SkuId, number>,
): ReadonlyMap<SkuId, number> | undefined {
  if (more.grants.length <= decision.grants.length) return undefined;
  const [before, after] = [heldSkus(had), heldSkus(has)];
  const change = new Map<SkuId, number>();
  for (const skuId of after) if (!before.has(skuId)) change.set(skuId, -1);
  for (const skuId of before) if (!after.has(skuId)) change.set(skuId, 1);
  return [...change].every(([skuId, count]) => count > 0 || (left.get(skuId) ?? 0) > 0) ? change : undefined;
}
