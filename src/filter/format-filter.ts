import { findAttribute } from "./attributes";
import type { Filter, Literal } from "./filter";

/** A filter as it is sent: names as Graph spells them, brackets where they are needed. `parseFilter` is the inverse. */
export function formatFilter(filter: Filter): string {
  switch (filter.kind) {
    case "and":
      return filter.filters
        .map((part) => (part.kind === "or" ? `(${formatFilter(part)})` : formatFilter(part)))
        .join(" and ");
    case "or":
      return filter.filters.map(formatFilter).join(" or ");
    case "not":
      return `not (${formatFilter(filter.filter)})`;
    case "compare":
      return `${nameOf(filter.attribute)} ${filter.operator} ${formatLiteral(filter.value)}`;
    case "in":
      return `${nameOf(filter.attribute)} in (${filter.values.map(formatLiteral).join(",")})`;
    case "text":
      return `${filter.operator}(${nameOf(filter.attribute)},${formatLiteral(filter.value)})`;
  }
}

function nameOf(attribute: string): string {
  return findAttribute(attribute)?.name ?? attribute;
}

/** An apostrophe is doubled (OData URL conventions, 5.1.1.6.1). */
function formatLiteral(value: Literal): string {
  return typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value);
}
