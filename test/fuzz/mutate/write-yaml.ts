import type { Chance } from "../support/chance";
import type { Tree } from "./tree";
import { writeJson } from "./write-json";

const plain = /^[A-Za-z0-9_./@%][A-Za-z0-9_./@% -]*$/;

/** A document as YAML, in the ways in which people and programs write it, and in some in which nobody does. */
export function writeYaml(tree: Tree, chance: Chance): string {
  return new YamlWriter(chance).write(tree);
}

class YamlWriter {
  readonly #chance: Chance;
  readonly #anchors: string[] = [];
  /** How seldom something is written that only YAML has. */
  readonly #rarity: number;

  constructor(chance: Chance) {
    this.#chance = chance;
    this.#rarity = chance.happens(2) ? 1_000_000 : 15;
  }

  write(tree: Tree): string {
    const head = this.#chance.pick(["", "", "", "", "---\n", "%YAML 1.2\n---\n", "# a comment\n", "\ufeff"]);
    const text = tree.kind === "scalar" ? ` ${this.#scalar(tree.value)}` : this.#block(tree, 0);
    return `${head}${text.replace(/^\n/, "")}\n${this.#chance.happens(100) ? "---\nb: 1\n" : ""}`;
  }

  /** What follows a key or a dash: a value in its line, or lines below it. */
  #block(tree: Tree, depth: number): string {
    const chance = this.#chance;
    if (this.#anchors.length > 0 && chance.happens(this.#rarity)) return ` *${chance.pick(this.#anchors)}`;
    const isEmpty = tree.kind === "list" ? tree.items.length === 0 : tree.kind === "map" && tree.entries.length === 0;
    const mark = this.#mark();
    if (tree.kind === "scalar") return `${mark} ${this.#scalar(tree.value)}`;
    if (isEmpty || depth > 40 || chance.happens(5)) return `${mark} ${writeJson(tree)}`;
    const indent = "  ".repeat(depth);
    if (tree.kind === "list")
      return `${mark}\n${tree.items.map((item) => `${indent}-${this.#item(item, depth + 1)}`).join("\n")}`;
    const lines = tree.entries.map(({ key, value }) => `${indent}${this.#key(key)}:${this.#block(value, depth + 1)}`);
    if (this.#anchors.length > 0 && chance.happens(this.#rarity))
      lines.push(`${indent}<<: *${chance.pick(this.#anchors)}`);
    return `${mark}\n${lines.join("\n")}`;
  }

  #item(item: Tree, depth: number): string {
    const text = this.#block(item, depth);
    const indent = "  ".repeat(depth);
    return text.startsWith(`\n${indent}`) && this.#chance.happens(2) ? ` ${text.slice(1 + indent.length)}` : text;
  }

  /** An anchor or a tag before a value. */
  #mark(): string {
    const chance = this.#chance;
    if (!chance.happens(this.#rarity)) return "";
    if (chance.happens(2))
      return ` ${chance.pick(["!!str", "!!map", "!!seq", "!!binary", "!!set", "!x", "!", "!!float"])}`;
    const name = `a${this.#anchors.length}`;
    this.#anchors.push(name);
    return ` &${name}`;
  }

  #key(key: string): string {
    return plain.test(key) && !this.#chance.happens(20) ? key : JSON.stringify(key);
  }

  #scalar(value: unknown): string {
    if (typeof value === "number" && !Number.isFinite(value)) return ".inf";
    if (typeof value !== "string") return JSON.stringify(value);
    switch (this.#chance.below(12)) {
      case 0:
        return `'${value.replaceAll("'", "''")}'`;
      case 1:
        return /[\n\r]/.test(value) ? JSON.stringify(value) : `|\n${" ".repeat(90)}${value}`;
      case 2:
        // As it stands, whatever that means.
        return value;
      case 3:
        return JSON.stringify(value);
      default:
        return plain.test(value) ? value : JSON.stringify(value);
    }
  }
}
