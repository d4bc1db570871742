import { FilterSyntaxError, tokenize, type Token } from "./filter-tokens";

/** The part of OData's filter language that directory objects know. */
export type Filter =
  | {
      readonly kind: "compare";
      readonly property: string;
      readonly operator: "eq" | "ne" | "ge" | "le" | "gt" | "lt";
      readonly value: Literal;
    }
  | { readonly kind: "in"; readonly property: string; readonly values: readonly Literal[] }
  | {
      readonly kind: "text";
      readonly property: string;
      readonly operator: "startswith" | "endswith";
      readonly value: string;
    }
  | {
      readonly kind: "any";
      readonly property: string;
      /** Of an item of the collection; empty for the item itself. */
      readonly field: string;
      readonly operator: "eq" | "startswith" | "endswith";
      readonly value: Literal;
    }
  | { readonly kind: "count"; readonly property: string; readonly operator: "eq" | "ne"; readonly value: Literal }
  | { readonly kind: "not"; readonly filter: Filter }
  | { readonly kind: "and" | "or"; readonly filters: readonly Filter[] };

export type Literal = string | number | boolean | null;

/** @throws FilterSyntaxError */
export function parseFilter(text: string): Filter {
  return new FilterParser(tokenize(text)).parse();
}

type TextOperator = "startswith" | "endswith";

/** Takes a filter's tokens one after the other; `or` binds less than `and`, and `not` most. */
class FilterParser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  parse(): Filter {
    const filter = this.#parseOr();
    const rest = this.#peek();
    if (rest !== undefined) throw new FilterSyntaxError(`'${rest.text}' not expected`);
    return filter;
  }

  #parseOr(): Filter {
    const filters = [this.#parseAnd()];
    while (this.#skipWord("or")) filters.push(this.#parseAnd());
    return filters.length === 1 && filters[0] !== undefined ? filters[0] : { kind: "or", filters };
  }

  #parseAnd(): Filter {
    const filters = [this.#parseUnary()];
    while (this.#skipWord("and")) filters.push(this.#parseUnary());
    return filters.length === 1 && filters[0] !== undefined ? filters[0] : { kind: "and", filters };
  }

  #parseUnary(): Filter {
    if (this.#skipWord("not")) return { kind: "not", filter: this.#parseUnary() };
    const token = this.#peek();
    if (token?.text !== "(" || token.kind !== "mark") return this.#parseClause();
    this.#next();
    const filter = this.#parseOr();
    this.#take(")");
    return filter;
  }

  #parseClause(): Filter {
    const name = this.#takeWord();
    const lower = name.toLowerCase();
    const isCall = this.#peek()?.text === "(";
    if (isCall && isTextOperator(lower)) {
      const { field, value } = this.#parseArguments();
      return { kind: "text", property: field, operator: lower, value: String(value) };
    }
    if (isCall && name.endsWith("/any")) return this.#parseAny(name.slice(0, -"/any".length));
    const operator = this.#takeWord().toLowerCase();
    if (operator === "in") return { kind: "in", property: name, values: this.#parseValues() };
    if (!isComparison(operator)) throw new FilterSyntaxError(`'${operator}' is not an operator`);
    const value = this.#takeLiteral();
    if (!name.endsWith("/$count")) return { kind: "compare", property: name, operator, value };
    if (operator !== "eq" && operator !== "ne")
      throw new FilterSyntaxError("$count can be compared with eq and ne only");
    return { kind: "count", property: name.slice(0, -"/$count".length), operator, value };
  }

  #parseValues(): readonly Literal[] {
    this.#take("(");
    const values = [this.#takeLiteral()];
    while (this.#peek()?.text === ",") {
      this.#next();
      values.push(this.#takeLiteral());
    }
    this.#take(")");
    return values;
  }

  #parseAny(property: string): Filter {
    this.#take("(");
    const variable = this.#takeWord();
    this.#take(":");
    const { field, operator, value } = this.#parseItem();
    this.#take(")");
    if (field !== variable && !field.startsWith(`${variable}/`))
      throw new FilterSyntaxError(`'${field}' does not belong to '${variable}'`);
    return { kind: "any", property, field: field.slice(variable.length + 1), operator, value };
  }

  #parseItem(): { readonly field: string; readonly operator: "eq" | TextOperator; readonly value: Literal } {
    const word = this.#takeWord();
    const operator = word.toLowerCase();
    if (this.#peek()?.text === "(" && isTextOperator(operator)) return { operator, ...this.#parseArguments() };
    this.#take("eq");
    return { field: word, operator: "eq", value: this.#takeLiteral() };
  }

  /** `(field,'value')` behind the name of a function. */
  #parseArguments(): { readonly field: string; readonly value: Literal } {
    this.#take("(");
    const field = this.#takeWord();
    this.#take(",");
    const value = this.#takeLiteral();
    this.#take(")");
    return { field, value };
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#at];
  }

  #next(): Token {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw new FilterSyntaxError("the filter ends too early");
    this.#at += 1;
    return token;
  }

  #skipWord(word: string): boolean {
    const token = this.#peek();
    if (token?.kind !== "word" || token.text.toLowerCase() !== word) return false;
    this.#at += 1;
    return true;
  }

  #take(text: string): void {
    const token = this.#next();
    if (token.kind === "string" || token.text.toLowerCase() !== text)
      throw new FilterSyntaxError(`'${text}' expected, '${token.text}' found`);
  }

  #takeWord(): string {
    const token = this.#next();
    if (token.kind !== "word") throw new FilterSyntaxError(`a name expected, '${token.text}' found`);
    return token.text;
  }

  #takeLiteral(): Literal {
    const token = this.#next();
    if (token.kind === "mark") throw new FilterSyntaxError(`a value expected, '${token.text}' found`);
    return token.kind === "string" ? token.text : readWord(token.text);
  }
}

function isTextOperator(operator: string): operator is TextOperator {
  return operator === "startswith" || operator === "endswith";
}

function isComparison(operator: string): operator is "eq" | "ne" | "ge" | "le" | "gt" | "lt" {
  return ["eq", "ne", "ge", "le", "gt", "lt"].includes(operator);
}

function readWord(word: string): Literal {
  if (word === "true" || word === "false") return word === "true";
  if (word === "null") return null;
  return /^-?\d+$/.test(word) ? Number(word) : word;
}
