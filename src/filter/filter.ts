/** What a filter compares with. */
export type Literal = string | boolean | null;

/**
 * Whom a filter of Graph selects, as a tree: the part of OData's language that Microsoft documents for the people of a
 * directory and that makes sense for who gets a licence. `at` is the offset of the attribute in the text.
 */
export type Filter =
  | {
      readonly kind: "compare";
      readonly attribute: string;
      readonly operator: "eq" | "ne";
      readonly value: Literal;
      readonly at: number;
    }
  | { readonly kind: "in"; readonly attribute: string; readonly values: readonly Literal[]; readonly at: number }
  | {
      readonly kind: "text";
      readonly attribute: string;
      readonly operator: "startsWith" | "endsWith";
      readonly value: string;
      readonly at: number;
    }
  | { readonly kind: "not"; readonly filter: Filter }
  | { readonly kind: "and" | "or"; readonly filters: readonly Filter[] };

/** A filter that tests one attribute. */
export type Clause = Exclude<Filter, { kind: "not" | "and" | "or" }>;

/** What is wrong with a filter, and what to write instead. */
export interface FilterFault {
  readonly kind: "syntax" | "attribute" | "operator";
  /** Of the first letter that is wrong, from 0. */
  readonly at: number;
  readonly message: string;
  readonly remedy: string;
}

export type ParsedFilter =
  | { readonly kind: "ok"; readonly filter: Filter }
  | { readonly kind: "faults"; readonly faults: readonly FilterFault[] };

/** Every test of one attribute, from left to right. */
export function clausesOf(filter: Filter): readonly Clause[] {
  switch (filter.kind) {
    case "and":
    case "or":
      return filter.filters.flatMap(clausesOf);
    case "not":
      return clausesOf(filter.filter);
    case "compare":
    case "in":
    case "text":
      return [filter];
  }
}
