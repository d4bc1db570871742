import type { Chance } from "../support/chance";
import type { Oddities } from "./oddities";

/** A document as its text has it: keys may stand twice, and be called `__proto__`. */
export type Tree =
  | { kind: "scalar"; value: unknown }
  | { kind: "list"; items: Tree[] }
  | { kind: "map"; entries: { key: string; value: Tree }[] };

export function treeOf(value: unknown): Tree {
  if (Array.isArray(value)) return { kind: "list", items: value.map(treeOf) };
  if (typeof value !== "object" || value === null) return { kind: "scalar", value };
  return { kind: "map", entries: Object.entries(value).map(([key, one]) => ({ key, value: treeOf(one) })) };
}

function copyTree(tree: Tree): Tree {
  if (tree.kind === "scalar") return { ...tree };
  if (tree.kind === "list") return { kind: "list", items: tree.items.map(copyTree) };
  return { kind: "map", entries: tree.entries.map(({ key, value }) => ({ key, value: copyTree(value) })) };
}

/** A place in a document: what holds a value, and the how manieth it is. */
type Slot = { readonly holder: Exclude<Tree, { kind: "scalar" }>; readonly at: number };

function slotsOf(tree: Tree, found: Slot[] = []): Slot[] {
  if (tree.kind === "list")
    for (const [at, item] of tree.items.entries()) {
      found.push({ holder: tree, at });
      slotsOf(item, found);
    }
  else if (tree.kind === "map")
    for (const [at, { value }] of tree.entries.entries()) {
      found.push({ holder: tree, at });
      slotsOf(value, found);
    }
  return found;
}

function valueIn({ holder, at }: Slot): Tree {
  const value = holder.kind === "list" ? holder.items[at] : holder.entries[at]?.value;
  return value ?? { kind: "scalar", value: null };
}

function putInto({ holder, at }: Slot, value: Tree): void {
  if (holder.kind === "list") holder.items[at] = value;
  else {
    const entry = holder.entries[at];
    if (entry !== undefined) entry.value = value;
  }
}

/** Changes a document in one to four places; the document itself is left as it is. */
export function changeTree(document: Tree, chance: Chance, odd: Oddities): Tree {
  let tree = copyTree(document);
  const times = 1 + (chance.happens(2) ? 0 : chance.below(4));
  for (let time = 0; time < times; time += 1) tree = changeOnce(tree, chance, odd);
  // Last of all: nothing else has to walk through it.
  return chance.happens(400) ? nest(tree, 100 + chance.below(10_000), chance) : tree;
}

function changeOnce(tree: Tree, chance: Chance, odd: Oddities): Tree {
  const slots = slotsOf(tree);
  if (slots.length === 0 || chance.happens(200)) return treeOf(odd.value(chance));
  const slot = chance.pick(slots);
  const value = valueIn(slot);
  switch (chance.below(12)) {
    case 0:
    case 1:
      putInto(slot, treeOf(odd.value(chance)));
      break;
    case 2:
      putInto(slot, copyTree(valueIn(chance.pick(slots))));
      break;
    case 3:
      if (slot.holder.kind === "list") slot.holder.items.splice(slot.at, 1);
      else slot.holder.entries.splice(slot.at, 1);
      break;
    case 4:
      repeat(slot, value, chance);
      break;
    case 5:
      rename(slot, odd.text(chance));
      break;
    case 6:
    case 7:
      add(chance.happens(2) ? value : slot.holder, chance, odd);
      break;
    case 8:
      putInto(slot, nest(value, chance.happens(30) ? 60 : 1 + chance.below(3), chance));
      break;
    case 9:
      if (value.kind === "scalar") putInto(slot, { kind: "scalar", value: changeScalar(value.value, chance, odd) });
      else putInto(slot, { kind: "scalar", value: odd.value(chance) });
      break;
    case 10:
      rename(slot, chance.pick(slots.flatMap(keyOf).concat(odd.text(chance))));
      break;
    default:
      swap(slot, chance.pick(slots));
  }
  return tree;
}

function keyOf({ holder, at }: Slot): readonly string[] {
  return holder.kind === "map" ? [holder.entries[at]?.key ?? ""] : [];
}

function repeat({ holder, at }: Slot, value: Tree, chance: Chance): void {
  const times = chance.happens(200) ? 2_000 : 1;
  for (let time = 0; time < times; time += 1)
    if (holder.kind === "list") holder.items.push(copyTree(value));
    else holder.entries.push({ key: holder.entries[at]?.key ?? "", value: copyTree(value) });
}

function rename({ holder, at }: Slot, key: string): void {
  const entry = holder.kind === "map" ? holder.entries[at] : undefined;
  if (entry !== undefined) entry.key = key;
}

function add(holder: Tree, chance: Chance, odd: Oddities): void {
  if (holder.kind === "list") holder.items.push(treeOf(odd.value(chance)));
  else if (holder.kind === "map") holder.entries.push({ key: odd.text(chance), value: treeOf(odd.value(chance)) });
}

function nest(value: Tree, depth: number, chance: Chance): Tree {
  let nested = value;
  for (let level = 0; level < depth; level += 1)
    nested = chance.happens(2)
      ? { kind: "list", items: [nested] }
      : { kind: "map", entries: [{ key: "a", value: nested }] };
  return nested;
}

/** Halves exchange places only where neither holds the other: a document has no circles. */
function swap(one: Slot, other: Slot): void {
  const [mine, theirs] = [copyTree(valueIn(one)), copyTree(valueIn(other))];
  putInto(one, theirs);
  putInto(other, mine);
}

function changeScalar(value: unknown, chance: Chance, odd: Oddities): unknown {
  if (typeof value === "number") return chance.pick([value + 1, -value, value * 1e9, value / 3, 1e308, String(value)]);
  if (typeof value !== "string") return odd.value(chance);
  const at = chance.below(value.length + 1);
  switch (chance.below(4)) {
    case 0:
      return value.slice(0, at) + odd.text(chance) + value.slice(at);
    case 1:
      return value.slice(0, at);
    case 2:
      return value.slice(0, at) + value.slice(at + 1);
    default:
      return chance.happens(2) ? value.toUpperCase() : value + value;
  }
}
