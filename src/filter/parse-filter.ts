import { checkFilter } from "./check-filter";
import type { Filter, Literal, ParsedFilter } from "./filter";
import { FilterError, syntax, type Token, tokenize } from "./tokens";

/** Letters; Graph takes a few thousand in an address. */
const longest = 1_500;
/** Brackets and `not`s within each other. */
const deepest = 30;

const functions = { startswith: "startsWith", endswith: "endsWith" } as const;

/** What other languages and other resources of Graph have and the people of a directory have not. */
const missing: Readonly<Record<string, string>> = {
  contains: "Write `startsWith(…)`, or `in` with all values.",
  like: "Write `startsWith(…)`.",
  has: "Write `eq` or `in`.",
  ge: "Write `in` with all values, or `startsWith(…)`.",
  le: "Write `in` with all values, or `startsWith(…)`.",
  gt: "Write `in` with all values, or `startsWith(…)`.",
  lt: "Write `in` with all values, or `startsWith(…)`.",
  is: "Write `eq`.",
  equals: "Write `eq`.",
};

/**
 * The filter that a text says, or what is wrong with it: the first mistake of its form, or every attribute and
 * operator that Graph does not have for people.
 */
export function parseFilter(text: string): ParsedFilter {
  if (text.length > longest)
    return {
      kind: "faults",
      faults: [
        {
          kind: "syntax",
          at: longest,
          message: `A filter has at most ${longest.toLocaleString("en-US")} letters; this one has ${text.length}.`,
          remedy: "Divide it into several assignments, or put these people into a group.",
        },
      ],
    };
  try {
    const filter = new FilterParser(tokenize(text)).parse();
    const faults = checkFilter(filter);
    return faults.length === 0 ? { kind: "ok", filter } : { kind: "faults", faults };
  } catch (error) {
    if (error instanceof FilterError) return { kind: "faults", faults: [error.fault] };
    throw error;
  }
}

/** Takes tokens one after the other; `or` binds less than `and`, and `not` most. */
class FilterParser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  parse(): Filter {
    if (this.#peek().kind === "end")
      throw syntax(0, "The filter is empty.", "Write one, like `department eq 'Sales'`.");
    const filter = this.#chain("or", () => this.#chain("and", () => this.#unary()));
    const rest = this.#peek();
    if (rest.kind !== "end")
      throw syntax(rest.at, `${shown(rest)} is not expected here.`, "Put `and` or `or` before it, or take it out.");
    return filter;
  }

  #chain(kind: "and" | "or", part: () => Filter): Filter {
    const first = part();
    const filters = [first];
    while (this.#skipWord(kind)) filters.push(part());
    // (a and b) and c is a and b and c.
    return filters.length === 1 ? first : { kind, filters: filters.flatMap((one) => partsOf(one, kind)) };
  }

  #unary(): Filter {
    const token = this.#peek();
    this.#depth += 1;
    if (this.#depth > deepest)
      throw syntax(token.at, `More than ${deepest} brackets stand within each other here.`, "Take some out.");
    const filter = this.#skipWord("not") ? ({ kind: "not", filter: this.#unary() } as const) : this.#group();
    this.#depth -= 1;
    return filter;
  }

  #group(): Filter {
    if (!this.#isMark("(")) return this.#clause();
    this.#next();
    const filter = this.#chain("or", () => this.#chain("and", () => this.#unary()));
    this.#take(")");
    return filter;
  }

  #clause(): Filter {
    const name = this.#next();
    if (name.kind !== "word" || isReserved(name.text))
      throw syntax(name.at, `An attribute is expected here, not ${shown(name)}.`, "Write one, like `department`.");
    if (this.#isMark("(")) return this.#call(name);
    const attribute = { attribute: name.text, at: name.at };
    const operator = this.#next();
    const word = operator.kind === "word" ? operator.text.toLowerCase() : "";
    if (word === "in") return { kind: "in", ...attribute, values: this.#values() };
    if (word === "eq" || word === "ne")
      return { kind: "compare", ...attribute, operator: word, value: this.#literal() };
    throw syntax(
      operator.at,
      `${shown(operator)} is no operator: \`eq\`, \`ne\` or \`in\` follows an attribute.`,
      missing[word] ?? `Write for example \`${name.text} eq 'Sales'\`.`,
    );
  }

  #call(name: Token): Filter {
    const word = name.text.toLowerCase();
    if (word !== "startswith" && word !== "endswith")
      throw syntax(
        name.at,
        `\`${name.text}\` is no function for the people of a directory.`,
        missing[word] ?? "Known are `startsWith(…)` and `endsWith(…)`.",
      );
    this.#take("(");
    const attribute = this.#next();
    if (attribute.kind !== "word")
      throw syntax(
        attribute.at,
        `An attribute is expected here, not ${shown(attribute)}.`,
        `Write for example \`${functions[word]}(department,'Sales')\`.`,
      );
    this.#take(",");
    const at = this.#peek();
    const value = this.#literal();
    if (typeof value !== "string")
      throw syntax(at.at, `${shown(at)} is no text.`, "Put it between `'`: a text has a beginning and an end.");
    this.#take(")");
    return { kind: "text", attribute: attribute.text, at: attribute.at, operator: functions[word], value };
  }

  #values(): readonly Literal[] {
    this.#take("(");
    const values = [this.#literal()];
    while (this.#isMark(",")) {
      this.#next();
      values.push(this.#literal());
    }
    this.#take(")");
    return values;
  }

  #literal(): Literal {
    const token = this.#next();
    if (token.kind === "text") return token.text;
    const word = token.text.toLowerCase();
    if (token.kind === "word" && (word === "true" || word === "false")) return word === "true";
    if (token.kind === "word" && word === "null") return null;
    const quoted = token.kind === "word" ? `Put texts between \`'\`: \`'${token.text}'\`.` : undefined;
    throw syntax(token.at, `A value is expected here, not ${shown(token)}.`, quoted ?? "Write one, like `'Sales'`.");
  }

  #peek(): Token {
    return this.#tokens[this.#at] ?? { kind: "end", text: "", at: 0 };
  }

  #next(): Token {
    const token = this.#peek();
    this.#at += 1;
    return token;
  }

  #isMark(mark: string): boolean {
    const { kind, text } = this.#peek();
    return kind === "mark" && text === mark;
  }

  #skipWord(word: string): boolean {
    const { kind, text } = this.#peek();
    if (kind !== "word" || text.toLowerCase() !== word) return false;
    this.#at += 1;
    return true;
  }

  #take(mark: string): void {
    const token = this.#next();
    if (token.kind !== "mark" || token.text !== mark)
      throw syntax(token.at, `\`${mark}\` is expected here, not ${shown(token)}.`, `Write \`${mark}\`.`);
  }
}

function partsOf(filter: Filter, kind: "and" | "or"): readonly Filter[] {
  return filter.kind === kind ? filter.filters : [filter];
}

function isReserved(word: string): boolean {
  return /^(and|or|eq|ne|in|true|false|null)$/i.test(word);
}

function shown({ kind, text }: Token): string {
  if (kind === "end") return "the end of the filter";
  return kind === "text" ? `the text \`'${text}'\`` : `\`${text}\``;
}
