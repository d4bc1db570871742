import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startEmulator, type Emulator } from "../../emulator/src/start";
import { loadStack } from "../../src/stack/load-stack";
import { commandLine } from "../cli/command-line";

const environment = { PATH: process.env["PATH"] ?? "" };
const docs = resolve(__dirname, "../../docs");
const mine = [
  "README.md",
  "start-here.md",
  "recipes.md",
  "command-line.md",
  "reports.md",
  "pipeline.md",
  "contributing.md",
];

interface Block {
  readonly language: string;
  /** Where the example stands, if it says so. */
  readonly path: string | undefined;
  readonly text: string;
}

function blocksOf(file: string): readonly Block[] {
  const text = readFileSync(join(docs, file), "utf8");
  return [...text.matchAll(/^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm)].map((match) => ({
    language: match[1] ?? "",
    path: match[2],
    text: match[3] ?? "",
  }));
}

/** Files that a page leads to, as it writes them. */
function linksOf(file: string): readonly string[] {
  const text = readFileSync(join(docs, file), "utf8");
  return [...text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)]
    .map((match) => match[1] ?? "")
    .filter((link) => !link.includes("://"));
}

describe("links", () => {
  const pages = readdirSync(docs, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".md"));
  const aroundThem = ["README", "CHANGELOG", "CONTRIBUTING", "SECURITY", "emulator/README", "stacks/examples/README"]
    .map((name) => `../${name}.md`)
    .filter((file) => existsSync(join(docs, file)));

  it.each([...pages, ...aroundThem])("of %s lead to files that are there", (file) => {
    expect(linksOf(file).filter((link) => !existsSync(resolve(docs, dirname(file), link)))).toEqual([]);
  });

  it("reach every page from the first", () => {
    const index = linksOf("README.md").map((link) => link.replace(/\/$/, ""));
    // A folder that is named reaches what stands in it.
    const lost = pages.filter(
      (file) => file !== "README.md" && !index.includes(file) && !index.includes(dirname(file)),
    );
    expect(lost).toEqual([]);
  });
});

describe("examples", () => {
  let emulator: Emulator;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "docs-"));
    cpSync(resolve(__dirname, "../history/fixtures/version-1"), join(folder, "reports"), { recursive: true });
    execFileSync("git", ["init", "--quiet"], { cwd: folder });
    execFileSync("git", ["add", "reports"], { cwd: folder });
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "-m", "x"], { cwd: folder });
    emulator = await startEmulator({
      tenant: {
        verifiedDomains: ["contoso.onmicrosoft.com", "contoso.com"],
        displayName: "Contoso",
        skus: [
          { sku: "ENTERPRISEPACK", enabled: 10 },
          { sku: "MCOEV", enabled: 10 },
          { sku: "STANDARDPACK", enabled: 10 },
        ],
        users: [
          {
            userPrincipalName: "adele@contoso.com",
            displayName: "Adele",
            usageLocation: "GB",
            licenses: ["ENTERPRISEPACK"],
          },
          { userPrincipalName: "diego@contoso.com", displayName: "Diego", usageLocation: "GB" },
        ],
        groups: [{ displayName: "Reception", members: ["diego@contoso.com"] }],
      },
    });
  });
  afterAll(async () => {
    await emulator.stop();
    rmSync(folder, { recursive: true });
  });
  const put = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };

  const pagesWith = (language: string): readonly string[] =>
    mine.filter((file) => blocksOf(file).some((block) => block.language === language));

  it.each(pagesWith("yaml"))("stacks of %s are valid", (file) => {
    const blocks = blocksOf(file);
    for (const { path, text, language } of blocks) if (path !== undefined && language !== "yaml") put(path, text);
    for (const { path, text } of blocks.filter(({ language }) => language === "yaml")) {
      put(path ?? "stacks/example.yaml", text);
      const result = loadStack(path ?? "stacks/example.yaml", { now: new Date("2026-11-23T12:00:00Z"), root: folder });
      expect(result.kind === "invalid" ? result.problems : [], text).toEqual([]);
    }
    rmSync(join(folder, "stacks/example.yaml"), { force: true });
  });

  it.each(pagesWith("sh"))("commands of %s run", async (file) => {
    put(
      "stacks/contoso.yaml",
      blocksOf("start-here.md").find(({ path }) => path === "stacks/contoso.yaml")?.text ?? "",
    );
    const commands = blocksOf(file)
      .filter(({ language }) => language === "sh")
      .flatMap(({ text }) => text.trim().split("\n"));
    for (const command of commands) {
      const [program, name, ...args] = command.split(" ");
      expect([program, name]).toEqual(["npx", "m365-licenses"]);
      const { code, err } = await commandLine(args, { folder, graph: emulator.url, environment });
      expect(code, `${command}\n${err}`).toBe(0);
    }
    rmSync(join(folder, "stacks"), { recursive: true });
  });

  it("answer as start-here.md shows", async () => {
    const [stack, validated, explained] = [
      blocksOf("start-here.md").find(({ path }) => path !== undefined),
      ...blocksOf("start-here.md").filter(({ language }) => language === "text"),
    ];
    put("stacks/contoso.yaml", stack?.text ?? "");
    expect((await commandLine(["validate"], { folder })).out).toBe(validated?.text);
    expect(
      (await commandLine(["explain", "adele@contoso.com"], { folder, graph: emulator.url })).out.startsWith(
        explained?.text ?? "?",
      ),
    ).toBe(true);
  });

  it("of command-line.md name every command there is", async () => {
    const { out } = await commandLine(["--help"]);
    const commands = [...out.slice(out.indexOf("Commands:")).matchAll(/^ {2}([a-z]+) /gm)]
      .map((match) => match[1] ?? "")
      .filter((name) => name !== "help");
    expect(commands.length).toBeGreaterThan(10);
    const table = readFileSync(join(docs, "command-line.md"), "utf8");
    for (const command of commands) expect(table).toContain(`| \`${command}`);
  });
});
