// Pure: from the products of Microsoft's table to the source files that hold its facts, and from two tables to what
// changed.

/** @typedef {{ readonly id: string, readonly name: string, readonly friendlyName: string }} Plan */
/**
 * @typedef {{
 *   readonly skuId: string,
 *   readonly partNumber: string,
 *   readonly names: readonly string[],
 *   readonly plans?: readonly Plan[],
 * }} Product
 */

const width = 120;

/**
 * Products that a newer table no longer has stay, since somebody still holds them.
 * @param {readonly Product[]} products
 * @param {readonly Product[]} before
 */
export function keepVanished(products, before) {
  const listed = new Set(products.map((product) => product.skuId));
  return [...products, ...before.filter((product) => !listed.has(product.skuId))];
}

/**
 * The products in the order of the file, each plan with one spelling.
 * @param {readonly Product[]} products
 * @returns {readonly (Product & { readonly plans: readonly Plan[] })[]}
 */
export function tidyProducts(products) {
  const plans = new Map(unitePlans(products).map((plan) => [plan.id, plan]));
  return products
    .map((product) => ({
      ...product,
      plans: (product.plans ?? []).map((plan) => plans.get(plan.id) ?? plan).sort(byName),
    }))
    .sort((a, b) => compare(a.partNumber.toLowerCase(), b.partNumber.toLowerCase()) || compare(a.skuId, b.skuId));
}

/**
 * Two source files. ASCII, as a text with one sign beyond takes twice the memory; texts instead of JSON, as ten
 * thousand small values cost a start of the product a twentieth.
 * @param {ReturnType<typeof tidyProducts>} products
 */
export function composeFiles(products) {
  const plans = unitePlans(products).sort(byName);
  /** @type {Map<string, number>} */
  const namesakes = new Map();
  for (const { name } of plans) namesakes.set(name, (namesakes.get(name) ?? 0) + 1);
  /** @param {Plan} plan */
  const label = ({ id, name }) => (namesakes.get(name) === 1 && !name.includes(",") ? name : id);
  return {
    "plans.ts":
      "/**\n * Service plans of Microsoft's table, one a line: id, service plan name, name for people.\n" +
      " * Written by scripts/catalog/update-table.mjs.\n */\n" +
      constant(
        "planLines",
        plans.flatMap(({ id, name, friendlyName }) => record(`${id} ${name}`, [friendlyName])),
      ),
    "products.ts":
      "/**\n" +
      " * Products of Microsoft's table: id, part number, names with the display name first; below, further in, the\n" +
      " * product's service plans, by id where several have the name. Written by scripts/catalog/update-table.mjs.\n" +
      " */\n" +
      constant(
        "productLines",
        products.flatMap((product) => [
          ...record(`${product.skuId} ${product.partNumber}`, product.names),
          ...fill(product.plans.map(label)),
        ]),
      ),
  };
}

/**
 * What a person has to look at before the new table is committed, one line a fact.
 * @param {ReturnType<typeof tidyProducts>} before
 * @param {ReturnType<typeof tidyProducts>} after
 * @returns {readonly string[]}
 */
export function describeChanges(before, after) {
  const old = new Map(before.map((product) => [product.skuId, product]));
  const lines = [];
  for (const product of after) {
    const was = old.get(product.skuId);
    old.delete(product.skuId);
    const title = `${product.partNumber} (${product.skuId})`;
    if (was === undefined) {
      lines.push(`+ ${title}: ${product.names.join(" / ")}; service plans: ${product.plans.length}`);
      continue;
    }
    if (was.partNumber !== product.partNumber) lines.push(`~ ${title}: was ${was.partNumber}`);
    if (was.names.join("\n") !== product.names.join("\n"))
      lines.push(`~ ${title}: ${was.names.join(" / ")} → ${product.names.join(" / ")}`);
    const more = missingFrom(was.plans, product.plans).map((name) => `+${name}`);
    const fewer = missingFrom(product.plans, was.plans).map((name) => `-${name}`);
    if (more.length + fewer.length > 0) lines.push(`~ ${title}: ${[...more, ...fewer].join(" ")}`);
  }
  for (const product of old.values()) lines.push(`- ${product.partNumber} (${product.skuId})`);
  const plans = new Map(unitePlans(before).map((plan) => [plan.id, `${plan.name} | ${plan.friendlyName}`]));
  for (const { id, name, friendlyName } of unitePlans(after)) {
    const was = plans.get(id);
    if (was !== undefined && was !== `${name} | ${friendlyName}`)
      lines.push(`~ service plan ${was} → ${name} | ${friendlyName}`);
  }
  return lines;
}

/**
 * Microsoft's rows spell one plan in several ways: the spelling that most rows have stands for all, of its names for
 * people one that is neither shouted nor the service plan name.
 * @param {readonly Product[]} products
 * @returns {Plan[]}
 */
function unitePlans(products) {
  /** @type {Map<string, { names: string[], friendly: string[] }>} */
  const spellings = new Map();
  for (const { plans = [] } of products)
    for (const { id, name, friendlyName } of plans) {
      const known = spellings.get(id) ?? { names: [], friendly: [] };
      known.names.push(name);
      known.friendly.push(friendlyName);
      spellings.set(id, known);
    }
  return [...spellings].map(([id, { names, friendly }]) => {
    const plain = friendly.filter((text) => text !== text.toUpperCase() && !names.includes(text));
    return { id, name: mostFrequent(names), friendlyName: mostFrequent(plain.length > 0 ? plain : friendly) };
  });
}

/** @param {readonly string[]} texts */
function mostFrequent(texts) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  const [first] = [...counts].sort(([textA, a], [textB, b]) => b - a || compare(textA, textB));
  return first?.[0] ?? "";
}

/**
 * @param {string} name
 * @param {readonly string[]} lines
 */
function constant(name, lines) {
  const text = lines
    .join("\n")
    .replace(/[\\`]|\$(?=\{)/g, "\\$&")
    .replace(/[^ -~\n]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return `export const ${name} = \`\n${text}\n\`;\n`;
}

/**
 * A record on one line, or with each of its names on a line of its own where it is too long.
 * @param {string} head
 * @param {readonly string[]} names
 */
function record(head, names) {
  const line = [head, ...names].join(" | ");
  return line.length <= width ? [line] : [head, ...names.map((name) => `  | ${name}`)];
}

/**
 * Names on lines that fit a screen.
 * @param {readonly string[]} names
 */
function fill(names) {
  /** @type {string[]} */
  const lines = [];
  for (const name of names) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 2 + name.length <= width) lines[lines.length - 1] = `${last}, ${name}`;
    else lines.push(`  ${name}`);
  }
  return lines;
}

/**
 * @param {readonly Plan[]} known
 * @param {readonly Plan[]} plans
 */
function missingFrom(known, plans) {
  const ids = new Set(known.map((plan) => plan.id));
  return plans.filter((plan) => !ids.has(plan.id)).map((plan) => plan.name);
}

/**
 * @param {Plan} a
 * @param {Plan} b
 */
function byName(a, b) {
  return compare(a.name.toLowerCase(), b.name.toLowerCase()) || compare(a.id, b.id);
}

/**
 * @param {string} a
 * @param {string} b
 */
function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
