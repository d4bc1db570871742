import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

export interface PublishedProperty {
  readonly type: string;
  /** Microsoft's description of it. */
  readonly description: string;
}

/** The properties of a type, inherited ones too, as Microsoft publishes them for TypeScript. */
export function publishedProperties(version: "v1.0" | "beta", type: string): ReadonlyMap<string, PublishedProperty> {
  const name = version === "beta" ? "@microsoft/microsoft-graph-types-beta" : "@microsoft/microsoft-graph-types";
  const folder = dirname(createRequire(__filename).resolve(`${name}/package.json`));
  const text = readFileSync(join(folder, "microsoft-graph.d.ts"), "utf8").replaceAll("\r\n", "\n");
  return readInterface(text, type);
}

function readInterface(text: string, type: string): ReadonlyMap<string, PublishedProperty> {
  const [, parent, body = ""] =
    new RegExp(String.raw`^export interface ${type}(?: extends (\w+))? \{\n(.*?)^\}`, "ms").exec(text) ?? [];
  const own = [...body.matchAll(/(?:\/\*\*(.*?)\*\/\s+)?(\w+)\?: (.*?);/gs)].map(
    ([, description = "", property = "", declared = ""]): [string, PublishedProperty] => [
      property,
      {
        type: declared.replace(/^NullableOption<(.*)>$/, "$1"),
        description: description.replace(/\s*\*?\s+/g, " ").trim(),
      },
    ],
  );
  return new Map([...(parent === undefined ? [] : readInterface(text, parent)), ...own]);
}
