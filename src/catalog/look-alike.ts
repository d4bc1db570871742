/**
 * Cyrillic and Greek letters that are drawn like Latin ones, by the Latin letter. From confusables.txt of Unicode's
 * technical standard 39 (https://www.unicode.org/Public/security/latest/confusables.txt), lower case, letters only.
 */
const drawnLike: Readonly<Record<string, string>> = {
  a: "аα",
  b: "ь",
  c: "сϲ",
  d: "ԁ",
  e: "еҽ",
  g: "ց",
  h: "һ",
  i: "іιı",
  j: "јϳ",
  k: "кκ",
  l: "ӏ",
  m: "м",
  n: "пη",
  o: "оοσ",
  p: "рρ",
  q: "ԛ",
  r: "г",
  s: "ѕ",
  t: "тτ",
  u: "υ",
  v: "ѵν",
  w: "ԝω",
  x: "хχ",
  y: "уγ",
  z: "ᴢ",
};

/** Capital letters that look like a Latin one although their small forms do not. */
const capitals: Readonly<Record<string, string>> = { В: "b", Н: "h", Ν: "n", Η: "h", Β: "b", Ρ: "p", Ζ: "z" };

const latinOf = new Map(
  Object.entries(drawnLike).flatMap(([latin, letters]) => Array.from(letters, (letter) => [letter, latin] as const)),
);

/**
 * What is left of a name when case, diacritics, invisible characters and the script of letters that look the same are
 * taken away: names with the same skeleton look alike.
 */
export function skeletonOf(name: string): string {
  const plain = name.normalize("NFKD").replace(/[\p{M}\p{Cf}]/gu, "");
  return Array.from(plain)
    .map((sign) => capitals[sign] ?? sign.toLowerCase())
    .map((sign) => latinOf.get(sign) ?? sign)
    .join("")
    .replace(/[‘’ʼ`´]/gu, "'")
    .replace(/[‐-―−]/gu, "-")
    .replace(/\s+/gu, " ")
    .trim();
}

const foreign = /[\p{Script=Cyrillic}\p{Script=Greek}]/u;

/**
 * A letter of a word that mixes Latin with Cyrillic or Greek, which no language does and every forgery of a name does;
 * undefined where no word does.
 */
export function foreignLetter(name: string): string | undefined {
  if (!foreign.test(name)) return undefined;
  for (const word of name.match(/\p{L}+/gu) ?? [])
    if (/\p{Script=Latin}/u.test(word)) {
      const letter = foreign.exec(word)?.[0];
      if (letter !== undefined) return letter;
    }
  return undefined;
}

/** "U+0430" */
export function codePointOf(sign: string): string {
  return `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
