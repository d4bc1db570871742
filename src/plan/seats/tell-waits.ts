import type { GroupModel, Model, PersonModel, WaitCause } from "../decide/model";
import { placeIn } from "./declared-order";
import type { SkuId } from "../../terms/observed";
import type { SeatLine, Wait, WaitReason } from "../../terms/plan";
import type { Pool } from "./seats";
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

/** Everybody who waits for a seat: groups, members of groups, then people in declared order. */
export function waitsOf(
  model: Model,
  { without }: Pick<Seating, "without">,
  stranded: readonly Stranded[],
  seats: readonly SeatLine[],
  pools: () => ReadonlyMap<SkuId, Pool>,
): readonly Wait[] {
  const of = seatsLeft(seats, pools);
  const place = placeIn(model);
  const groups = model.groupModels.flatMap((group) => waitOf("group", group, of));
  const people = [...model.people].sort((a, b) => place(a) - place(b)).flatMap((person) => waitOf("user", person, of));
  return [...groups, ...membersWithout(model, without, of), ...strandedWaits(model, stranded, of), ...people];
}

/** The last seat of what waits with another may have gone to the next in the order: that is what the next run finds. */
function reasonOf(cause: WaitCause, skuId: SkuId, of: SeatsOf): WaitReason {
  const seats = of(skuId);
  const isShort = cause.kind === "noSeat" || (cause.kind === "together" && seats.left === 0);
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
