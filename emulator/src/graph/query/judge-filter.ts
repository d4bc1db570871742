import type { Settings } from "../../settings/settings";
import type { Property } from "../../tenant/directory-schema";
import { badRequest, RequestError } from "../graph-error";
import { FilterSyntaxError, parseFilter, type Filter } from "./parse-filter";

/** Graph refuses more alternatives than this in one filter. */
const maxAlternatives = 15;

export interface FilterRules {
  readonly type: string;
  readonly properties: ReadonlyMap<string, Property>;
  /** ConsistencyLevel: eventual and $count=true are both there. */
  readonly advanced: boolean;
  readonly settings: Settings;
}

/**
 * Reads a filter and refuses what Graph refuses: unknown properties, operators that a property does not have,
 * advanced ones without their header, more than 15 alternatives.
 * @throws RequestError
 */
export function readFilter(text: string, rules: FilterRules): Filter {
  let filter: Filter;
  try {
    filter = parseFilter(text);
  } catch (error) {
    if (error instanceof FilterSyntaxError)
      throw new RequestError(badRequest(`Invalid filter clause: ${error.message}.`, "BadRequest"));
    throw error;
  }
  judge(filter, rules);
  const alternatives = countAlternatives(filter);
  if (alternatives > maxAlternatives) {
    throw new RequestError(
      badRequest(
        "Too many child clauses specified in search filter expression containing 'OR' operators: " +
          `${alternatives}. Max allowed: ${maxAlternatives}.`,
        "Request_UnsupportedQuery",
      ),
    );
  }
  return filter;
}

function judge(filter: Filter, rules: FilterRules): void {
  switch (filter.kind) {
    case "and":
    case "or":
      for (const part of filter.filters) judge(part, rules);
      break;
    case "not":
      demand(rules, propertyOf(filter.filter), "not");
      judge(filter.filter, rules);
      break;
    case "compare":
    case "text":
      demand(rules, filter.property, filter.operator);
      break;
    case "in":
      if (filter.property === "id" && rules.settings.idInFilter === "unsupported")
        throw unsupported(rules, filter.property);
      demand(rules, filter.property, "in");
      break;
    case "any":
    case "count":
      demand(rules, filter.property, filter.kind);
      break;
  }
}

function demand(rules: FilterRules, name: string, operator: string): void {
  const property = rules.properties.get(name);
  if (property === undefined)
    throw new RequestError(
      badRequest(`Could not find a property named '${name}' on type 'microsoft.graph.${rules.type}'.`, "BadRequest"),
    );
  if (property.filter?.plain.includes(operator) === true) return;
  if (property.filter?.advanced.includes(operator) !== true) throw unsupported(rules, name);
  if (rules.advanced) return;
  throw new RequestError(
    badRequest(
      `Operator '${operator}' is not supported because the required parameters might be missing. Try adding ` +
        "$count=true query parameter and ConsistencyLevel:eventual header. Refer to " +
        "https://aka.ms/graph-docs/advanced-queries for more information",
      "Request_UnsupportedQuery",
    ),
  );
}

function unsupported(rules: FilterRules, name: string): RequestError {
  const type = `${rules.type.charAt(0).toUpperCase()}${rules.type.slice(1)}`;
  return new RequestError(
    badRequest(
      `Unsupported or invalid query filter clause specified for property '${name}' of resource '${type}'.`,
      "Request_UnsupportedQuery",
    ),
  );
}

function propertyOf(filter: Filter): string {
  return "property" in filter
    ? filter.property
    : propertyOf("filter" in filter ? filter.filter : (filter.filters[0] ?? filter));
}

function countAlternatives(filter: Filter): number {
  switch (filter.kind) {
    case "in":
      return filter.values.length;
    case "or":
      return filter.filters.reduce((sum, part) => sum + Math.max(1, countAlternatives(part)), 0);
    case "and":
      return Math.max(0, ...filter.filters.map(countAlternatives));
    case "not":
      return countAlternatives(filter.filter);
    case "compare":
    case "text":
    case "any":
    case "count":
      return 0;
  }
}
