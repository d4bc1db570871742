import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { takeOutNames } from "../../../src/cli/commands/restore/take-out";
import { waysToDropList } from "../../../src/cli/commands/restore/drop-list";
import { commandLine } from "../command-line";
import { Repository } from "../support/repository";

const people = ["adele", "diego", "lee", "megan", "mia", "zoe", "bob", "amy"];
let repository: Repository;
const head = "tenant: contoso.onmicrosoft.com\nlimits: { people: 100%, atMost: 100 }\n";

/** Runs `before`, then `after`, restores from the undo file of the second run, and runs again. */
async function thereAndBack(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): Promise<{ readonly out: string; readonly code: number }> {
  repository.put(before);
  expect((await repository.up()).refused).toEqual([]);
  const held = await repository.holdings();
  repository.put(after);
  expect((await repository.up()).refused).toEqual([]);
  expect(await repository.holdings()).not.toEqual(held);
  const { out, code } = await repository.restore();
  expect((await repository.up()).refused, out).toEqual([]);
  expect(await repository.holdings(), out).toEqual(held);
  return { out, code };
}

describe("restore gives back exactly what was held", () => {
  beforeEach(async () => {
    repository = await Repository.create({
      displayName: "Contoso",
      verifiedDomains: ["contoso.onmicrosoft.com", "contoso.com"],
      skus: ["ENTERPRISEPACK", "ENTERPRISEPREMIUM", "STANDARDPACK", "VISIOCLIENT", "MCOMEETADV"].map((sku) => ({
        sku,
        enabled: 50,
      })),
      users: people.map((name) => ({
        userPrincipalName: `${name}@contoso.com`,
        displayName: name,
        usageLocation: "GB",
        licenses: name === "amy" ? ["VISIOCLIENT"] : [],
      })),
      groups: [
        { displayName: "Sales, EMEA", members: ["bob@contoso.com"] },
        { displayName: "Reception", members: [] },
      ],
    });
  });
  afterEach(() => repository.dispose());

  it("to people in brackets, in lists and tables, and in assignments with others", async () => {
    const before = `${head}assignments:
  - name: everybody
    licenses: [Office 365 E3]
    users: [adele@contoso.com, diego@contoso.com, lee@contoso.com, megan@contoso.com] # the core
  - name: readers
    licenses: [{ sku: Office 365 E1, disable: [YAMMER_ENTERPRISE] }]
    usersFrom: lists/readers.txt
`;
    const after = `${head}assignments:
  - name: everybody
    licenses: [Office 365 E3]
    users: [adele@contoso.com, lee@contoso.com] # the core
  - name: leads   # since spring
    licenses: [Office 365 E5, VISIOCLIENT]
    users: [
      "diego@contoso.com", # lead
      'megan@contoso.com'
      ]
  - name: readers
    licenses: [Office 365 E1, MCOMEETADV]
    usersFrom: [lists/readers.txt, { file: lists/more.csv, column: UPN }]
`;
    const { out, code } = await thereAndBack(
      { "stacks/contoso.yaml": before, "stacks/lists/readers.txt": "mia@contoso.com\nzoe@contoso.com # since May\n" },
      { "stacks/contoso.yaml": after, "stacks/lists/more.csv": 'Name;UPN\n"Bob,\nthe builder";bob@contoso.com\n' },
    );
    expect(code, out).toBe(0);
    const text = repository.text("stacks/contoso.yaml");
    expect(text).toContain("users: [adele@contoso.com, lee@contoso.com] # the core");
    expect(text).toContain("  - name: leads   # since spring\n");
    expect(text).toContain("    users: [\n      ]\n");
    expect(text).toContain("    users: []\n");
    expect(await repository.restore()).toMatchObject({ code: 0 });
  });

  it("to groups, and to those who moved between a group and a licence of their own", async () => {
    await thereAndBack(
      {
        "stacks/contoso.yaml":
          `${head}assignments:\n  - name: a\n    licenses: [Office 365 E3]\n    users: [bob@contoso.com, ` +
          `adele@contoso.com, lee@contoso.com, mia@contoso.com]\n  - name: b\n    licenses: [VISIOCLIENT]\n    ` +
          `groups: ["Sales, EMEA"]\n`,
      },
      {
        "stacks/contoso.yaml":
          `${head}assignments:\n  - name: a\n    licenses: [Office 365 E3]\n    groups:\n      - Sales, EMEA\n    ` +
          `users: [adele@contoso.com, lee@contoso.com, mia@contoso.com]\n  - name: b\n    licenses: ` +
          `[VISIOCLIENT]\n    groups: [Reception]\n`,
      },
    );
  });

  it("with service plans as they were, also where a swap would carry others over", async () => {
    const stack = (license: string): string =>
      `${head}assignments:\n  - name: a\n    licenses: [${license}]\n    users: [adele@contoso.com, ` +
      `diego@contoso.com, lee@contoso.com, megan@contoso.com]\n`;
    await thereAndBack(
      { "stacks/contoso.yaml": stack("Office 365 E3") },
      { "stacks/contoso.yaml": stack("{ sku: Office 365 E5, disable: [YAMMER_ENTERPRISE] }") },
    );
    expect(repository.text("stacks/contoso.yaml")).toContain("users: []");
  });

  it("and the usage location, where a stack changed it", async () => {
    const stack = (country: string): string =>
      `${head}assignments:\n  - name: a\n    licenses: [Office 365 E3]\n    users: [adele@contoso.com]\n    ` +
      `usageLocation: ${country}\n`;
    await thereAndBack({ "stacks/contoso.yaml": stack("GB") }, { "stacks/contoso.yaml": stack("FR") });
  });

  it("and makes the stack the owner of nothing that it did not own", async () => {
    const { out } = await thereAndBack(
      {
        "stacks/contoso.yaml":
          `${head}assignments:\n  - name: a\n    licenses: [Office 365 E3]\n    users: [amy@contoso.com, ` +
          `adele@contoso.com, lee@contoso.com, mia@contoso.com]\n`,
      },
      {
        "stacks/contoso.yaml":
          `${head}assignments:\n  - name: a\n    licenses: [Office 365 E3]\n    users: [adele@contoso.com, ` +
          `lee@contoso.com, mia@contoso.com]\n`,
      },
    );
    expect(out).toContain("amy@contoso.com");
    const restored = /restored\/\S+\.yaml/.exec(repository.text("stacks/contoso.yaml"))?.[0] ?? "";
    expect(repository.text(`stacks/${restored}`)).toContain("ENTERPRISEPACK");
    expect(repository.text(`stacks/${restored}`)).not.toContain("VISIOCLIENT");
  });

  it("and keeps an end that an assignment has", async () => {
    const stack = (licenses: string): string =>
      `${head}assignments:\n  - name: interns\n    licenses: [${licenses}]\n    users: [adele@contoso.com, ` +
      `lee@contoso.com]\n    until: 2027-08-31\n    pstn: onPremises\n`;
    await thereAndBack(
      { "stacks/contoso.yaml": stack("Office 365 E1") },
      { "stacks/contoso.yaml": stack("Office 365 E1, VISIOCLIENT") },
    );
    const restored = /restored\/\S+\.yaml/.exec(repository.text("stacks/contoso.yaml"))?.[0] ?? "";
    expect(repository.text(`stacks/${restored}`)).toContain("    until: 2027-08-31\n    pstn: onPremises\n");
  });

  it("to somebody who is named twice, and through a list that two assignments share", async () => {
    const stack =
      `${head}assignments:\n  - name: a\n    licenses: [Office 365 E3]\n    usersFrom: lists/all.txt\n  - name: ` +
      `b\n    licenses: [VISIOCLIENT]\n    usersFrom: lists/all.txt\n    users:\n      - adele@contoso.com\n      ` +
      `- adele@contoso.com\n`;
    await thereAndBack(
      {
        "stacks/contoso.yaml": stack.slice(0, stack.indexOf("  - name: b")),
        "stacks/lists/all.txt": "# all\nadele@contoso.com\nlee@contoso.com\n",
      },
      { "stacks/contoso.yaml": stack },
    );
    expect(repository.text("stacks/lists/all.txt")).toContain("# all\n");
  });

  it("to people whom two assignments name by one YAML anchor, and in a part that the stack includes", async () => {
    const main =
      `${head}include: [parts/more.yaml]\nassignments:\n  - name: a\n    licenses: [Office 365 E3]\n    users: ` +
      `&team\n      - adele@contoso.com\n      - lee@contoso.com # lead\n`;
    const part =
      "assignments:\n  - name: c\n    licenses: [Office 365 E1]\n    users: [mia@contoso.com, zoe@contoso.com]\n";
    await thereAndBack(
      { "stacks/contoso.yaml": main, "stacks/parts/more.yaml": part },
      {
        "stacks/contoso.yaml": `${main}  - name: b\n    licenses: [VISIOCLIENT]\n    users: *team\n`,
        "stacks/parts/more.yaml": part.replace("Office 365 E1", "Office 365 E3"),
      },
    );
    expect(repository.text("stacks/contoso.yaml")).toMatch(/^include: \[parts\/more\.yaml, restored\/\S+\.yaml\]$/m);
  });

  it("but for what stands where it cannot be edited, which it names with the place and the reason", async () => {
    const stack = (licenses: string): string =>
      `${head}assignments:\n  - name: a\n    licenses: [${licenses}]\n    users:\n      - >-\n        ` +
      `adele@contoso.com\n      - lee@contoso.com\n`;
    repository.put({ "stacks/contoso.yaml": stack("Office 365 E1") });
    await repository.up();
    repository.put({ "stacks/contoso.yaml": stack("Office 365 E1, VISIOCLIENT") });
    await repository.up();
    const { out, code } = await repository.restore();
    expect(code).toBe(1);
    expect(out).toMatch(
      new RegExp(
        String.raw`adele@contoso\.com is named at stacks/contoso\.yaml:\d+:\d+ ` +
          "with a YAML anchor of its own, or over several lines",
      ),
    );
    expect(repository.text("stacks/contoso.yaml")).not.toContain("lee@contoso.com");
  });
});

