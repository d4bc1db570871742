import type { GroupModel, Model, PersonModel, WaitCause } from "../decide/model";
import { asksFor, placesIn, prioritiesIn, queuedIn } from "./declared-order";
import type { ObjectId, SkuId } from "../../terms/observed";
import type { Precedence, SeatLine, Wait, WaitReason } from "../../terms/plan";
import { type Pool, seatChanges } from "./seats";
import type { Seating } from "./serve-seats";
import { type Stranded, unservedMembers } from "./stranded";
import { byText } from "../../text/order";

type SeatsOf = (skuId: SkuId) => Pick<Extract<WaitReason, { kind: "noSeat" }>, "left" | "bought">;

/** How many seats are left once the run is done. */
function seatsLeft(seats: readonly SeatLine[], pools: () => ReadonlyMap<SkuId, Pool>): SeatsOf {
  const lines = new Map(seats.map((line) => [line.skuId, line]));
  return (skuId) => {
    const line = lines.get(skuId);
    const pool = line === undefined ? pools().get(skuId) : { bought: line.bought, used: line.usedAfter };
    const { bought, used } = pool ?? { bought: 0, used: 0 };
    return { left: Math.max(0, bought - used), bought };
  };
}

/** Everybody who waits for a seat: groups, members of groups, then people, the longest first. */
export function waitsOf(
  model: Model,
  { without }: Pick<Seating, "without">,
  stranded: readonly Stranded[],
  seats: readonly SeatLine[],
  pools: () => ReadonlyMap<SkuId, Pool>,
): readonly Wait[] {
  const of = seatsLeft(seats, pools);
  const groups = model.groupModels.flatMap((group) => waitOf("group", group, of));
  const people = waitingPeople(model).flatMap((person) => waitOf("user", person, of));
  const all = [...groups, ...membersWithout(model, without, of), ...strandedWaits(model, stranded, of), ...people];
  return model.input.policy.onShortage.kind === "inOrder" ? withSince(model, all) : all;
}

/** Who waits for different things has no turns to compare: the highest priority, the longest, then the stack. */
function waitingPeople(model: Model): readonly PersonModel[] {
  const priority = prioritiesIn(model.input.policy);
  const since = sinceIn(model);
  const place = placesIn(model.input);
  return model.people
    .filter(({ waits }) => waits !== undefined)
    .flatMap((person) => {
      const skus = [...(person.waits?.licenses.keys() ?? [])];
      if (skus.length === 0) return [];
      const [first = ""] = skus.map((skuId) => since(person.bound.id, skuId)).sort(byText);
      return [{ person, first, priority: Math.max(...skus.map((skuId) => priority(person, skuId))) }];
    })
    .sort((a, b) => b.priority - a.priority || byText(a.first, b.first) || place(a.person) - place(b.person))
    .map(({ person }) => person);
}

/** Since when somebody waits for a SKU; who had not waited before does from today on. */
function sinceIn({ input: { ledger, today } }: Model): (id: ObjectId, skuId: SkuId) => string {
  const queued = queuedIn(ledger.waiting);
  return (id, skuId) => queued(id, skuId)?.since ?? today;
}

function withSince(model: Model, waits: readonly Wait[]): readonly Wait[] {
  const since = sinceIn(model);
  return waits.map((wait) => ({
    ...wait,
    licenses: wait.licenses.map((one) => ({ ...one, since: since(wait.id, one.skuId) })),
  }));
}

