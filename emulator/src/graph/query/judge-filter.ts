import type { Settings } from "../../settings/settings";
import { endsWithPaths, type Filters, type Support } from "../../tenant/schema/filters";
import type { Properties } from "../../tenant/schema/property";
import { badRequest, RequestError } from "../graph-error";
import { FilterSyntaxError } from "./filter-tokens";
import { parseFilter, type Filter } from "./parse-filter";

/** Graph refuses more alternatives than this in one filter. */
const maxAlternatives = 15;

export interface FilterRules {
  readonly type: string;
  readonly properties: Properties;
  readonly filters: Filters;
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
      demand(rules, pathsOf(filter.filter)[0] ?? "", "not", "advanced");
      judge(filter.filter, rules);
      break;
    case "compare":
      demand(rules, filter.property, filter.operator, supportOf(rules, filter));
      break;
    case "text":
    case "any":
    case "in":
    case "count":
      demand(rules, pathOf(filter), operatorOf(filter), supportOf(rules, filter));
      break;
  }
}

function operatorOf(clause: Exclude<Clause, { kind: "compare" }>): string {
  return clause.kind === "text" ? clause.operator : clause.kind;
}

type Clause = Exclude<Filter, { kind: "and" | "or" | "not" }>;

/** What a clause needs, by Microsoft's table; undefined where it does not work at all. */
function supportOf(rules: FilterRules, clause: Clause): Support | undefined {
  const path = pathOf(clause);
  const filterable = rules.filters.get(path);
  if (filterable === undefined) return undefined;
  switch (clause.kind) {
    case "in":
      return path === "id" && rules.settings.idInFilter === "unsupported" ? undefined : filterable.eq;
    case "count":
      return clause.value === 0 || (clause.value === 1 && path === "owners/$count") ? "advanced" : undefined;
    case "text":
    case "any":
      if (clause.operator === "endswith") return endsWithPaths.has(path) ? "advanced" : undefined;
      return clause.operator === "startswith" ? filterable.startsWith : filterable.eq;
    case "compare":
      if (clause.operator === "ge" || clause.operator === "le") return filterable.range;
      if (clause.operator === "gt" || clause.operator === "lt") return undefined;
      if (clause.operator === "ne")
        return filterable.eq === undefined && clause.value !== null ? undefined : "advanced";
      return clause.value === null ? filterable.eqNull : filterable.eq;
  }
}

function demand(rules: FilterRules, path: string, operator: string, support: Support | undefined): void {
  const [name = ""] = path.split("/");
  if (!rules.properties.has(name) && !rules.filters.has(path))
    throw new RequestError(
      badRequest(`Could not find a property named '${name}' on type 'microsoft.graph.${rules.type}'.`, "BadRequest"),
    );
  if (support === "plain") return;
  if (support === undefined) throw unsupported(rules, name);
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

/** Every path that a filter looks at, as the table of filters names them. */
export function pathsOf(filter: Filter): readonly string[] {
  switch (filter.kind) {
    case "and":
    case "or":
      return filter.filters.flatMap(pathsOf);
    case "not":
      return pathsOf(filter.filter);
    case "compare":
    case "text":
    case "in":
    case "any":
    case "count":
      return [pathOf(filter)];
  }
}

function pathOf(clause: Clause): string {
  switch (clause.kind) {
    case "any":
      return `${clause.property}/any${clause.field === "" ? "" : `/${clause.field}`}`;
    case "count":
      return `${clause.property}/$count`;
    case "compare":
    case "text":
    case "in":
      return clause.property;
  }
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