describe("restore, whatever is declared, however it is written", () => {
  const licenses = [
    "Office 365 E3",
    "{ sku: Office 365 E3, disable: [] }",
    "{ sku: Office 365 E3, disable: [YAMMER_ENTERPRISE] }",
    "{ sku: Office 365 E3, enable: [EXCHANGE_S_ENTERPRISE, SHAREPOINTENTERPRISE] }",
    "VISIOCLIENT",
    "{ sku: Office 365 E5, disable: [] }",
  ];
  /** Whom a person's licence is declared with, and how people are named there. */
  const declared = fc.record({
    license: fc.nat(licenses.length - 1),
    style: fc.constantFrom("brackets", "lines", "quoted", "list", "table"),
    names: fc.subarray(["diego", "megan", "bob", "amy", "lee"], { minLength: 1 }),
  });
  const drawn = fc.uniqueArray(declared, { selector: ({ license }) => (license < 4 ? "e3" : license), maxLength: 3 });

  function write(
    assignments: readonly { readonly license: number; readonly style: string; readonly names: readonly string[] }[],
  ): Record<string, string> {
    const files: Record<string, string> = {};
    const texts = assignments.map(({ license, style, names }, index) => {
      const people = names.map((name) => `${name}@contoso.com`);
      const path = `lists/${String(index)}.${style === "table" ? "csv" : "txt"}`;
      if (style === "list") files[`stacks/${path}`] = `# list\n${people.join(" # somebody\n")}\n`;
      if (style === "table") files[`stacks/${path}`] = `Name;UPN\n${people.map((name) => `"x;y";${name}\n`).join("")}`;
      const users = {
        brackets: `    users: [${people.join(", ")}] # some\n`,
        lines: `    users: # some\n${people.map((name) => `      - ${name} # one\n`).join("")}`,
        quoted: `    users: [\n${people.map((name) => `        "${name}", # one\n`).join("")}      ]\n`,
        list: `    usersFrom: ${path}\n`,
        table: `    usersFrom: { file: ${path}, column: UPN }\n`,
      }[style];
      return `  - name: a${String(index)}\n    licenses: [${licenses[license] ?? ""}]\n${users ?? ""}`;
    });
    const core =
      "  - name: core\n    licenses: [MCOMEETADV, Office 365 E1]\n    users: [core1@contoso.com, " +
      "core2@contoso.com, core3@contoso.com, core4@contoso.com, core5@contoso.com]\n";
    return { ...files, "stacks/contoso.yaml": `${head}assignments:\n${core}${texts.join("")}` };
  }

  it("gives back what was held", async () => {
    let tried = 0;
    await fc.assert(
      fc.asyncProperty(drawn, drawn, async (before, after) => {
        const repository = await Repository.create({
          verifiedDomains: ["contoso.onmicrosoft.com", "contoso.com"],
          skus: ["ENTERPRISEPACK", "ENTERPRISEPREMIUM", "STANDARDPACK", "VISIOCLIENT", "MCOMEETADV"].map((sku) => ({
            sku,
            enabled: 50,
          })),
          users: [...people, "core1", "core2", "core3", "core4", "core5"].map((name) => ({
            userPrincipalName: `${name}@contoso.com`,
            displayName: name,
            usageLocation: "GB",
            licenses: name === "amy" ? ["VISIOCLIENT"] : [],
          })),
        });
        try {
          repository.put(write(before));
          if ((await repository.up()).refused.length > 0) return;
          const held = await repository.holdings();
          repository.put(write(after));
          const { plan, refused } = await repository.up();
          if (refused.length > 0 || plan.transitions.length === 0) return;
          const { out, code } = await repository.restore();
          expect(code, out).toBe(0);
          expect((await repository.up()).refused, out).toEqual([]);
          expect(await repository.holdings(), `${out}\n${repository.text("stacks/contoso.yaml")}`).toEqual(held);
          tried += 1;
        } finally {
          await repository.dispose();
        }
      }),
      { numRuns: 20, seed: 4711 },
    );
    expect(tried).toBeGreaterThan(8);
  }, 120_000);
});

