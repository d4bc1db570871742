import type { ObjectId, SkuId } from "../../terms/observed";

/** A step that takes and frees seats at once: a person's one call, or what a group gives or takes. */
export interface SeatMove {
  readonly id: ObjectId;
  /** Seats that must be free before the step. */
  readonly needs: ReadonlyMap<SkuId, number>;
  /** Seats that are free after it. */
  readonly frees: ReadonlyMap<SkuId, number>;
}

type Seats = Map<SkuId, number>;

/** Moves that need and free the same, so that only their number matters. */
interface Kind {
  readonly needs: ReadonlyMap<SkuId, number>;
  readonly frees: ReadonlyMap<SkuId, number>;
  readonly ids: ObjectId[];
}

function add(seats: Seats, change: ReadonlyMap<SkuId, number>, times: number): void {
  for (const [skuId, count] of change) seats.set(skuId, (seats.get(skuId) ?? 0) + count * times);
}

function fits(seats: ReadonlyMap<SkuId, number>, needs: ReadonlyMap<SkuId, number>): boolean {
  for (const [skuId, count] of needs) if ((seats.get(skuId) ?? 0) < count) return false;
  return true;
}

/** SKUs of which all moves together need more seats than are free. */
function contestedSkus(moves: readonly SeatMove[], free: (skuId: SkuId) => number): Set<SkuId> {
  const needed: Seats = new Map();
  for (const { needs } of moves) add(needed, needs, 1);
  return new Set([...needed].filter(([skuId, count]) => count > free(skuId)).map(([skuId]) => skuId));
}

function only(seats: ReadonlyMap<SkuId, number>, skus: ReadonlySet<SkuId>): Map<SkuId, number> {
  return new Map([...seats].filter(([skuId]) => skus.has(skuId)).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function kindsOf(moves: readonly SeatMove[], contested: ReadonlySet<SkuId>): Kind[] {
  const kinds = new Map<string, Kind>();
  for (const move of moves) {
    const [needs, frees] = [only(move.needs, contested), only(move.frees, contested)];
    const key = JSON.stringify([...needs, "", ...frees]);
    const kind = kinds.get(key);
    if (kind === undefined) kinds.set(key, { needs, frees, ids: [move.id] });
    else kind.ids.push(move.id);
  }
  return [...kinds.values()];
}

/**
 * How many kinds of moves could come to their turn, if seats were only ever freed. Whatever is not among them waits for
 * ever; that the others do not is a guess, but one that is wrong only where seats are freed one by one and taken by
 * others.
 */
function reachable(kinds: readonly Kind[], counts: readonly number[], free: ReadonlyMap<SkuId, number>): boolean[] {
  const seats = new Map(free);
  const reached = kinds.map((_, i) => counts[i] === 0);
  for (let again = true; again;) {
    again = false;
    for (const [i, kind] of kinds.entries()) {
      if (reached[i] === true || !fits(seats, kind.needs)) continue;
      reached[i] = true;
      again = true;
      add(seats, kind.frees, counts[i] ?? 0);
    }
  }
  return reached;
}

/** Seats while moves are chosen one by one. */
class Choice {
  readonly chosen = new Set<ObjectId>();
  private readonly counts: number[];
  /** Seats that can be taken now. */
  private left: Seats;
  /** Seats once everything chosen is done. */
  private afterwards: Seats;
  private promised: readonly boolean[];

  constructor(
    private readonly kinds: readonly Kind[],
    free: ReadonlyMap<SkuId, number>,
    private readonly freedServe: "this wave" | "the next wave",
  ) {
    this.counts = kinds.map(({ ids }) => ids.length);
    this.left = new Map(free);
    this.afterwards = new Map(free);
    this.promised = reachable(kinds, this.counts, this.afterwards);
  }

  /** Takes as many of this kind as fit and strand nobody; tells whether it was any. */
  takeAll(at: number, kind: Kind): boolean {
    let taken = false;
    while ((this.counts[at] ?? 0) > 0 && fits(this.left, kind.needs) && this.takeOne(at, kind)) taken = true;
    return taken;
  }

  private takeOne(at: number, kind: Kind): boolean {
    const [left, afterwards, count] = [new Map(this.left), new Map(this.afterwards), this.counts[at] ?? 0];
    this.counts[at] = count - 1;
    add(this.left, kind.needs, -1);
    if (this.freedServe === "this wave") add(this.left, kind.frees, 1);
    add(this.afterwards, kind.needs, -1);
    add(this.afterwards, kind.frees, 1);
    const now = reachable(this.kinds, this.counts, this.afterwards);
    if (this.promised.some((was, i) => was && now[i] !== true)) {
      [this.left, this.afterwards, this.counts[at]] = [left, afterwards, count];
      return false;
    }
    this.promised = now;
    this.chosen.add(kind.ids[kind.ids.length - count] ?? "");
    return true;
  }
}

/** Who frees what others wait for goes first, and of them those who wait for nothing. */
function inOrder(kinds: readonly Kind[]): (readonly [number, Kind])[] {
  return [...kinds.entries()].sort(
    ([, a], [, b]) =>
      Number(a.needs.size > 0) - Number(b.needs.size > 0) || Number(b.frees.size > 0) - Number(a.frees.size > 0),
  );
}

/** Below 0 where more are in use than were bought. */
function freeOf(skus: Iterable<SkuId>, free: (skuId: SkuId) => number): Seats {
  return new Map([...skus].map((skuId) => [skuId, free(skuId)]));
}

/**
 * Which of the moves go now, side by side, in whatever order they are carried out: seats that one of them frees serve
 * the next wave only. Where seats are short those who free what others wait for come first, and nobody takes a seat
 * without which the others could never move on.
 *
 * @param moves candidates for this wave, in the order in which they are preferred
 * @param later moves that are to come, and count for what they need and free
 * @param free  seats that are free now
 */
export function chooseWave(
  moves: readonly SeatMove[],
  later: readonly SeatMove[],
  free: (skuId: SkuId) => number,
): ReadonlySet<ObjectId> {
  const contested = contestedSkus([...moves, ...later], free);
  if (contested.size === 0) return new Set(moves.map(({ id }) => id));
  const kinds = kindsOf(moves, contested);
  const choice = new Choice([...kinds, ...kindsOf(later, contested)], freeOf(contested, free), "the next wave");
  for (const [at, kind] of inOrder(kinds)) choice.takeAll(at, kind);
  return choice.chosen;
}

/** The moves that never come to their turn, since each waits for a seat that another of them has. */
export function findStuck(moves: readonly SeatMove[], free: (skuId: SkuId) => number): readonly SeatMove[] {
  const contested = contestedSkus(moves, free);
  if (contested.size === 0) return [];
  const kinds = kindsOf(moves, contested);
  const choice = new Choice(kinds, freeOf(contested, free), "this wave");
  const order = inOrder(kinds);
  while (order.some(([at, kind]) => choice.takeAll(at, kind)));
  return moves.filter(({ id }) => !choice.chosen.has(id));
}
