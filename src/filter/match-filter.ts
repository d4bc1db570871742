import { findAttribute } from "./attributes";
import { clausesOf, type Clause, type Filter, type Literal } from "./filter";

/** Attributes of one person, by name as Graph spells it; null where there is nothing. */
export type Attributes = Readonly<Record<string, Literal>>;

/** Names of what a filter looks at, each once, sorted. */
export function attributesOf(filter: Filter): readonly string[] {
  return [...new Set(clausesOf(filter).map(({ attribute }) => nameOf(attribute)))].sort();
}

/**
 * Whether a person passes a filter; text is compared without regard to case, as the directory does. Undefined where
 * something that the filter looks at is not known of the person.
 */
export function matchesFilter(filter: Filter, person: Attributes): boolean | undefined {
  return clausesOf(filter).every(({ attribute }) => Object.hasOwn(person, nameOf(attribute)))
    ? passes(filter, person)
    : undefined;
}

function passes(filter: Filter, person: Attributes): boolean {
  switch (filter.kind) {
    case "and":
      return filter.filters.every((part) => passes(part, person));
    case "or":
      return filter.filters.some((part) => passes(part, person));
    case "not":
      return !passes(filter.filter, person);
    case "compare":
      return isSame(valueOf(person, filter), filter.value) === (filter.operator === "eq");
    case "in":
      return filter.values.some((value) => isSame(valueOf(person, filter), value));
    case "text": {
      const value = valueOf(person, filter);
      if (typeof value !== "string") return false;
      const [text, part] = [value.toLowerCase(), filter.value.toLowerCase()];
      return filter.operator === "startsWith" ? text.startsWith(part) : text.endsWith(part);
    }
  }
}

/**
 * Why a person does not pass, in the words of a report: `department is no longer "Sales" but "IT"`.
 *
 * @param once the person passed before: "is no longer" instead of "is not"
 */
export function whyNot(filter: Filter, person: Attributes, once: boolean): string {
  switch (filter.kind) {
    case "and": {
      const failing = filter.filters.filter((part) => !passes(part, person));
      return failing.map((part) => whyNot(part, person, once)).join(", ");
    }
    case "or":
      return [...new Set(filter.filters.map((part) => whyNot(part, person, once)))].join(", ");
    case "not":
      return clausesOf(filter.filter)
        .map((clause) => `${nameOf(clause.attribute)} is ${shown(valueOf(person, clause))}`)
        .filter((text, at, all) => all.indexOf(text) === at)
        .join(", ");
    case "compare":
      if (filter.operator === "ne") return `${nameOf(filter.attribute)} is ${shown(valueOf(person, filter))}`;
      return isNot(filter, shown(filter.value), person, once);
    case "in":
      return isNot(filter, `one of ${filter.values.map(shown).join(", ")}`, person, once);
    case "text": {
      const verb = filter.operator === "startsWith" ? "start" : "end";
      const wanted = `${once ? `no longer ${verb}s` : `does not ${verb}`} with ${shown(filter.value)}`;
      return `${nameOf(filter.attribute)} ${wanted} but is ${shown(valueOf(person, filter))}`;
    }
  }
}

function isNot(clause: Clause, wanted: string, person: Attributes, once: boolean): string {
  const value = valueOf(person, clause);
  const but = typeof value === "boolean" ? "" : ` but ${shown(value)}`;
  return `${nameOf(clause.attribute)} is ${once ? "no longer" : "not"} ${wanted}${but}`;
}

function valueOf(person: Attributes, { attribute }: Clause): Literal {
  return person[nameOf(attribute)] ?? null;
}

function isSame(value: Literal, literal: Literal): boolean {
  if (typeof value === "string" && typeof literal === "string") return value.toLowerCase() === literal.toLowerCase();
  return value === literal;
}

function shown(value: Literal): string {
  return value === null || value === "" ? "empty" : typeof value === "string" ? `"${value}"` : String(value);
}

function nameOf(attribute: string): string {
  return findAttribute(attribute)?.name ?? attribute;
}