describe("taking a name out", () => {
  const take = (text: string, name: string, file = "a.yaml"): string => {
    const at = text.indexOf(name);
    const lines = text.slice(0, at).split("\n");
    const quote = /["']$/.test(text.slice(0, at)) ? 1 : 0;
    return (
      takeOutNames(new Map([[file, text]]), [
        {
          name,
          place: {
            file,
            line: lines.length,
            column: /\.csv$/.test(file) ? 1 : (lines.at(-1)?.length ?? 0) + 1 - quote,
          },
        },
      ]).texts.get(file) ?? ""
    );
  };

  it.each([
    ["users: [a@x.com, b@x.com]", "a@x.com", "users: [b@x.com]"],
    ["users: [a@x.com, b@x.com] # two", "b@x.com", "users: [a@x.com] # two"],
    ["users: [ a@x.com ]", "a@x.com", "users: [ ]"],
    ["users: ['a@x.com',\"b@x.com\"]", "b@x.com", "users: ['a@x.com']"],
    ["users: [\n  a@x.com, # one\n  b@x.com\n]", "a@x.com", "users: [\n  b@x.com\n]"],
    ["users: [\n  a@x.com,\n  b@x.com]", "b@x.com", "users: [\n  a@x.com,\n  ]"],
    ["users: [a@x.com,\n  b@x.com, c@x.com]", "b@x.com", "users: [a@x.com,\n  c@x.com]"],
    ["users:\n  - a@x.com # one\n  - b@x.com\n", "a@x.com", "users:\n  - b@x.com\n"],
    [
      "users: # all\n  # one\n  - a@x.com\nuntil: 2027-01-01\n",
      "a@x.com",
      "users: [] # all\n  # one\nuntil: 2027-01-01\n",
    ],
    ["- users:\n  - a@x.com\n- users:\n  - b@x.com\n", "a@x.com", "- users: []\n- users:\n  - b@x.com\n"],
    ["users: &team # all\n  - a@x.com\n", "a@x.com", "users: &team [] # all\n"],
    ["groups:\n  - Sales, EMEA\n  - Other\n", "Sales, EMEA", "groups:\n  - Other\n"],
    ["users: [a@x.com]\r\n", "a@x.com", "users: []\r\n"],
  ])("%j without %s", (text, name, expected) => {
    expect(take(text, name)).toBe(expected);
  });

  it("leaves alone what only begins like the name", () => {
    expect(take("users:\n  - a@x.com.example\n", "a@x.com")).toBe("users:\n  - a@x.com.example\n");
    expect(take("a@x.com.example\n", "a@x.com", "l.txt")).toBe("a@x.com.example\n");
  });
});

describe("no longer naming a list", () => {
  const ways = (text: string): readonly string[] => {
    const at = text.indexOf("l.txt");
    const lines = text.slice(0, at).split("\n");
    return waysToDropList(text, { file: "a.yaml", line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 });
  };

  it.each([
    [
      "  - name: a\n    usersFrom: l.txt # the list\n    until: 2027-01-01\n",
      "  - name: a\n    users: [] # the list\n    until: 2027-01-01\n",
    ],
    ["    usersFrom: [l.txt, m.txt]\n", "    usersFrom: [m.txt]\n"],
    ["    usersFrom: [m.txt, { file: l.txt, column: UPN }]\n", "    usersFrom: [m.txt]\n"],
    ["    usersFrom:\n      - l.txt\n      - m.txt\n", "    usersFrom:\n      - m.txt\n"],
    ["    usersFrom:\n    - file: l.txt\n      column: UPN\n    - m.txt\n", "    usersFrom:\n    - m.txt\n"],
    [
      "    usersFrom:\n      file: l.txt\n      column: UPN\n    until: 2027-01-01\n",
      "    users: []\n    until: 2027-01-01\n",
    ],
  ])("%j", (text, expected) => {
    expect(ways(text)).toContain(expected);
  });
});

describe("restore of very many", () => {
  it("takes 5,000 of 40,000 out of a list and out of brackets", async () => {
    const folder = mkdtempSync(join(tmpdir(), "restore-many-"));
    try {
      const mail = (index: number): string => `user${String(index)}@contoso.com`;
      const numbers = Array.from({ length: 40_000 }, (_, index) => index);
      const changed = numbers.filter((index) => index % 8 === 0);
      mkdirSync(join(folder, "stacks/lists"), { recursive: true });
      writeFileSync(
        join(folder, "stacks/contoso.yaml"),
        `${head}assignments:\n  - name: a\n    licenses: [Office 365 E3]\n    usersFrom: lists/a.txt\n  - name: ` +
          `b\n    licenses: [VISIOCLIENT]\n    users: [${changed.slice(0, 1000).map(mail).join(", ")}]\n`,
      );
      writeFileSync(join(folder, "stacks/lists/a.txt"), `${numbers.map(mail).join("\n")}\n`);
      const principals = changed.map((index) => ({
        principal: "user",
        id: String(index),
        name: mail(index),
        currentName: mail(index),
        licenses: [],
        changed: ["6fd2c87f-b296-42f0-b197-1e91e994b900", "c5928f49-12ba-48f7-ada3-0d743a3601d5"],
      }));
      writeFileSync(
        join(folder, "undo.json"),
        JSON.stringify({
          format: "m365-licenses/undo",
          version: 1,
          stack: "contoso",
          tenant: { id: "t", displayName: "Contoso" },
          today: "2026-11-22",
          digest: "0123456789abcdef",
          principals,
        }),
      );
      const { code, out } = await commandLine(["restore", "undo.json"], { folder });
      expect(code, out).toBe(0);
      expect(readFileSync(join(folder, "stacks/lists/a.txt"), "utf8").trim().split("\n")).toHaveLength(35_000);
      expect(readFileSync(join(folder, "stacks/contoso.yaml"), "utf8")).toContain("    users: []\n");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
