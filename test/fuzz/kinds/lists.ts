import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { decodeText } from "../../../src/stack/files/decode-text";
import { principalNameFault } from "../../../src/stack/files/principal-name";
import { readList } from "../../../src/stack/files/read-list";
import { formatProblem } from "../../../src/stack/problems/format-problem";
import { stackLimits } from "../../../src/stack/problems/limits";
import { Oddities } from "../mutate/oddities";
import { changeTable, writeTable, type Rows } from "../mutate/table";
import { damageText, encodeText } from "../mutate/text";
import type { Chance } from "../support/chance";
import { expectStack, formats } from "../support/expect-stack";
import { expectSound, expectThat } from "../support/expect-sound";
import type { MakeKind, Outcome } from "../support/kind";

const names = ["adele@contoso.com", "bob@contoso.com", "lee_fabrikam.com#EXT#@contoso.onmicrosoft.com", "o'neil@c.com"];
const odd = new Oddities([
  ...names,
  ...["UserPrincipalName", "User principal name", "upn", "Display name", "Licenses", "Usage location", "column"],
  ...[
    "User name [userPrincipalName] Required",
    "Benutzername",
    "ユーザー名",
    "Adele Vance <adele@contoso.com>",
    "mailto:",
  ],
]);

const stackText = (list: string): string =>
  `tenant: contoso.com\nassignments:\n  - { name: a, licenses: [MCOEV], usersFrom: ${list} }\n`;

function readAlone(bytes: Buffer, file: string): Outcome {
  const decoded = decodeText(bytes);
  if (decoded.kind === "invalid") return "refused";
  const { text } = decoded;
  const { names, problems, findings } = readList(text, file, undefined, {
    file: "stacks/test.yaml",
    line: 3,
    column: 9,
  });
  const lines = text.split(/\r\n|\n|\r/).length;
  for (const told of [...problems, ...findings]) {
    expectSound(formatProblem(told), { quoted: text });
    const { line = 0, column = 0 } = told.place;
    expectThat(line >= 1 && column >= 1 && line <= Math.max(lines, 3), () => `[${told.code}] at ${line}:${column}`);
  }
  for (const { name, place } of names)
    expectThat(
      principalNameFault(name) === undefined && (place.line ?? Infinity) <= lines,
      () => `${name} is taken for a name`,
    );
  return problems.length > 0 ? "refused" : "taken";
}

/** A list or a table in the place of a list of a stack. */
function makeKind(name: string, reference: string, file: string, draw: (chance: Chance) => string): MakeKind {
  return (folder) => {
    mkdirSync(join(folder, "stacks"), { recursive: true });
    writeFileSync(join(folder, "stacks/test.yaml"), stackText(reference));
    return {
      name,
      draw: (chance) => {
        const text = draw(chance);
        const input = chance.happens(3) ? damageText(text, chance, odd) : text;
        const bytes = encodeText(input, chance);
        const way = { root: folder, format: chance.pick(formats), isPlanned: chance.happens(8) };
        // The stack around a list costs more than the list, and is always the same.
        if (!chance.happens(8) && bytes.length <= stackLimits.listBytes)
          return { show: () => input, give: () => readAlone(bytes, `stacks/${file}`) };
        return {
          show: () => input,
          give: () => {
            writeFileSync(join(folder, "stacks", file), bytes);
            return expectStack("stacks/test.yaml", stackText(reference), { ...way, input });
          },
        };
      },
    };
  };
}

export const makeListKind = makeKind("list", "list.txt", "list.txt", (chance) => {
  const lines = Array.from({ length: 1 + chance.below(6) }, () => {
    const name = chance.happens(3) ? odd.text(chance) : chance.pick(names);
    const head = chance.pick(["", "", "", "# ", "#", "  ", "\\", "mailto:", "Adele Vance <", '"']);
    const tail = chance.pick(["", "", "", " # since May", ">", ";", '"', `; ${odd.text(chance)}`, ",,", "\t"]);
    return head + name + tail;
  });
  return lines.join(chance.pick(["\n", "\n", "\r\n", "\r"])) + chance.pick(["", "\n"]);
});

const tables: readonly Rows[] = [
  [
    ["UserPrincipalName", "Display name", "Licenses"],
    ["adele@contoso.com", "Adele Vance", "E3+E5"],
    ["bob@contoso.com", 'Bob "the" Baker', ""],
  ],
  [
    ["User name [userPrincipalName] Required", "Usage location"],
    ["adele@contoso.com", "GB"],
  ],
  [["upn"], ["adele@contoso.com"], ["bob@contoso.com"], ["# a remark"]],
];

export const makeTableKind = makeKind("table", "table.csv", "table.csv", (chance) =>
  writeTable(changeTable(chance.pick(tables), chance, odd), chance, odd),
);
