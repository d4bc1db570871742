export interface Token {
  readonly kind: "word" | "string" | "mark";
  readonly text: string;
}

export class FilterSyntaxError extends Error {}

/** @throws FilterSyntaxError where a quote is not closed */
export function tokenize(text: string): readonly Token[] {
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
