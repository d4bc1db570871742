import { dump } from "js-yaml";
import type { Observed } from "../../../terms/observed";
import { count, formatNumber } from "../../../report/content/words";
import { visible } from "../../../text/visible";
import { PeopleByAttribute, type Selected } from "./by-attribute";
import { list, recogniseBundles, slug, type Bundle } from "./bundles";
import { combine, type Combination, type Left, type LicensedGroup } from "./combinations";
import type { WrittenLicense } from "./licenses";

export interface ComposedStack {
  /** By path relative to the folder of stacks; the stack itself first. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly people: number;
  readonly groups: number;
  readonly assignments: number;
  readonly bundles: number;
  readonly left: readonly Left[];
  readonly notes: readonly string[];
}

export interface ComposeOptions {
  readonly stack: string;
  /** YYYY-MM-DD. */
  readonly today: string;
  /** Path of the schema, as the stack's first line names it to editors. */
  readonly schema: string;
  /** People up to this number are named in the stack itself; more stand in a list file. */
  readonly inline?: number;
  /** The file that says what goes into the stack, where not everything does. */
  readonly origin?: string;
  /** Whom an attribute says exactly is named by it (`usersWhere`), the others by name. */
  readonly by?: string;
  /** Severities to write under `rules`, by code. */
  readonly rules?: Readonly<Record<string, string>>;
}

/** Writes a tenant as a stack that changes nobody: direct licences, licences of groups, and the plans that are off. */
export function composeStack(
  observed: Observed,
  groups: readonly LicensedGroup[],
  options: ComposeOptions,
): ComposedStack {
  const { combinations, left, notes } = combine(observed, groups);
  const bundles = recogniseBundles(combinations);
  const used = new Set(combinations.flatMap((combination) => list(combination, bundles).bundles));
  const shown = bundles.filter((bundle) => used.has(bundle));
  const names = new Names();
  const lists: { path: string; text: string }[] = [];
  const by = options.by === undefined ? undefined : new PeopleByAttribute(options.by, observed.users);
  const assignments = combinations.map((combination) => {
    const selected = by?.select(combination) ?? { rest: combination.people };
    return assignmentText(combination, selected, bundles, names, options, lists);
  });
  const people = combinations.reduce((sum, combination) => sum + combination.people.length, 0);
  const groupCount = combinations.reduce((sum, combination) => sum + combination.groups.length, 0);
  const text = [
    `# yaml-language-server: $schema=${options.schema}`,
    `# ${oneLine(observed.tenant.displayName)} as it was on ${options.today}${ofOrigin(options)}: ` +
      `${count(people, "person", "people")} and ${count(groupCount, "group", "groups")} with licences of their own.`,
    `tenant: ${scalar(tenantName(observed))}`,
    ...rulesText(options.rules ?? {}),
    ...(shown.length === 0 ? [] : ["", "bundles:", ...shown.map(bundleText)]),
    "",
    ...(assignments.length === 0 ? ["assignments: []"] : ["assignments:", ...assignments]),
    "",
  ].join("\n");
  return {
    files: [{ path: `${options.stack}.yaml`, text }, ...lists],
    people,
    groups: groupCount,
    assignments: assignments.length,
    bundles: shown.length,
    left,
    notes,
  };
}

function ofOrigin({ origin }: ComposeOptions): string {
  return origin === undefined ? "" : `, of what ${oneLine(origin)} names`;
}

function assignmentText(
  combination: Combination,
  { where, rest }: Selected,
  bundles: readonly Bundle[],
  names: Names,
  options: ComposeOptions,
  lists: { path: string; text: string }[],
): string {
  const products = [...new Set(combination.licenses.map((license) => license.productName))].join(", ");
  const isGroup = combination.groups.length > 0;
  const name = names.take(
    `${products.length > 90 ? `${products.slice(0, 87)}...` : products}${isGroup ? " by group" : ""}`,
  );
  const listed = list(combination, bundles);
  const lines = [`  - name: ${scalar(name)}`, "    licenses:"];
  lines.push(
    ...listed.bundles.map((bundle) => `      - ${scalar(bundle.name)}`),
    ...listed.licenses.map((license) => licenseText(license, "      ")),
  );
  if (isGroup) lines.push("    groups:", ...combination.groups.map((group) => `      - ${scalar(group)}`));
  if (where !== undefined)
    lines.push(
      `    usersWhere: ${JSON.stringify(where)}   # ${formatNumber(combination.people.length - rest.length)} people`,
    );
  if (rest.length === 0) return lines.join("\n");
  if (rest.length <= (options.inline ?? 5))
    lines.push("    users:", ...rest.map((person) => `      - ${scalar(person)}`));
  else {
    const path = `lists/${options.stack}/${names.takeFile(slug(products, 60))}.txt`;
    lists.push({
      path,
      text:
        `# ${oneLine(name)}: ${count(rest.length, "person", "people")} on ` +
        `${options.today}\n${rest.map(lineOf).join("\n")}\n`,
    });
    lines.push(`    usersFrom: ${scalar(path)}   # ${formatNumber(rest.length)} people`);
  }
  return lines.join("\n");
}

function bundleText(bundle: Bundle): string {
  return [`  ${scalar(bundle.name)}:`, ...bundle.licenses.map((license) => licenseText(license, "    "))].join("\n");
}

function licenseText(license: WrittenLicense, indent: string): string {
  const comment = license.productName === license.sku ? "" : `   # ${oneLine(license.productName)}`;
  if (license.disable.length === 0) return `${indent}- ${scalar(license.sku)}${comment}`;
  return (
    `${indent}- sku: ${scalar(license.sku)}${comment}\n${indent}  disable: ` +
    `[${license.disable.map(scalar).join(", ")}]`
  );
}

function rulesText(rules: Readonly<Record<string, string>>): readonly string[] {
  const entries = Object.entries(rules);
  if (entries.length === 0) return [];
  return [
    "",
    "# The tenant breaks these rules today; take a line out once it no longer does.",
    "rules:",
    ...entries.map(([code, severity]) => `  ${scalar(code)}: ${severity}`),
  ];
}

/** The domain that never changes, if the tenant shows it. */
function tenantName(observed: Observed): string {
  const domains = observed.tenant.verifiedDomains;
  return domains.find((domain) => /^[^.]+\.onmicrosoft\.[a-z]+$/i.test(domain)) ?? domains[0] ?? observed.tenant.id;
}

/** As YAML writes it inside a block or a flow: quoted where it has to be. */
function scalar(text: string): string {
  const plain = dump(text, { lineWidth: -1 }).trimEnd();
  return /^[|>]/.test(plain) || /[,[\]{}]/.test(plain) ? JSON.stringify(text) : plain;
}

function oneLine(text: string): string {
  return visible(text).trim();
}

class Names {
  readonly #names = new Set<string>();
  readonly #files = new Set<string>();

  take(name: string): string {
    return unique(name, this.#names, (number) => ` (${String(number)})`);
  }

  takeFile(name: string): string {
    return unique(name, this.#files, (number) => `-${String(number)}`);
  }
}

function unique(name: string, taken: Set<string>, suffix: (number: number) => string): string {
  let result = name;
  for (let number = 2; taken.has(result.toLowerCase()); number += 1) result = `${name}${suffix(number)}`;
  taken.add(result.toLowerCase());
  return result;
}

/** A line that begins with `#` is a comment, unless it says otherwise. */
function lineOf(person: string): string {
  return person.startsWith("#") ? `\\${person}` : person;
}
