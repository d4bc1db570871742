/** What a condition of a pipeline knows; a name that is not there is empty, as on the hosts. */
export interface Surroundings {
  readonly lookup: (name: string) => string | undefined;
  readonly call: (name: string, args: readonly Value[]) => Value;
}

export type Value = string | boolean | undefined;

const token = /\s*('(?:[^']|'')*'|"[^"]*"|&&|\|\||==|!=|!|[(),[\]]|\$?[A-Za-z_][\w.-]*)/gy;

/**
 * Conditions of all three hosts: `a.b == 'c' && always()` (GitHub), `$A == "b" && $C` (GitLab),
 * `and(eq(variables['A'], 'b'), succeeded())` (Azure). What it does not know is an error, so that no condition passes
 * unread.
 */
export function evaluate(text: string, surroundings: Surroundings): Value {
  const tokens = split(text);
  let at = 0;
  const take = (expected?: string): string => {
    const next = tokens[at];
    if (next === undefined || (expected !== undefined && next !== expected))
      throw new Error(`${text}: ${expected ?? "more"} is missing`);
    at += 1;
    return next;
  };
  const either = (): Value => {
    let value = both();
    while (tokens[at] === "||") {
      take();
      const right = both();
      value = isTrue(value) ? value : right;
    }
    return value;
  };
  const both = (): Value => {
    let value = compared();
    while (tokens[at] === "&&") {
      take();
      const right = compared();
      value = isTrue(value) ? right : value;
    }
    return value;
  };
  const compared = (): Value => {
    const left = single();
    if (tokens[at] !== "==" && tokens[at] !== "!=") return left;
    const isEqual = take() === "==";
    return (text_(left) === text_(single())) === isEqual;
  };
  const single = (): Value => {
    const next = take();
    if (next === "!") return !isTrue(single());
    if (next === "(") {
      const value = either();
      take(")");
      return value;
    }
    if (next.startsWith("'")) return next.slice(1, -1).replaceAll("''", "'");
    if (next.startsWith('"')) return next.slice(1, -1);
    if (tokens[at] === "(") return surroundings.call(next, args());
    if (tokens[at] === "[") {
      take("[");
      const name = text_(single());
      take("]");
      // Azure's `variables['a.b']` is the variable itself, GitHub's `vars[matrix.tenant]` one of a context.
      return surroundings.lookup(next === "variables" ? name : `${next}.${name}`);
    }
    if (/^[A-Za-z_$]/.test(next)) return surroundings.lookup(next.replace(/^\$/, ""));
    throw new Error(`${text}: ${next} is not expected here`);
  };
  const args = (): readonly Value[] => {
    take("(");
    const values: Value[] = [];
    while (tokens[at] !== ")") {
      values.push(either());
      if (tokens[at] === ",") take();
    }
    take(")");
    return values;
  };
  const value = either();
  if (at < tokens.length) throw new Error(`${text}: ${tokens.slice(at).join(" ")} is left over`);
  return value;
}

export function isTrue(value: Value): boolean {
  return value === true || (typeof value === "string" && value !== "");
}

export function text_(value: Value): string {
  return value === undefined ? "" : String(value);
}

function split(text: string): readonly string[] {
  const tokens: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.trimEnd().length) {
    const from = token.lastIndex;
    const match = token.exec(text);
    if (match?.[1] === undefined) throw new Error(`${text}: cannot be read from ${text.slice(from)}`);
    tokens.push(match[1]);
  }
  return tokens;
}
