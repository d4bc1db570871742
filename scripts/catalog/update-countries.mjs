// Writes what countries are called into src/catalog, from the versions of i18n-iso-countries and countries-list that
// are installed, and says which names several countries bear: `npm run countries`.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { tsImport } from "tsx/esm/api";
import { chooseNames, composeCountryNames } from "./compose-countries.mjs";
import { readCountries } from "./country-sources.mjs";

const { countryCodes } = /** @type {{ countryCodes: readonly string[] }} */ (
  await tsImport("../../src/catalog/countries.ts", import.meta.url)
);
const { foldCountry } = /** @type {{ foldCountry: (name: string) => string }} */ (
  await tsImport("../../src/catalog/countries/fold-country.ts", import.meta.url)
);
const { names, disputed } = chooseNames(readCountries(countryCodes), foldCountry);
const file = "src/catalog/countries/country-names.ts";
writeFileSync(fileURLToPath(new URL(`../../${file}`, import.meta.url)), composeCountryNames(names));
for (const line of disputed) process.stdout.write(`${line}\n`);
process.stdout.write(`wrote ${file}: ${names.size} countries, ${disputed.length} names that several bear\n`);
