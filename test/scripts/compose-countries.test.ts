import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { chooseNames, composeCountryNames } from "../../scripts/catalog/compose-countries.mjs";
import { readCountries } from "../../scripts/catalog/country-sources.mjs";
import { countryCodes } from "../../src/catalog/countries";
import { foldCountry } from "../../src/catalog/countries/fold-country";

const country = (code: string, over: Partial<Parameters<typeof chooseNames>[0][number]> = {}) => ({
  code,
  alpha3: `${code}X`,
  english: [],
  local: [],
  abroad: [],
  ...over,
});
const namesOf = (...countries: readonly ReturnType<typeof country>[]) =>
  Object.fromEntries(chooseNames(countries, foldCountry).names);

it("the names in the catalog are those of the installed libraries", () => {
  const file = readFileSync("src/catalog/countries/country-names.ts", "utf8");
  expect(composeCountryNames(chooseNames(readCountries(countryCodes), foldCountry).names)).toBe(file);
});

it("no line is too long to be read", () => {
  const lines = readFileSync("src/catalog/countries/country-names.ts", "utf8").split("\n");
  expect(lines.filter((line) => line.length > 120)).toEqual([]);
});

it("names that fold alike are kept once", () => {
  expect(namesOf(country("AA", { english: ["Åa"], local: ["aa!", "Aaland"] }))).toEqual({
    AA: ["AAX", "Åa", "Aaland"],
  });
});

it("a name of several countries goes to the one that is called so in English, else at home, else to none", () => {
  const one = country("AA", { english: ["East"], abroad: ["West", "Both"] });
  const other = country("BB", { local: ["West"], abroad: ["East", "Both"] });
  expect(namesOf(one, other)).toEqual({ AA: ["AAX", "East"], BB: ["BBX", "West"] });
  expect(chooseNames([one, other], foldCountry).disputed).toEqual([
    "east: AA, BB → AA",
    "west: AA, BB → BB",
    "both: AA, BB → nobody",
  ]);
});

it("a name that is another country's code is that country's", () => {
  expect(namesOf(country("AA", { local: ["Bb", "BBX"] }), country("BB"))).toEqual({ AA: ["AAX"], BB: ["BBX"] });
});
