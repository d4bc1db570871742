// Pure: from the names that libraries know of countries to the source file that holds them.

/** @typedef {{ readonly name: string, readonly code: string, readonly rank: number }} Claim */
/**
 * @typedef {{
 *   readonly code: string,
 *   readonly alpha3: string,
 *   readonly english: readonly string[],
 *   readonly local: readonly string[],
 *   readonly abroad: readonly string[],
 * }} Country
 */

const width = 120;

/**
 * Each name goes to one country. One that several bear goes to the one whose code it is, else to the only one that is
 * called so in English, else to the only one that calls itself so, else to none: a wrong country is worse than one that
 * is asked for.
 * @param {readonly Country[]} countries
 * @param {(name: string) => string} fold
 */
export function chooseNames(countries, fold) {
  /** @type {Map<string, Claim[]>} */
  const claims = new Map();
  for (const { code, alpha3, english, local, abroad } of countries)
    for (const [rank, names] of [[code, alpha3], english, local, abroad].entries())
      for (const name of names) claims.set(fold(name), [...(claims.get(fold(name)) ?? []), { name, code, rank }]);
  claims.delete("");
  const owners = new Map([...claims].map(([key, all]) => [key, chooseClaim(all)?.code]));
  /** @type {Map<string, readonly string[]>} */
  const names = new Map();
  for (const { code, alpha3 } of countries) {
    const short = fold(alpha3);
    const won = [...claims]
      .filter(([key]) => key !== short && owners.get(key) === code)
      .flatMap(([, all]) => all.find((claim) => claim.code === code && claim.rank > 0)?.name ?? []);
    names.set(code, [alpha3, ...won]);
  }
  const disputed = [...claims]
    .filter(([, all]) => new Set(all.map(({ code }) => code)).size > 1)
    .map(([key, all]) => `${key}: ${all.map(({ code }) => code).join(", ")} → ${owners.get(key) ?? "nobody"}`);
  return { names, disputed };
}

/** @param {readonly Claim[]} claims */
function chooseClaim(claims) {
  const best = Math.min(...claims.map(({ rank }) => rank));
  const [first, ...others] = claims.filter(({ rank }) => rank === best);
  return others.every(({ code }) => code === first?.code) ? first : undefined;
}

/** @param {ReadonlyMap<string, readonly string[]>} names */
export function composeCountryNames(names) {
  const lines = [...names].flatMap(([code, [alpha3 = "", ...others]]) => fill(`${code} ${alpha3}`, others));
  return (
    "/**\n" +
    " * Countries: alpha-2 and alpha-3 code, English names, names in their own languages and in those of many " +
    "tenants;\n" +
    " * one name for all that fold alike. Written by scripts/catalog/update-countries.mjs from i18n-iso-countries\n" +
    " * (MIT, Copyright (c) 2016 widdix GmbH) and countries-list (MIT, Copyright (c) 2014 Annexare Studio).\n */\n" +
    `export const countryLines = \`\n${lines.join("\n").replace(/[\\`]|\$(?=\{)/g, "\\$&")}\n\`;\n`
  );
}

/**
 * Names on lines that fit a screen.
 * @param {string} head
 * @param {readonly string[]} names
 */
function fill(head, names) {
  const lines = [head];
  for (const name of names) {
    const last = lines.at(-1) ?? "";
    if (last.length + 3 + name.length <= width) lines[lines.length - 1] = `${last} | ${name}`;
    else lines.push(`  | ${name}`);
  }
  return lines;
}
