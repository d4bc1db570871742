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

type Token = { readonly kind: "word" | "string" | "mark"; readonly text: string };

export class FilterSyntaxError extends Error {}

/** @throws FilterSyntaxError */
export function parseFilter(text: string): Filter {
  const tokens = tokenize(text);
  let at = 0;
  const peek = (): Token | undefined => tokens[at];
  const next = (): Token => {
    const token = tokens[at];
    if (token === undefined) throw new FilterSyntaxError("the filter ends too early");
    at += 1;
    return token;
  };
  const isWord = (word: string): boolean => peek()?.kind === "word" && peek()?.text.toLowerCase() === word;
  const take = (text: string): void => {
    const token = next();
    if (token.kind === "string" || token.text.toLowerCase() !== text)
      throw new FilterSyntaxError(`'${text}' expected, '${token.text}' found`);
  };
  const takeWord = (): string => {
    const token = next();
    if (token.kind !== "word") throw new FilterSyntaxError(`a name expected, '${token.text}' found`);
    return token.text;
  };
  const takeLiteral = (): Literal => {
    const token = next();
    if (token.kind === "mark") throw new FilterSyntaxError(`a value expected, '${token.text}' found`);
    return token.kind === "string" ? token.text : readWord(token.text);
  };

  const parseOr = (): Filter => {
    const filters = [parseAnd()];
    while (isWord("or")) {
      next();
      filters.push(parseAnd());
    }
    return filters.length === 1 && filters[0] !== undefined ? filters[0] : { kind: "or", filters };
  };
  const parseAnd = (): Filter => {
    const filters = [parseUnary()];
    while (isWord("and")) {
      next();
      filters.push(parseUnary());
    }
    return filters.length === 1 && filters[0] !== undefined ? filters[0] : { kind: "and", filters };
  };
  const parseUnary = (): Filter => {
    if (isWord("not")) {
      next();
      return { kind: "not", filter: parseUnary() };
    }
    if (peek()?.text === "(" && peek()?.kind === "mark") {
      next();
      const filter = parseOr();
      take(")");
      return filter;
    }
    return parseClause();
  };
  const parseClause = (): Filter => {
    const name = takeWord();
    const lower = name.toLowerCase();
    if ((lower === "startswith" || lower === "endswith") && peek()?.text === "(") {
      next();
      const property = takeWord();
      take(",");
      const value = takeLiteral();
      take(")");
      return { kind: "text", property, operator: lower, value: String(value) };
    }
    if (name.endsWith("/any") && peek()?.text === "(") return parseAny(name.slice(0, -"/any".length));
    const operator = takeWord().toLowerCase();
    if (operator === "in") {
      take("(");
      const values = [takeLiteral()];
      while (peek()?.text === ",") {
        next();
        values.push(takeLiteral());
      }
      take(")");
      return { kind: "in", property: name, values };
    }
    if (!isComparison(operator)) throw new FilterSyntaxError(`'${operator}' is not an operator`);
    const value = takeLiteral();
    if (name.endsWith("/$count")) {
      if (operator !== "eq" && operator !== "ne")
        throw new FilterSyntaxError("$count can be compared with eq and ne only");
      return { kind: "count", property: name.slice(0, -"/$count".length), operator, value };
    }
    return { kind: "compare", property: name, operator, value };
  };
  const parseAny = (property: string): Filter => {
    next();
    const variable = takeWord();
    take(":");
    const { field, operator, value } = parseItem();
    take(")");
    if (field !== variable && !field.startsWith(`${variable}/`))
      throw new FilterSyntaxError(`'${field}' does not belong to '${variable}'`);
    return { kind: "any", property, field: field.slice(variable.length + 1), operator, value };
  };
  const parseItem = (): { field: string; operator: "eq" | "startswith" | "endswith"; value: Literal } => {
    const word = takeWord();
    const operator = word.toLowerCase();
    if (peek()?.text !== "(" || (operator !== "startswith" && operator !== "endswith")) {
      take("eq");
      return { field: word, operator: "eq", value: takeLiteral() };
    }
    next();
    const field = takeWord();
    take(",");
    const value = takeLiteral();
    take(")");
    return { field, operator, value };
  };

  const filter = parseOr();
  const rest = peek();
  if (rest !== undefined) throw new FilterSyntaxError(`'${rest.text}' not expected`);
  return filter;
}

function isComparison(operator: string): operator is "eq" | "ne" | "ge" | "le" | "gt" | "lt" {
  return ["eq", "ne", "ge", "le", "gt", "lt"].includes(operator);
}

function readWord(word: string): Literal {
  if (word === "true" || word === "false") return word === "true";
  if (word === "null") return null;
  return /^-?\d+$/.test(word) ? Number(word) : word;
}

function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const char = text[at] ?? "";
    if (/\s/.test(char)) {
      at += 1;
    } else if ("(),:".includes(char)) {
      tokens.push({ kind: "mark", text: char });
      at += 1;
    } else if (char === "'") {
      const end = findQuote(text, at + 1);
      tokens.push({ kind: "string", text: text.slice(at + 1, end).replaceAll("''", "'") });
      at = end + 1;
    } else {
      // A date has colons, a lambda has one too, right behind its variable: a word may contain a colon only between
      // digits.
      const word = /^(?:[^\s(),:']|(?<=\d):(?=\d))+/.exec(text.slice(at))?.[0] ?? char;
      tokens.push({ kind: "word", text: word });
      at += word.length;
    }
  }
  return tokens;
}

/** The closing quote; two quotes together are one that belongs to the text. */
function findQuote(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] !== "'") continue;
    if (text[at + 1] !== "'") return at;
    at += 1;
  }
  throw new FilterSyntaxError("a quote is not closed");
}
