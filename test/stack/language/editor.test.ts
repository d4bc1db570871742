import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { getLanguageService } from "yaml-language-server/out/server/src/languageservice/yamlLanguageService";
import type { YamlNode } from "../../../src/stack/yaml/yaml-node";
import { readYaml } from "../../../src/stack/yaml/yaml-tree";
import { load } from "../support/stack-folder";

/** What an editor with the YAML language server shows of a stack file that names its schema in the first line. */
const root = join(__dirname, "../../..");
const service = getLanguageService({
  schemaRequestService: (uri) => Promise.resolve(readFileSync(new URL(uri), "utf8")),
  workspaceContext: { resolveRelativePath: (path, resource) => new URL(path, resource).toString() },
});
service.configure({ validate: true, hover: true, completion: true, customTags: [] });

const modeline = "# yaml-language-server: $schema=../schema/stack.schema.json\n";
let version = 0;
const open = (text: string): TextDocument =>
  TextDocument.create(pathToFileURL(join(root, "stacks/editor.yaml")).toString(), "yaml", (version += 1), text);

/** Every key of the language once. */
const everything = `${modeline}tenant: contoso.onmicrosoft.com
include:
  - part.yaml
bundles:
  e3-voice:
    - Office 365 E3
assignments:
  - name: sales
    licenses:
      - e3-voice
      - sku: VISIOCLIENT
        disable:
          - ONEDRIVE_BASIC
      - sku: MCOEV
        enable:
          - MCOEV
    users:
      - adele@contoso.com
    usersFrom:
      file: people.csv
      column: Mail
    usersWhere: department eq 'Sales'
    membersOf:
      - Sales Team
      - group: Lyon
        nested: true
    except:
      - boss@contoso.com
      - where: jobTitle eq 'Intern'
    atLeast: 10
    atMost: 500
    groups:
      - Sales Team
      - create:
          displayName: Paris
          description: the office
          renamedFrom: Lutetia
          dynamicMembership: user.city -eq "Paris"
      - create:
          displayName: Lyon
          members:
            - adele@contoso.com
          membersFrom:
            file: people.csv
            column: Mail
          protect: false
    from: 2026-01-01
    until: 2027-03-31
    together: true
    priority: 10
    pstn: onPremises
    usageLocation: US
approve:
  - losses: 3
    of:
      - MCOEV
    until: 2027-01-01
    reason: the Lyon office closes
protected:
  - breakglass@contoso.com
release:
  - moved@contoso.com
allowInterruption:
  - adele@contoso.com
usageLocation:
  default: US
  from: country
authoritative:
  skus:
    - VISIOCLIENT
  scope: declared
onMissingUser: wait
onShortage: refuse
limits:
  people: 10%
  atMost: 25
  per: 7d
rules:
  person-repeated: off
prices:
  currency: EUR
  monthly:
    Office 365 E3: 21.3
timeZone: Europe/Paris
protect: true
`;

interface JsonSchema {
  readonly properties?: Record<string, JsonSchema>;
  readonly items?: JsonSchema;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly anyOf?: readonly JsonSchema[];
  readonly description?: string;
}
const schema = JSON.parse(readFileSync(join(root, "schema/stack.schema.json"), "utf8")) as JsonSchema;

/** "assignments[].licenses[].sku" → its description, for every key of the schema. */
function keysOf(schema: JsonSchema, path = ""): Map<string, string> {
  const keys = new Map<string, string>();
  for (const [key, property] of Object.entries(schema.properties ?? {})) {
    const own = path === "" ? key : `${path}.${key}`;
    // Of a value that has several forms, the editor explains the form that is written.
    const forms = (property.anyOf ?? []).flatMap((form) => form.description ?? []);
    keys.set(
      own,
      forms.length > 0 && /^(users|members)From$/.test(key) ? (forms[0] ?? "") : (property.description ?? ""),
    );
    for (const [inner, description] of keysOf(property, own)) keys.set(inner, description);
  }
  if (schema.items !== undefined) for (const entry of keysOf(schema.items, `${path}[]`)) keys.set(...entry);
  for (const form of schema.anyOf ?? []) for (const entry of keysOf(form, path)) keys.set(...entry);
  if (typeof schema.additionalProperties === "object")
    for (const entry of keysOf(schema.additionalProperties, `${path}.*`)) keys.set(...entry);
  return keys;
}

