import * as fc from "fast-check";
import library from "i18n-iso-countries";
import english from "i18n-iso-countries/langs/en.json";
import { describe, expect, it } from "vitest";
import { countryCodes, countryName, isCountryCode } from "../../src/catalog/countries";
import { countryAliases } from "../../src/catalog/countries/country-aliases";
import { countryLines } from "../../src/catalog/countries/country-names";
import { foldCountry } from "../../src/catalog/countries/fold-country";
import { resolveCountry } from "../../src/catalog/countries/resolve-country";
import { propertySeed } from "../support/property-seed";

/** Every name that is written down, with the country it stands at. */
const written = [
  ...countryLines
    .replaceAll("\n  |", " |")
    .trim()
    .split("\n")
    .flatMap((line) => [...line.slice(3).split(" | ")].map((name) => [name, line.slice(0, 2)] as const)),
  ...Object.entries(countryAliases).flatMap(([code, names]) => names.map((name) => [name, code] as const)),
];

describe("a country is understood", () => {
  it("by every code that the stack accepts, its alpha-3 code and its English names", () => {
    const misread = countryCodes.flatMap((code) =>
      [
        code,
        code.toLowerCase(),
        library.alpha2ToAlpha3(code) ?? "no alpha-3 code",
        countryName(code) ?? "no name in messages",
        ...[(english.countries as Record<string, string | string[]>)[code] ?? "no English name"].flat(),
      ]
        // Two countries are called so: nobody is put into one of them by it.
        .filter((text) => text !== "Congo")
        .filter((text) => resolveCountry(text) !== code)
        .map((text) => `${code} ${text}`),
    );
    expect(misread).toEqual([]);
  });

  it("by every name that is written down, as the country it is written at", () => {
    expect(written.length).toBeGreaterThan(2000);
    expect(written.filter(([name, code]) => resolveCountry(name) !== code)).toEqual([]);
  });

  it.each([
    ["AT", ["Österreich", "Oesterreich", "OSTERREICH", "Autriche"]],
    ["BE", ["België", "Belgique", "Belgien"]],
    ["BS", ["The Bahamas", "Bahamas, The", "Bahamas (the)"]],
    ["CH", ["Schweiz", "Suisse", "Svizzera"]],
    ["CI", ["Côte d’Ivoire", "Cote d'Ivoire", "Ivory Coast"]],
    ["CZ", ["Česká republika", "Česko", "Czech Republic", "Czechia"]],
    ["GB", ["UK", "U.K.", "uk", "Great Britain", "GREAT BRITAIN ", "England", "Großbritannien", "Royaume-Uni"]],
    ["GR", ["Ελλάδα", "ΕΛΛΆΔΑ", "Hellas"]],
    ["JP", ["日本", "Japan"]],
    ["KN", ["St. Kitts & Nevis", "St Kitts and Nevis", "Saint Kitts and Nevis"]],
    ["KR", ["Korea, Republic of", "Republic of Korea", "Korea (the Republic of)", "대한민국", "South Korea"]],
    ["NL", ["Nederland", "Holland", "The Netherlands", "Netherlands (the)"]],
    ["TR", ["Türkiye", "TÜRKİYE", "Turkey", "turkiye"]],
    ["US", ["USA", "U.S.A.", "US", "u.s.", "United States", "the United States of America", "Vereinigte Staaten"]],
  ])("%s by the names in use", (code, names) => {
    expect(names.filter((name) => resolveCountry(name) !== code)).toEqual([]);
  });

  it("whatever its case, blanks, punctuation and accents", () => {
    const noise = fc.constantFrom("", " ", ".", "-", "\u00A0", "\u200B");
    fc.assert(
      fc.property(fc.constantFrom(...written), fc.boolean(), noise, noise, ([name, code], upper, before, after) => {
        // Upper case of some letters is another word ("ŉ"); what folds alike is what is promised.
        const cased = upper && foldCountry(name.toUpperCase()) === foldCountry(name) ? name.toUpperCase() : name;
        expect(resolveCountry(`${before}${cased.normalize("NFD")}${after}`)).toBe(code);
      }),
      { seed: propertySeed },
    );
  });
});

describe("a country is not guessed", () => {
  it.each(["", " ", "ZZ", "XX", "EU", "XK", "Kosovo", "Narnia", "Congo", "ß", "Q", "GBRX", "826", "constructor", "?"])(
    "from %j",
    (text) => {
      expect(resolveCountry(text)).toBeUndefined();
    },
  );

  it("and whatever is understood is a code that the stack accepts", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: "grapheme", maxLength: 4 }), fc.stringMatching(/^[A-Za-z]{2,3}$/)),
        (text) => {
          const code = resolveCountry(text);
          expect(code === undefined || isCountryCode(code)).toBe(true);
        },
      ),
      { seed: propertySeed },
    );
  });
});
