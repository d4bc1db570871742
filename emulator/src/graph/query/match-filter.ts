import type { Filter, Literal } from "./parse-filter";

export type ReadProperty = (name: string) => unknown;

/** Whether an object passes a filter. Text is compared without regard to case, as the directory does. */
export function matchesFilter(filter: Filter, read: ReadProperty): boolean {
  switch (filter.kind) {
    case "and":
      return filter.filters.every((part) => matchesFilter(part, read));
    case "or":
      return filter.filters.some((part) => matchesFilter(part, read));
    case "not":
      return !matchesFilter(filter.filter, read);
    case "in":
      return filter.values.some((value) => same(readPath(read, filter.property), value));
    case "text": {
      return hasText(readPath(read, filter.property), filter.operator, filter.value);
    }
    case "any": {
      const values = readPath(read, filter.property);
      const { field, operator, value } = filter;
      return (
        Array.isArray(values) &&
        values.some((item: unknown) =>
          operator === "eq"
            ? same(fieldOf(item, field), value)
            : hasText(fieldOf(item, field), operator, String(value)),
        )
      );
    }
    case "count": {
      const values = readPath(read, filter.property);
      const equal = (Array.isArray(values) ? values.length : 0) === filter.value;
      return filter.operator === "eq" ? equal : !equal;
    }
    case "compare":
      return compare(readPath(read, filter.property), filter.operator, filter.value);
  }
}

/** The value behind a path such as `employeeOrgData/costCenter`. */
function readPath(read: ReadProperty, path: string): unknown {
  // A filter of everybody looks at everybody.
  if (!path.includes("/")) return read(path);
  const [name = "", ...fields] = path.split("/");
  return fields.reduce<unknown>((value, field) => fieldOf(value, field), read(name));
}

function hasText(value: unknown, operator: "startswith" | "endswith", wanted: string): boolean {
  if (typeof value !== "string") return false;
  const [text, part] = [value.toLowerCase(), wanted.toLowerCase()];
  return operator === "startswith" ? text.startsWith(part) : text.endsWith(part);
}

function fieldOf(item: unknown, field: string): unknown {
  return field === ""
    ? item
    : typeof item === "object" && item !== null
      ? (item as Record<string, unknown>)[field]
      : undefined;
}

function compare(value: unknown, operator: "eq" | "ne" | "ge" | "le" | "gt" | "lt", literal: Literal): boolean {
  if (operator === "eq") return same(value, literal);
  if (operator === "ne") return !same(value, literal);
  if (typeof value !== "string" || typeof literal !== "string") return false;
  const [left, right] = [value.toLowerCase(), literal.toLowerCase()];
  switch (operator) {
    case "ge":
      return left >= right;
    case "le":
      return left <= right;
    case "gt":
      return left > right;
    case "lt":
      return left < right;
  }
}

function same(value: unknown, literal: Literal): boolean {
  if (value === undefined || value === null) return literal === null;
  if (typeof value === "string" && typeof literal === "string") return value.toLowerCase() === literal.toLowerCase();
  return value === literal;
}

/**
 * The values that an object must have in one of these properties for a filter to pass, where the filter says so: for a
 * look-up instead of a scan.
 */
export function findKeys(filter: Filter, property: string): readonly string[] | undefined {
  switch (filter.kind) {
    case "compare":
      return filter.property === property && filter.operator === "eq" && typeof filter.value === "string"
        ? [filter.value]
        : undefined;
    case "in":
      return filter.property === property ? filter.values.map(String) : undefined;
    case "or": {
      const keys = filter.filters.map((part) => findKeys(part, property));
      return keys.every((part) => part !== undefined) ? keys.flat() : undefined;
    }
    case "and":
      return filter.filters.map((part) => findKeys(part, property)).find((part) => part !== undefined);
    case "not":
    case "text":
    case "any":
    case "count":
      return undefined;
  }
}
