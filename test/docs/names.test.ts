import { existsSync, readFileSync, readdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const root = resolve(__dirname, "../..");
/** Decisions tell what was, under the names that it had then. */
const pages = [
  ...["README.md", "CONTRIBUTING.md", "SECURITY.md", "emulator/README.md"],
  ...readdirSync(join(root, "docs"))
    .filter((file) => file.endsWith(".md"))
    .map((file) => `docs/${file}`),
];

const read = (file: string): string => readFileSync(join(root, file), "utf8");
const { scripts } = JSON.parse(read("package.json")) as { readonly scripts: Readonly<Record<string, string>> };

/** Scripts of npm that a page tells people to run. */
function scriptsOf(text: string): readonly string[] {
  return [...text.matchAll(/\bnpm (?:run (?:-s )?([a-z:-]+)|(test)\b)/g)].map(
    ([, script, test]) => script ?? test ?? "",
  );
}

/** Files and folders of this repository that a page names in code, from the root or from `src`. */
function pathsOf(text: string): readonly string[] {
  const tops = "src|test|scripts|bench|emulator|engine|schema|stacks/examples";
  const rooms = "catalog|roster|terms|plan|stack|graph|report|identities|provider|cli";
  return [...text.matchAll(new RegExp(`\`((?:${tops}|${rooms})/[\\w./-]+)\``, "g"))].map(([, path = ""]) => path);
}

function isThere(path: string, page: string): boolean {
  const from = page.startsWith("emulator/") ? ["emulator", "."] : [".", "src"];
  return from.some((folder) => existsSync(join(root, folder, path)));
}

describe("what pages name", () => {
  it.each(pages)("as a script to run in %s is in package.json", (page) => {
    expect(scriptsOf(read(page)).filter((script) => !(script in scripts))).toEqual([]);
  });

  it.each(pages)("as a file or folder in %s is there", (page) => {
    expect(pathsOf(read(page)).filter((path) => !isThere(path, page))).toEqual([]);
  });

  it("is found: many scripts and many paths", () => {
    expect(pages.flatMap((page) => scriptsOf(read(page))).length).toBeGreaterThan(20);
    expect(pages.flatMap((page) => pathsOf(read(page))).length).toBeGreaterThan(60);
    expect(scriptsOf("`npm run no-such`")).toEqual(["no-such"]);
    expect(isThere("src/no-such.ts", "README.md")).toBe(false);
  });
});

describe("decisions", () => {
  const decisions = readdirSync(join(root, "docs/decisions"), { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".md"),
  );
  const numberOf = (file: string): string => basename(file).slice(0, 4);

  it("have a number each, which their first line says", () => {
    expect(decisions.length).toBeGreaterThan(19);
    expect(new Set(decisions.map(numberOf)).size).toBe(decisions.length);
    for (const file of decisions)
      expect(read(`docs/decisions/${file}`), file).toMatch(new RegExp(`^# ${Number(numberOf(file))}\\. \\S`));
  });
});
