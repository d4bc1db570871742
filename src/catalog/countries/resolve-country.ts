import { isCountryCode } from "../countries";
import { countryAliases } from "./country-aliases";
import { countryLines } from "./country-names";
import { foldCountry } from "./fold-country";

let codeByName: ReadonlyMap<string, string> | undefined;

/**
 * The country that a directory's free text means, as the alpha-2 code that `usageLocation` takes: by alpha-2 or alpha-3
 * code, by English or local name, by a usual alias. Undefined where it is not understood: nothing is guessed.
 */
export function resolveCountry(text: string): string | undefined {
  const written = text.trim();
  if (/^[A-Za-z]{2}$/.test(written) && isCountryCode(written.toUpperCase())) return written.toUpperCase();
  // Made when a name is to be read: most runs meet none.
  codeByName ??= readNames();
  return codeByName.get(foldCountry(written));
}

/** Each country of the table: its two codes, then its names; further lines of it stand further in. */
function readNames(): ReadonlyMap<string, string> {
  const codes = new Map<string, string>();
  for (const [, code = "", names = ""] of countryLines.matchAll(/^([A-Z]{2}) (.+(?:\n {2}\| .+)*)$/gm))
    for (const name of [...names.split(/\s+\| /), ...(countryAliases[code] ?? [])])
      if (isCountryCode(code)) codes.set(foldCountry(name), code);
  return codes;
}
