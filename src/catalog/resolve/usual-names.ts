import type { Catalog } from "../catalog";
import type { Product } from "../types";

/**
 * What people say for short, in lower case, and the part numbers that they may mean by it. Apart from the names of
 * products: a stack may call a bundle `E3`.
 */
const shortNames: Readonly<Record<string, readonly string[]>> = {
  e1: ["STANDARDPACK"],
  e3: ["SPE_E3", "ENTERPRISEPACK"],
  e5: ["SPE_E5", "ENTERPRISEPREMIUM"],
  e7: ["MICROSOFT_365_E7"],
  f1: ["M365_F1", "M365_F1_COMM"],
  f3: ["SPE_F1", "DESKLESSPACK"],
  bp: ["SPB"],
  bs: ["O365_BUSINESS_PREMIUM"],
  bb: ["O365_BUSINESS_ESSENTIALS", "SMB_BUSINESS_ESSENTIALS"],
  "business premium": ["SPB"],
  "business standard": ["O365_BUSINESS_PREMIUM"],
  "business basic": ["O365_BUSINESS_ESSENTIALS", "SMB_BUSINESS_ESSENTIALS"],
};

/** What stands for something else in names that people write, each replaced by what Microsoft writes. */
const spellings: readonly (readonly [pattern: RegExp, text: string])[] = [
  [/[_(),:‐-―-]+/g, " "],
  [/[&+]/g, " and "],
  [/\b(?:m|ms|microsoft) ?365/g, " microsoft 365 "],
  [/\b(?:o|off|office) ?365/g, " office 365 "],
  [/\b(?:d|dyn|dynamics) ?365/g, " dynamics 365 "],
  [/(?<!\S)(?:w\/o|without|excluding)(?!\S)/g, "no"],
  [/\bnon profit\b/g, "nonprofit"],
  [/\bplan ?(?=[efag]\d)/g, ""],
  [/365 +enterprise +(?=[efag]\d)/g, "365 "],
  [/\b(?:plan|p) ?(\d)\b/g, "p$1"],
  [/\b(?:aad|azure ad)\b/g, "azure active directory"],
  [/\b(?:licen[cs]es?|subscriptions?|sku|per user)$/g, ""],
  [/^microsoft (?! *365)/g, ""],
];

/**
 * A name without what people leave out, add or abbreviate, in lower case: two such texts that are equal mean the same.
 */
export function loosen(text: string): string {
  let loose = ` ${text.normalize("NFKC").toLowerCase()} `.replace(/\s+/g, " ").trim();
  for (const [pattern, replacement] of spellings)
    loose = loose.replace(pattern, replacement).replace(/\s+/g, " ").trim();
  return loose;
}

const looseNames = new WeakMap<Catalog, ReadonlyMap<string, readonly Product[]>>();

/** Products whose name, or else whose part number, loosened, is the given text, loosened too. */
export function looselyNamed(catalog: Catalog, text: string): readonly Product[] {
  let names = looseNames.get(catalog);
  if (names === undefined) looseNames.set(catalog, (names = indexLoosely(catalog)));
  return names.get(loosen(text)) ?? [];
}

/** Products that a short name may mean. */
export function shortlyNamed(catalog: Catalog, text: string): readonly Product[] {
  const short = loosen(text);
  if (!Object.hasOwn(shortNames, short)) return [];
  return (shortNames[short] ?? []).flatMap((partNumber) => catalog.byPartNumber.get(partNumber.toLowerCase()) ?? []);
}

/** Short names of one product alone, worth suggesting. */
export const telltaleNames: readonly (readonly [name: string, partNumber: string])[] = [
  ["Business Premium", "SPB"],
  ["Business Standard", "O365_BUSINESS_PREMIUM"],
];

function indexLoosely(catalog: Catalog): ReadonlyMap<string, readonly Product[]> {
  const names = groupLoosely(catalog, (product) => product.names);
  const partNumbers = groupLoosely(catalog, (product) => [product.partNumber]);
  return new Map([...partNumbers, ...names]);
}

function groupLoosely(catalog: Catalog, namesOf: (product: Product) => readonly string[]): Map<string, Product[]> {
  const groups = new Map<string, Product[]>();
  for (const product of catalog.products)
    for (const loose of new Set(namesOf(product).map(loosen))) {
      const group = groups.get(loose);
      if (group === undefined) groups.set(loose, [product]);
      else group.push(product);
    }
  return groups;
}
