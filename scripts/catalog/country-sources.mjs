// What well-kept libraries know of countries, brought together.
import { countries } from "countries-list";
import library from "i18n-iso-countries";

/** @typedef {import("./compose-countries.mjs").Country} Country */

/** Languages whose names are taken for all countries: those that directories of many countries are kept in. */
const everywhere = ["da", "de", "es", "fi", "fr", "it", "nb", "nl", "pl", "pt", "sv"];

/**
 * The countries whose codes are given, in that order.
 * @param {readonly string[]} codes
 * @returns {readonly Country[]}
 */
export function readCountries(codes) {
  const known = /** @type {Readonly<Record<string, { native: string, languages: readonly string[] }>>} */ (countries);
  return codes.map((code) => {
    const { native = "", languages = [] } = known[code] ?? {};
    return {
      code,
      alpha3: library.alpha2ToAlpha3(code) ?? "",
      english: namesIn("en", code),
      local: [tidy(native), ...languages.flatMap((language) => namesIn(language, code))].filter((name) => name !== ""),
      abroad: everywhere.flatMap((language) => namesIn(language, code)),
    };
  });
}

/**
 * @param {string} language
 * @param {string} code
 * @returns {readonly string[]}
 */
function namesIn(language, code) {
  return (library.getName(code, language, { select: "all" }) ?? []).map(tidy);
}

/**
 * Without the marks of writing direction that some names carry unseen.
 * @param {string} name
 */
function tidy(name) {
  return name.replace(/\p{Cf}/gu, "").trim();
}
