import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startEmulator, type Emulator } from "../../emulator/src/start";
import { commandLine } from "../cli/command-line";

const page = readFileSync(resolve(__dirname, "../../docs/moving-here.md"), "utf8");
const guid = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;

interface Block {
  readonly language: string;
  readonly path: string | undefined;
  readonly text: string;
}

/** Sections by heading, each with its blocks in order. */
const sections = new Map(
  page
    .split(/^## /m)
    .slice(1)
    .map((section) => [
      section.split("\n")[0] ?? "",
      [...section.matchAll(/^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm)].map(
        ([, language = "", path, text = ""]): Block => ({ language, path, text }),
      ),
    ]),
);

describe("docs/moving-here.md", () => {
  let emulator: Emulator;
  let folder: string;
  beforeAll(async () => {
    emulator = await startEmulator({
      tenant: {
        verifiedDomains: ["contoso.onmicrosoft.com", "contoso.com"],
        displayName: "Contoso",
        skus: ["ENTERPRISEPACK", "MCOEV", "VISIOCLIENT"].map((sku) => ({ sku, enabled: 10 })),
        users: [
          {
            id: guid(1),
            userPrincipalName: "adele@contoso.com",
            usageLocation: "GB",
            licenses: ["ENTERPRISEPACK", "MCOEV"],
          },
          { id: guid(2), userPrincipalName: "diego@contoso.com", usageLocation: "GB", licenses: ["ENTERPRISEPACK"] },
          { id: guid(3), userPrincipalName: "megan@contoso.com", usageLocation: "GB" },
        ],
        groups: [
          {
            displayName: "Drawing",
            licenses: ["VISIOCLIENT"],
            members: ["diego@contoso.com", "megan@contoso.com"],
          },
        ],
      },
    });
  });
  afterAll(() => emulator.stop());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "moving-here-"));
    return () => rmSync(folder, { recursive: true });
  });

  function put({ path = "", text }: Block): void {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }

  /** Writes the files and runs the commands of a section in the order of the page; the output of each command. */
  async function follow(heading: string): Promise<readonly string[]> {
    const said: string[] = [];
    for (const block of sections.get(heading) ?? []) {
      if (block.path !== undefined) put(block);
      if (block.language !== "sh") continue;
      for (const command of block.text.trim().split("\n")) {
        const [npx, program, ...args] = command.split(" ");
        expect([npx, program]).toEqual(["npx", "m365-licenses"]);
        const { code, out, err } = await commandLine(args, { folder, graph: emulator.url });
        expect(code, `${command}\n${out}${err}`).toBe(0);
        said.push(out);
      }
    }
    return said;
  }

  const stackText = (name: string): string => readFileSync(join(folder, `stacks/${name}.yaml`), "utf8");

  it("has a section for each way", () => {
    expect([...sections.keys()]).toEqual([
      "From a script and its text file",
      "From group-based licensing, and back",
      "From Terraform, or another Pulumi program",
      "One stack into several, and back",
      "A newer version of this package",
    ]);
  });

  it("brings the people of a script's file, with what they hold", async () => {
    const [imported, validated] = await follow("From a script and its text file");
    expect(imported).toContain("2 people and 0 groups");
    expect(imported).toContain("the first run changes nobody");
    expect(validated).toContain("0 errors");
    expect(stackText("phones")).not.toContain("megan");
  });

  it("says of the script's own way to write a licence whose company has to be in it", async () => {
    const [, first] = (sections.get("From a script and its text file") ?? []).filter(
      ({ path }) => path === "stacks/callers.yaml" || path === "stacks/lists/users.txt",
    );
    for (const block of sections.get("From a script and its text file") ?? [])
      if (block.path === "stacks/lists/users.txt") put(block);
    if (first !== undefined) put(first);
    const { code, out } = await commandLine(["validate", "callers"], { folder });
    expect(code).toBe(1);
    expect(out).toContain("companyname");
  });

  it("keeps groups as groups", async () => {
    const [imported, explained] = await follow("From group-based licensing, and back");
    expect(imported).toContain("1 group");
    expect(explained).toContain("Drawing");
  });

  it("brings what a state of Terraform owns, and says how to let go of it", async () => {
    const [imported, validated] = await follow("From Terraform, or another Pulumi program");
    expect(imported).toContain(`terraform state rm 'azuread_user_license.e3["adele"]'`);
    expect(validated).toContain("1 person, 0 groups: 0 errors");
    expect(stackText("contoso")).not.toContain("MCOEV");
  });

  it("moves people between stacks without two that declare them", async () => {
    const [validated] = await follow("One stack into several, and back");
    expect(validated).toContain("2 stacks, 2 people, 0 groups: 0 errors");
    expect(readdirSync(join(folder, "stacks")).sort()).toEqual(["contoso.yaml", "phones.yaml"]);
    writeFileSync(join(folder, "stacks/contoso.yaml"), stackText("contoso").replace("diego", "adele"));
    const { code, out } = await commandLine(["validate"], { folder });
    expect(code).toBe(1);
    expect(out).toContain("adele@contoso.com is declared in stacks/contoso.yaml too");
    expect(existsSync(join(folder, "stacks/phones.yaml"))).toBe(true);
  });
});
