import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { settingDefinitions } from "../src/settings/settings";

it("the README has every setting with its values, its evidence and what it is about", () => {
  const page = readFileSync(join(__dirname, "../README.md"), "utf8");
  const rows = page.split("\n").filter((line) => line.startsWith("| `"));
  const expected = Object.entries(settingDefinitions).map(([name, definition]) => {
    const values =
      definition.kind === "choice"
        ? definition.values.map((value, at) => (at === 0 ? `**${value}**` : String(value))).join(", ")
        : `**${definition.default}** ${definition.unit}`;
    return `| \`${name}\` | ${values} | ${definition.evidence} | ${definition.about} |`;
  });
  expect(rows.filter((row) => /\| (documented|observed|matched|inferred|guess) \|/.test(row))).toEqual(expected);
});
