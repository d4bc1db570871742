import { createHash } from "node:crypto";
import type { Undo } from "../../../report/json/undo-schema";
import type { Stack } from "../../../stack/stack";
import type { DesiredPrincipal } from "../../../terms/desired";
import type { SkuId } from "../../../terms/observed";
import type { WastedSeat } from "../../../terms/waste";
import { byText } from "../../../text/order";
import { loadTexts, restoreStack } from "../restore/restore-stack";
import { skuKey } from "../restore/restore-target";
import type { Texts } from "../restore/take-out";

export interface TakenFromStack {
  readonly texts: Texts;
  readonly people: readonly string[];
  readonly byHand: readonly string[];
  readonly problems: readonly string[];
}

/**
 * The stack without these seats: the same edit as that of an undo file which says that these people held none of them.
 * Everything else that they are declared stays declared, in a part of its own where it stood in the same assignment.
 *
 * @param seats of people whom the stack declares
 */
export function takeFromStack(
  seats: readonly WastedSeat[],
  stack: Stack,
  before: Texts,
  now: Date,
  {
    name,
    tenant,
    schema,
    skuOf,
  }: {
    readonly name: string;
    readonly tenant: Undo["tenant"];
    readonly schema: string;
    readonly skuOf: (name: string) => SkuId | undefined;
  },
): TakenFromStack {
  const declared = new Map(stack.desired.users.map((person) => [person.name.toLowerCase(), person]));
  const bySeat = new Map<DesiredPrincipal, WastedSeat[]>();
  for (const seat of seats) {
    const person = declared.get(seat.name.toLowerCase());
    if (person !== undefined) bySeat.set(person, [...(bySeat.get(person) ?? []), seat]);
  }
  const namesOf = (person: DesiredPrincipal, of: readonly WastedSeat[]): readonly string[] =>
    person.licenses.map(({ sku }) => sku).filter((sku) => of.some(({ skuId }) => skuOf(sku) === skuId));
  const principals = [...bySeat].map(([person, of]) => ({
    principal: "user" as const,
    id: of[0]?.userId ?? "",
    name: person.name,
    currentName: person.name,
    licenses: [],
    changed: namesOf(person, of).map(skuKey).sort(byText),
  }));
  const digest = createHash("sha256").update(JSON.stringify(principals)).digest("hex").slice(0, 12);
  const undo: Undo = {
    format: "m365-licenses/undo",
    version: 1,
    stack: name,
    tenant,
    today: stack.today,
    digest,
    principals,
  };
  const title = `What is left of those who gave a seat back on ${stack.today}`;
  const { texts, byHand, problems } = restoreStack(undo, stack, before, now, { schema, folder: "reclaimed", title });
  const after = loadTexts(stack.file, texts, now);
  const still =
    after.kind === "invalid"
      ? []
      : [...bySeat].flatMap(([{ name: who }, of]) => {
          const person = after.stack.desired.users.find((one) => one.name.toLowerCase() === who.toLowerCase());
          const names = person === undefined ? [] : namesOf(person, of);
          return names.length === 0 || byHand.some((text) => text.startsWith(`${who} `))
            ? []
            : [`${who} is still declared ${names.join(", ")}: the place cannot be edited. Take it out by hand.`];
        });
  return {
    texts,
    people: principals.map((one) => one.name).sort(byText),
    byHand: [...byHand, ...still],
    problems,
  };
}