function* placedKeys(
  node: YamlNode,
  path = "",
): Generator<{ readonly path: string; readonly line: number; readonly column: number }> {
  if (node.kind === "list") for (const item of node.items) yield* placedKeys(item, `${path}[]`);
  if (node.kind !== "map") return;
  for (const [key, { keyPlace, value }] of node.entries) {
    const own = path === "" ? key : `${path}.${key}`;
    const { line = 0, column = 0 } = keyPlace;
    yield { path: own, line, column };
    yield* placedKeys(value, own);
  }
}

const described = keysOf(schema);
const yaml = readYaml(everything, "everything.yaml");
const written = yaml.kind === "ok" ? [...placedKeys(yaml.root)] : [];

// What has several forms is written here in one of them, licences of bundles are like those of assignments, and of the
// rules one will do.
const reachable = [...described.keys()].filter(
  (key) => !/(users|members)From\[\]/.test(key) && !key.startsWith("bundles.*[]") && !key.startsWith("rules."),
);

describe("an editor with the YAML language server", () => {
  it("is shown every key of the language here", () => {
    expect(reachable.filter((key) => !written.some((place) => place.path === key))).toEqual([]);
  });

  it("is shown a stack that is good", () => {
    const result = load(everything, {
      "stacks/part.yaml": "protected: [safe@contoso.com]\n",
      "stacks/people.csv": "Mail\ndiego@contoso.com\n",
    });
    expect(result.kind === "invalid" ? result.problems : []).toEqual([]);
  });

  it("finds nothing wrong with it", async () => {
    expect(await service.doValidation(open(everything), false)).toEqual([]);
  });

  it.each(written.filter((place) => described.has(place.path)))("explains $path", async ({ path, line, column }) => {
    const hover = await service.doHover(open(everything), { line: line - 1, character: column });
    const plain = (text: string): string => text.replace(/[\\`*_]|&nbsp;|\s/g, "");
    expect(plain(JSON.stringify(hover?.contents))).toContain(plain(JSON.stringify(described.get(path)).slice(1, -1)));
  });

  it.each([
    ["at the top", "", "", ""],
    ["in an assignment", "assignments:\n  - name: a\n    ", "assignments[]", "name"],
    [
      "in a licence",
      "assignments:\n  - name: a\n    licenses:\n      - sku: X\n        ",
      "assignments[].licenses[]",
      "sku",
    ],
    [
      "in a list of people",
      "assignments:\n  - name: a\n    usersFrom:\n      file: x.csv\n      ",
      "assignments[].usersFrom",
      "file",
    ],
    ["in usageLocation", "usageLocation:\n  ", "usageLocation", ""],
    ["in authoritative", "authoritative:\n  ", "authoritative", ""],
    ["in limits", "limits:\n  ", "limits", ""],
    ["in an approval", "approve:\n  - losses: 1\n    ", "approve[]", "losses"],
    ["in prices", "prices:\n  ", "prices", ""],
    ["in rules", "rules:\n  ", "rules", ""],
  ])("completes every key %s", async (_, before, path, present) => {
    const text = `${modeline}${before}`;
    const lines = text.split("\n");
    const { items } = await service.doComplete(
      open(`${text}\n`),
      { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 },
      false,
    );
    const depth = path === "" ? 0 : path.length + 1;
    const expected = [...described.keys()]
      .filter((key) => key.startsWith(path === "" ? "" : `${path}.`) && !/[.[]/.test(key.slice(depth)))
      .map((key) => key.slice(depth));
    expect(expected.length).toBeGreaterThan(1);
    expect(items.map((item) => item.label)).toEqual(expect.arrayContaining(expected.filter((key) => key !== present)));
  });

  it.each([
    ["onMissingUser: ", ["error", "wait"]],
    ["onShortage: ", ["refuse", "assignInOrder"]],
    ["authoritative:\n  scope: ", ["declared", "tenant"]],
    ["rules:\n  person-repeated: ", ["error", "warning", "info", "off"]],
    ["usageLocation:\n  default: ", ["US", "GB", "NO"]],
    ["protect: ", ["true", "false"]],
  ])("completes the values of %j", async (before, expected) => {
    const lines = `${modeline}${before}`.split("\n");
    const { items } = await service.doComplete(
      open(`${modeline}${before}`),
      { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 },
      false,
    );
    const labels = items.map((item) => item.label.replaceAll('"', ""));
    expect(labels).toEqual(expect.arrayContaining(expected));
  });

  it("underlines what does not fit", async () => {
    const text = `${modeline}tenant: contoso.onmicrosoft.com\nprotekted: []\nlimits: { people: 120% }\n`;
    const found = await service.doValidation(open(text), false);
    expect(found.map((diagnostic) => diagnostic.range.start.line)).toEqual(expect.arrayContaining([2, 3]));
  });
});
