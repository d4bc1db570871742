import { codePointOf } from "../../catalog/look-alike";

/** A character that word processors and web pages put into names, and what was typed. */
interface OddCharacter {
  readonly name: string;
  readonly plain: string;
}

const rows: readonly (readonly [string, string, string])[] = [
  ["\u2018", "left single quotation mark", "'"],
  ["\u2019", "right single quotation mark", "'"],
  ["\u02bc", "modifier letter apostrophe", "'"],
  ["\uff07", "full-width apostrophe", "'"],
  ["\u00b4", "acute accent", "'"],
  ["\u201c", "left double quotation mark", ""],
  ["\u201d", "right double quotation mark", ""],
  ["\u201e", "low double quotation mark", ""],
  ["\u2010", "hyphen", "-"],
  ["\u2011", "no-break hyphen", "-"],
  ["\u2012", "figure dash", "-"],
  ["\u2013", "en dash", "-"],
  ["\u2014", "em dash", "-"],
  ["\u2212", "minus sign", "-"],
  ["\u00ad", "soft hyphen", ""],
  ["\u00a0", "no-break space", ""],
  ["\u2007", "figure space", ""],
  ["\u202f", "narrow no-break space", ""],
  ["\u200b", "zero-width space", ""],
  ["\u200c", "zero-width non-joiner", ""],
  ["\u200d", "zero-width joiner", ""],
  ["\u200e", "left-to-right mark", ""],
  ["\u200f", "right-to-left mark", ""],
  ["\u2060", "word joiner", ""],
  ["\ufeff", "byte order mark", ""],
  ["\uff20", "full-width @", "@"],
  ["\uff0e", "full-width full stop", "."],
];

const odd: ReadonlyMap<string, OddCharacter> = new Map(rows.map(([sign, name, plain]) => [sign, { name, plain }]));

const oddSigns = new RegExp(`[${[...odd.keys()].join("")}]`, "u");

/**
 * What is odd about a name that looks like another: a character that no user principal name can hold, or a letter that
 * is written as two. Such a name is nobody's, and would wait for its owner for ever.
 * https://learn.microsoft.com/en-us/entra/identity/hybrid/connect/plan-connect-userprincipalname
 */
export function oddityOf(name: string): string | undefined {
  if (!oddSigns.test(name) && name.normalize("NFC") === name) return undefined;
  const plain = plainName(name);
  const sign = Array.from(name).find((one) => odd.has(one));
  const known = sign === undefined ? undefined : odd.get(sign);
  const meant = plain === "" ? "" : ` Did you mean \`${plain}\`?`;
  if (sign !== undefined && known !== undefined)
    return `There is a ${known.name} (${codePointOf(sign)}) in \`${name}\`, which no user principal name has.${meant}`;
  const mark = /\p{M}/u.exec(name.normalize("NFD"))?.[0] ?? "";
  return `A letter of \`${name}\` and its accent (${codePointOf(mark)}) are two characters.${meant}`;
}

/** The name that was meant: quotes and dashes as keyboards have them, nothing invisible, letters in one piece. */
function plainName(name: string): string {
  return Array.from(name)
    .map((sign) => odd.get(sign)?.plain ?? sign)
    .join("")
    .normalize("NFC");
}

const invisible = /[\s\u00ad\u200b-\u200f\u2060\ufeff]/u;

/**
 * A text without what cannot be seen at its ends. Letter by letter from both: a pattern that ends at the end of the
 * text is tried from every letter of a long run, and a line of 100,000 such letters took minutes.
 */
export function trimInvisible(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && invisible.test(text.charAt(start))) start += 1;
  while (end > start && invisible.test(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}
