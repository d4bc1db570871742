import { dump } from "js-yaml";
import type { Place } from "../../plan/desired";
import type { WrittenLicense } from "../import/licenses";
import type { Restoration } from "./decide-restore";

/** The texts of files by path, as they are and as they shall be. */
export type Texts = ReadonlyMap<string, string>;

export interface Edits {
  readonly texts: Texts;
  /** What has to be done by hand: a line that holds more than the one name. */
  readonly byHand: readonly string[];
}

/** Takes lines out that name one principal and nothing else; everything around them stays byte for byte. */
export function takeOutLines(texts: Texts, restorations: readonly Restoration[]): Edits {
  const lines = new Map<string, Set<number>>();
  const byHand: string[] = [];
  for (const { name, takeOut } of restorations) {
    for (const { assignment, place } of takeOut) {
      const line = texts.get(place.file)?.split("\n")[place.line - 1];
      if (line !== undefined && namesOnly(line, name, place)) lines.set(place.file, (lines.get(place.file) ?? new Set()).add(place.line));
      else byHand.push(`Take ${name} out of "${assignment}", ${place.file}:${String(place.line)}:${String(place.column)}.`);
    }
  }
  const edited = new Map(texts);
  for (const [file, numbers] of lines) {
    const kept = (texts.get(file) ?? "").split("\n").filter((_, index) => !numbers.has(index + 1));
    edited.set(file, kept.join("\n"));
  }
  return { texts: edited, byHand };
}

/** `- adele@contoso.com # joined in May`, a line of a list, or a row of a .csv file. */
function namesOnly(line: string, name: string, place: Place): boolean {
  if (/\.csv$/i.test(place.file)) return line.toLowerCase().includes(name.toLowerCase());
  const content = line.replace(/\r$/, "").replace(/(^|\s)#.*$/, "").trim();
  const bare = /\.ya?ml$/i.test(place.file) ? content.replace(/^-\s+/, "").replace(/^(["'])(.*)\1$/, "$2") : content;
  const isItem = !/\.ya?ml$/i.test(place.file) || content.startsWith("- ");
  return isItem && bare.toLowerCase() === name.toLowerCase();
}

/** A part of the stack that gives back what was held; those who held the same stand together. */
export function composePart(restorations: readonly Restoration[], title: string): string | undefined {
  const sets = new Map<string, { readonly give: readonly WrittenLicense[]; readonly kind: "users" | "groups"; readonly names: string[] }>();
  for (const { principal, name, give } of restorations) {
    if (give.length === 0) continue;
    const kind = principal === "user" ? "users" : "groups";
    const key = JSON.stringify([kind, give.map((license) => [license.sku, license.disable])]);
    const set = sets.get(key) ?? { give, kind, names: [] };
    set.names.push(name);
    sets.set(key, set);
  }
  if (sets.size === 0) return undefined;
  const assignments = [...sets.values()].map(({ give, kind, names }, index) =>
    [
      `  - name: ${scalar(`${title}${sets.size === 1 ? "" : ` (${String(index + 1)})`}`)}`,
      "    licenses:",
      ...give.map((license) => (license.disable.length === 0 ? `      - ${scalar(license.sku)}` : `      - sku: ${scalar(license.sku)}\n        disable: [${license.disable.map(scalar).join(", ")}]`)),
      `    ${kind}:`,
      ...names.map((name) => `      - ${scalar(name)}`),
    ].join("\n"),
  );
  return ["# yaml-language-server: $schema=../schema/stack-part.schema.json", `# ${title}.`, "assignments:", ...assignments, ""].join("\n");
}

/** Adds a file to `include`, or begins the list under `tenant`. Undefined where the stack is written in a way that this cannot edit. */
export function includePart(text: string, part: string): string | undefined {
  const flow = /^include:[ \t]*\[([^\]#\n]*)\]/m.exec(text);
  if (flow !== null) {
    const items = (flow[1] ?? "").trim();
    return text.replace(flow[0], `include: [${items === "" ? "" : `${items}, `}${scalar(part)}]`);
  }
  const block = /^include:[ \t]*(#.*)?\r?\n([ \t]*)- /m.exec(text);
  if (block !== null) return text.replace(block[0], `${block[0].slice(0, block[0].length - 2 - (block[2] ?? "").length)}${block[2] ?? ""}- ${scalar(part)}\n${block[2] ?? ""}- `);
  if (/^include:/m.test(text)) return undefined;
  const tenant = /^tenant:.*$/m.exec(text);
  return tenant === null ? undefined : text.replace(tenant[0], `${tenant[0]}\ninclude:\n  - ${scalar(part)}`);
}

function scalar(text: string): string {
  const plain = dump(text, { lineWidth: -1 }).trimEnd();
  return /^[|>]/.test(plain) || /[,[\]{}]/.test(plain) ? JSON.stringify(text) : plain;
}
