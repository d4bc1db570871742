import fc from "fast-check";
import type { HttpResult } from "../../../src/graph/connect/graph-http";

/** One way in which an answer of Graph may be wrong. */
export type Wrong =
  | { readonly kind: "right" }
  /** The text as a whole. */
  | { readonly kind: "cut"; readonly at: number }
  | { readonly kind: "page" | "empty" | "redirect" | "broken" | "brokenBefore" | "padded" }
  | { readonly kind: "status"; readonly status: number }
  /** A value inside of it: taken out, another type, more than there was, or that of a neighbour. */
  | { readonly kind: "without" | "twice"; readonly at: number }
  | { readonly kind: "mistyped"; readonly at: number; readonly value: unknown }
  | { readonly kind: "more"; readonly at: number; readonly value: unknown }
  | { readonly kind: "swapped"; readonly at: number; readonly with: number }
  /** Whatever text somebody makes of it. */
  | { readonly kind: "changed"; readonly change: (body: unknown) => string; readonly status: number };

const place = fc.nat(400);
const oddity = fc.oneof(
  fc.constantFrom<unknown>(null, 0, -1, 1e308, true, "", "x", [], {}, { valueOf: 1, toString: 1 }, [null], [[]]),
  fc.jsonValue({ maxDepth: 2 }),
);

export const wrong: fc.Arbitrary<Wrong> = fc.oneof(
  { weight: 2, arbitrary: fc.constant<Wrong>({ kind: "right" }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("cut" as const), at: fc.nat(2_000) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom("page", "empty", "redirect", "broken", "brokenBefore", "padded"),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("status" as const),
      status: fc.constantFrom(202, 204, 301, 400, 403, 404, 408, 409, 410, 424, 429, 500, 502, 503, 504),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom("without", "twice"), at: place }) },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant("mistyped" as const), at: place, value: oddity }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("more" as const), at: place, value: oddity }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("swapped" as const), at: place, with: place }) },
);

/** What arrives in place of this answer. Never another valid value of the same type: that no reader could tell. */
export function spoil(body: unknown, wrongs: Wrong): HttpResult {
  const answer = (text: string, status = 200, headers: Readonly<Record<string, string>> = {}): HttpResult => ({
    kind: "answer",
    status,
    header: (name) => ({ "content-type": "application/json", ...headers })[name],
    text,
  });
  const text = JSON.stringify(body);
  switch (wrongs.kind) {
    case "right":
      return answer(text);
    case "cut":
      return answer(text.slice(0, Math.min(wrongs.at, text.length - 1)));
    case "page":
      return answer("<html>Welcome</html>", 200, { "content-type": "text/html" });
    case "empty":
      return answer("");
    case "padded":
      return answer(`${" ".repeat(100_000)}${text}`);
    case "redirect":
      return answer("", 302, { location: "https://elsewhere.example/?secret=1" });
    case "status":
      return answer(text, wrongs.status);
    case "broken":
    case "brokenBefore":
      return { kind: "broken", reason: "socket hang up" };
    case "changed":
      return answer(wrongs.change(body), wrongs.status);
    case "without":
    case "twice":
    case "mistyped":
    case "more":
    case "swapped":
      return answer(JSON.stringify(change(structuredClone(body), wrongs)));
  }
}

type Inner = Extract<Wrong, { at: number; kind: "without" | "twice" | "mistyped" | "more" | "swapped" }>;

function change(body: unknown, wrongs: Inner): unknown {
  const slots = listSlots(body).filter((slot) => wrongs.kind !== "without" || !Array.isArray(slot.holder));
  const slot = slots[wrongs.at % Math.max(1, slots.length)];
  if (slot === undefined) return body;
  const { holder, key } = slot;
  const value = holder[key];
  switch (wrongs.kind) {
    case "without":
      Reflect.deleteProperty(holder, key);
      return body;
    case "twice":
      if (Array.isArray(holder)) holder.push(structuredClone(value));
      return body;
    case "mistyped":
      // That nobody in particular gave a licence is a right answer, too.
      if (key === "assignedByGroup" && wrongs.value === null) return body;
      if (typeOf(wrongs.value) !== typeOf(value)) holder[key] = wrongs.value;
      return body;
    case "more":
      holder[Array.isArray(holder) ? holder.length : "surprise"] = wrongs.value;
      return body;
    case "swapped": {
      // Whole answers change places: somebody else's in place of one's own.
      const bodies = slots.filter((one) => one.key === "body" && typeOf(one.holder[one.key]) === "object");
      const other = bodies[wrongs.with % Math.max(1, bodies.length)];
      const own = bodies[wrongs.at % Math.max(1, bodies.length)];
      if (own !== undefined && other !== undefined) own.holder["body"] = structuredClone(other.holder["body"]);
      return body;
    }
  }
}

interface Slot {
  readonly holder: Record<string | number, unknown>;
  readonly key: string | number;
}

function listSlots(value: unknown): readonly Slot[] {
  if (typeof value !== "object" || value === null) return [];
  const holder = value as Record<string | number, unknown>;
  const keys: readonly (string | number)[] = Array.isArray(value) ? value.map((_, index) => index) : Object.keys(value);
  return keys.flatMap((key) => [{ holder, key }, ...listSlots(holder[key])]);
}

function typeOf(value: unknown): string {
  return value === null ? "null" : Array.isArray(value) ? "list" : typeof value;
}