/** Who gets a seat by a priority, although others wait longer for one and still do. */
export function precedencesOf(model: Model): readonly Precedence[] {
  const { ledger, policy } = model.input;
  if (policy.onShortage.kind !== "inOrder" || policy.onShortage.priorities === undefined) return [];
  const priority = prioritiesIn(policy);
  const people = new Map(model.people.map((person) => [person.bound.id, person]));
  const { gaining } = seatChanges(model.people);
  const queued = queuedIn(ledger.waiting);
  return Object.entries(ledger.waiting ?? {})
    .sort(([a], [b]) => byText(a, b))
    .flatMap(([skuId, queue]) => {
      const left = queue.flatMap((place, at) => {
        const person = people.get(place.id);
        return person?.waits?.licenses.has(skuId) === true ? [{ ...place, at, priority: priority(person, skuId) }] : [];
      });
      return (gaining.get(skuId) ?? [])
        .filter((person) => asksFor(person, skuId) && priority(person, skuId) > 0)
        .flatMap((person): readonly Precedence[] => {
          const { id, name } = person.bound;
          const mine = priority(person, skuId);
          const place = queued(id, skuId)?.at ?? queue.length;
          const passed = left.filter((one) => one.priority < mine && one.at < place);
          const [longest] = passed;
          if (longest === undefined) return [];
          const { name: first, since } = longest;
          return [{ skuId, id, name, priority: mine, passed: passed.length, longest: { name: first, since } }];
        });
    });
}

/** The last seat of what waits with another may have gone to the next in the order: that is what the next run finds. */
function reasonOf(cause: WaitCause, skuId: SkuId, of: SeatsOf): WaitReason {
  const seats = of(skuId);
  const isShort = cause.kind === "noSeat" || (cause.kind !== "stuck" && seats.left === 0);
  return isShort ? { kind: "noSeat", ...seats } : cause;
}

function waitOf(
  principal: Wait["principal"],
  { bound, licenses, waits }: PersonModel | GroupModel,
  of: SeatsOf,
): Wait[] {
  if (waits === undefined || waits.licenses.size === 0) return [];
  const place = bound.declared?.declarations.find((declaration) => declaration.place !== undefined)?.place;
  return [
    {
      principal,
      id: bound.id,
      name: bound.name,
      licenses: [...waits.licenses]
        .sort(([a], [b]) => byText(a, b))
        .map(([skuId, cause]) => ({ skuId, reason: reasonOf(cause, skuId, of) })),
      keeps: [...waits.keeps].filter((skuId) => !licenses.has(skuId)).sort(byText),
      ...(place !== undefined && { place }),
    },
  ];
}

/** Members for whom a group that the run changes will have no seat: which of them it is, Graph decides. */
function membersWithout(model: Model, without: Seating["without"], of: SeatsOf): Wait[] {
  return [...without].flatMap(([skuId, people]) =>
    people.flatMap(({ bound, memberOf, waits }): readonly Wait[] => {
      const giver = memberOf.find(({ grants }) => grants.has(skuId));
      if (giver === undefined || waits?.licenses.has(skuId) === true) return [];
      return [member(model, bound, giver.id, [{ skuId, reason: { kind: "noSeat", ...of(skuId) } }])];
    }),
  );
}

/** Members for whom a group had no seat when Graph last tried, and has none still. */
function strandedWaits(model: Model, stranded: readonly Stranded[], of: SeatsOf): Wait[] {
  return unservedMembers(model, stranded).map(({ group, user, without, others }) => {
    const [first] = without;
    return member(model, { id: user.id, name: user.userPrincipalName }, group.bound.id, [
      ...without.map((skuId) => ({ skuId, reason: { kind: "noSeat" as const, ...of(skuId) } })),
      ...others.map((skuId) => ({ skuId, reason: { kind: "together" as const, skuId: first ?? skuId } })),
    ]);
  });
}

function member(
  { index, groupModels }: Model,
  { id, name }: Pick<Wait, "id" | "name">,
  groupId: string,
  licenses: Wait["licenses"],
): Wait {
  const group = groupModels.find(({ bound }) => bound.id === groupId)?.bound.name;
  return {
    principal: "user",
    id,
    name,
    licenses,
    keeps: [],
    group: group ?? index.groups.get(groupId)?.displayName ?? groupId,
  };
}
