import type { Model, PersonModel } from "../decide/model";
import type { SkuId } from "../../terms/observed";

/** Place of a person in the order that the stack declares; whom it does not name comes last. */
export type Place = (person: PersonModel) => number;
/** Place of a person among those who need a seat of a SKU: whoever comes last goes without first. */
export type Order = (person: PersonModel, skuId: SkuId) => number;

export function placeIn(model: Model): Place {
  const { policy, desired } = model.input;
  const names = policy.onShortage.kind === "inOrder" ? policy.onShortage.order : desired.users.map((user) => user.name);
  let places: ReadonlyMap<string, number> | undefined;
  return ({ bound }) => {
    places ??= new Map(names.map((name, at) => [name.toLowerCase(), at]));
    return places.get(bound.name.toLowerCase()) ?? names.length;
  };
}

/** Members of groups come first. */
export function orderIn(place: Place): Order {
  return (person, skuId) => (asksFor(person, skuId) ? place(person) : -1);
}

/** Whether it is the person's own licence that needs the seat, and no group gives the SKU anyway. */
export function asksFor({ decision, memberOf }: PersonModel, skuId: SkuId): boolean {
  return decision.grants.some((grant) => grant.skuId === skuId) && !memberOf.some(({ grants }) => grants.has(skuId));
}
