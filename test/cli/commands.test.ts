import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startEmulator, type Emulator, type TenantDocument } from "../../emulator/src/start";
import { commandLine } from "./command-line";

const tenant: TenantDocument = {
  verifiedDomains: ["contoso.onmicrosoft.com", "contoso.com"],
  displayName: "Contoso",
  skus: [
    { sku: "ENTERPRISEPACK", enabled: 10, warning: 2 },
    { sku: "MCOEV", enabled: 3 },
    { sku: "STANDARDPACK", enabled: 5 },
  ],
  users: [
    {
      userPrincipalName: "adele@contoso.com",
      displayName: "Adele",
      usageLocation: "GB",
      licenses: ["ENTERPRISEPACK", "MCOEV"],
    },
    {
      userPrincipalName: "diego@contoso.com",
      displayName: "Diego",
      usageLocation: "GB",
      licenses: [{ sku: "ENTERPRISEPACK", disabledPlans: ["YAMMER_ENTERPRISE"] }],
    },
    {
      userPrincipalName: "gone@contoso.com",
      displayName: "Gone",
      usageLocation: "GB",
      accountEnabled: false,
      licenses: ["STANDARDPACK"],
    },
    { userPrincipalName: "lee@contoso.com", displayName: "Lee", usageLocation: "GB" },
  ],
  groups: [
    { displayName: "Sales Team", mailNickname: "sales", members: ["lee@contoso.com"], licenses: ["STANDARDPACK"] },
  ],
};

const stackText = `tenant: contoso.onmicrosoft.com
bundles:
  e3-voice: [Office 365 E3, MCOEV]
assignments:
  - name: sales
    licenses: [e3-voice]
    users:
      - adele@contoso.com
      - lee@contoso.com   # joined in May
  - name: group
    licenses: [STANDARDPACK]
    groups: [Sales Team]
  - name: summer
    licenses: [STANDARDPACK]
    users: [adele@contoso.com]
    until: 2026-08-31
protected: [diego@contoso.com]
`;

let folder: string;
const put = (path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cli-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("the command line", () => {
  it("explains itself, every command and the exit codes", async () => {
    const { code, out } = await commandLine(["--help"]);
    expect(code).toBe(0);
    for (const command of [
      "init",
      "validate",
      "plan",
      "apply",
      "drift",
      "status",
      "skus",
      "import",
      "explain",
      "restore",
      "catalog",
      "pulumi",
      "try",
      "emulator",
    ])
      expect(out).toMatch(new RegExp(`\\n {2}${command} `));
    expect(out).toContain("Exit codes: 0 done, 1 failed or refused, 2");
    expect((await commandLine(["--version"])).out).toBe("1.2.3\n");
  });

  it("refuses what it does not know, and points to help", async () => {
    const unknown = await commandLine(["aply"]);
    expect(unknown.code).toBe(1);
    expect(unknown.err).toContain("(Did you mean apply?)");
    const option = await commandLine(["skus", "--frobnicate"]);
    expect(option.code).toBe(1);
    expect(option.err).toContain("--help");
  });

  it("says without a stack trace what is wrong, as text and as JSON", async () => {
    const environment = { M365_LICENSES_GRAPH_ENDPOINT: "http://elsewhere.example" };
    const { code, err } = await commandLine(["skus"], { environment });
    expect(code).toBe(1);
    expect(err).toMatch(/^Error: .*M365_LICENSES_GRAPH_ENDPOINT is/);
    expect(err).not.toMatch(/\n\s+at /);
    const json = await commandLine(["skus", "--json"], { environment });
    expect(JSON.parse(json.out)).toMatchObject({ format: "m365-licenses/error", code: "settings" });
  });
});

describe("validate", () => {
  it("accepts a stack and says how many people it names", async () => {
    put("stacks/contoso.yaml", stackText);
    const { code, out } = await commandLine(["validate"], { folder });
    expect(out).toMatch(
      new RegExp(
        String.raw`^stacks/contoso\.yaml:16:12: info: .*\[assignment-ended\]\n` +
          String.raw`1 stack, 2 people, 1 group: 0 errors, 0 warnings, 1 note\.\n$`,
      ),
    );
    expect(code).toBe(0);
  });

  it("lists every problem of every stack with its place, and annotates pull requests", async () => {
    put("stacks/contoso.yaml", stackText.replace("[e3-voice]", "[e3-vioce]"));
    put("stacks/fabrikam.yaml", "tenant: fabrikam.com\nasignments: []\n");
    const text = await commandLine(["validate"], { folder });
    expect(text.code).toBe(1);
    expect(text.out).toMatch(/^stacks\/contoso\.yaml:6:16: error: .*e3-vioce/m);
    expect(text.out).toMatch(/^stacks\/fabrikam\.yaml:2:1: error: /m);
    const annotated = await commandLine(["validate", "--format", "github"], { folder });
    expect(annotated.out).toMatch(/^::error file=stacks\/contoso\.yaml,line=6,col=16,title=[a-z-]+::/m);
    const azure = await commandLine(["validate", "--format", "azure"], { folder });
    expect(azure.code).toBe(1);
    expect(azure.out).toMatch(
      new RegExp(
        String.raw`^##vso\[task\.logissue type=error;sourcepath=stacks/contoso\.yaml;` +
          String.raw`linenumber=\d+;columnnumber=\d+;code=[a-z-]+\]`,
        "m",
      ),
    );
    const gitLab = JSON.parse((await commandLine(["validate", "--format", "gitlab"], { folder })).out);
    expect(new Set(gitLab.map((entry: { fingerprint: string }) => entry.fingerprint)).size).toBe(gitLab.length);
    expect(gitLab[0]).toMatchObject({ severity: "blocker", location: { path: "stacks/contoso.yaml" } });
    const json = JSON.parse((await commandLine(["validate", "contoso", "--json"], { folder })).out);
    expect(json).toMatchObject({ version: 1, valid: false, problems: [{ file: "stacks/contoso.yaml", line: 6 }] });
  });

  it("says where it looked when there is no stack", async () => {
    const { code, err } = await commandLine(["validate"], { folder });
    expect(code).toBe(1);
    expect(err).toContain("m365-licenses init");
  });
});

describe("catalog", () => {
  it("shows one product by any of its names", async () => {
    for (const words of [["ENTERPRISEPACK"], ["office", "365", "e3"], ["6fd2c87f-b296-42f0-b197-1e91e994b900"]]) {
      const { code, out } = await commandLine(["catalog", ...words]);
      expect(code).toBe(0);
      expect(out).toContain("part number  ENTERPRISEPACK");
      expect(out).toContain("YAMMER_ENTERPRISE");
    }
  });

  it("searches by words, and names the nearest where there is nothing", async () => {
    expect((await commandLine(["catalog", "calling", "plan"])).out).toContain("MCOPSTN1");
    for (const words of [["E3"], ["MCOEV"], ["ENTERPRISEPACK"]]) {
      const { out } = await commandLine(["catalog", ...words], { terminal: true, columns: 80 });
      expect(out).toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
      expect(out.split("\n").filter((line) => line.length > 80)).toEqual([]);
    }
    const { code, err } = await commandLine(["catalog", "ENTERPRISEPAK"]);
    expect(code).toBe(1);
    expect(err).toContain("ENTERPRISEPACK");
  });

  it("takes Microsoft's table", async () => {
    put(
      "names.csv",
      "Product_Display_Name,String_Id,GUID,Service_Plan_Name,Service_Plan_Id,Service_Plans_Included_Friendly_Names\n" +
        "Brand New Product,BRAND_NEW,11111111-2222-3333-4444-555555555555,NEW_PLAN," +
        "11111111-2222-3333-4444-666666666666,New Plan\n",
    );
    expect((await commandLine(["catalog", "BRAND_NEW", "--table", "names.csv"], { folder })).out).toContain(
      "Brand New Product",
    );
    put("wrong.csv", "a,b\n1,2\n");
    expect((await commandLine(["catalog", "--table", "wrong.csv"], { folder })).code).toBe(1);
  });
});

describe("with a tenant", () => {
  let emulator: Emulator;
  let graph: string;
  beforeAll(async () => {
    emulator = await startEmulator({ tenant, settings: { provisioningDelayMs: 3_600_000, lockMs: 0 } });
    emulator.clock.set(Date.parse("2026-11-23T11:30:00Z"));
    emulator.clock.freeze();
    graph = emulator.url;
  });
  afterAll(() => emulator.stop());

  it("skus: bought, used, free, expiring", async () => {
    const { code, out } = await commandLine(["skus"], { graph });
    expect(code).toBe(0);
    const row = out.split("\n").find((line) => line.includes("ENTERPRISEPACK"));
    expect(row?.split(/ {2,}/)).toEqual(["Office 365 E3", "ENTERPRISEPACK", "12", "2", "10", "2", "██░░░░░░░░"]);
    const json = JSON.parse((await commandLine(["skus", "--json"], { graph })).out);
    expect(json.skus.find((sku: { partNumber: string }) => sku.partNumber === "MCOEV")).toMatchObject({
      bought: 3,
      used: 1,
      free: 2,
      over: 0,
      expiring: 0,
      name: "Microsoft Teams Phone Standard",
    });
  });

  it("status: what each person holds, by which way, since when; who is disabled and licensed", async () => {
    const { code, out } = await commandLine(["status"], { graph });
    expect(code).toBe(0);
    expect(out).toMatch(/^Contoso: 4 people, 0 with an error, \d with something on its way, 1 licensed but disabled\n/);
    expect(out).toMatch(/adele@contoso\.com \(GB\)\n {2}Office 365 E3 \(ENTERPRISEPACK\), direct since \d{4}-/);
    expect(out).toMatch(
      new RegExp(
        String.raw`diego@contoso\.com \(GB\)\n {2}Office 365 E3 \(ENTERPRISEPACK\), ` +
          String.raw`direct since \d{4}-\d\d-\d\d \d\d:\d\d UTC, off: YAMMER_ENTERPRISE\n`,
      ),
    );
    expect(out).toContain("gone@contoso.com (GB): DISABLED, and licensed\n");
    expect(out).toMatch(
      /lee@contoso\.com \(GB\)\n {2}Office 365 E1 \(STANDARDPACK\), through the group Sales Team since /,
    );
  });

  it("status: people by name, those who are missing, only problems", async () => {
    const named = await commandLine(["status", "ADELE@contoso.com", "nobody@contoso.com"], { graph });
    expect(named.code).toBe(1);
    expect(named.out).toContain("Not in the tenant: nobody@contoso.com");
    const problems = JSON.parse(
      (await commandLine(["status", "gone@contoso.com", "--problems", "--json"], { graph })).out,
    );
    expect(problems.people.map((person: { userPrincipalName: string }) => person.userPrincipalName)).toEqual([
      "gone@contoso.com",
    ]);
  });

  it("explain: which line asks for a licence, and by which way it is held", async () => {
    put("stacks/contoso.yaml", stackText);
    const adele = await commandLine(["explain", "Adele@contoso.com"], { graph, folder });
    expect(adele.out).toContain(
      '  Office 365 E3 (ENTERPRISEPACK)\n    declared by "sales", stacks/contoso.yaml:8:9\n    held directly, since ',
    );
    expect(adele.out).toContain('  "summer", stacks/contoso.yaml:13:5 ran until 2026-08-31: STANDARDPACK');
    const lee = await commandLine(["explain", "lee@contoso.com"], { graph, folder });
    expect(lee.out).toContain(
      'declared by "group" for the group Sales Team, stacks/contoso.yaml:12:14\n    held through the group Sales ' +
        "Team, since ",
    );
    expect(lee.out).toContain('MCOEV)\n    declared by "sales", stacks/contoso.yaml:9:9\n    not held yet');
    const diego = await commandLine(["explain", "diego@contoso.com"], { graph, folder });
    expect(diego.out).toContain("protected: never touched");
    expect(diego.out).toContain("not declared: this stack never touches it");
    const offline = await commandLine(["explain", "adele@contoso.com", "--offline"], { folder });
    expect(offline.out).not.toContain("held");
    expect((await commandLine(["explain", "nobody@contoso.com"], { graph, folder })).code).toBe(1);
  });

  it("import: writes a stack that is valid, keeps groups and plans, and does not write over another", async () => {
    const { code, out, err } = await commandLine(["import"], { graph, folder });
    expect(err).toBe("");
    expect(code).toBe(0);
    expect(out).toContain("Wrote stacks/contoso.yaml: 3 people and 1 group in 4 assignments");
    const text = readFileSync(join(folder, "stacks/contoso.yaml"), "utf8");
    expect(text).toContain("tenant: contoso.onmicrosoft.com\n");
    expect(text).toContain("disable: [YAMMER_ENTERPRISE]");
    expect(text).toContain("    groups:\n      - Sales Team\n");
    expect((await commandLine(["validate"], { folder })).code).toBe(0);
    expect((await commandLine(["import"], { graph, folder })).err).toContain("exists already");
    expect((await commandLine(["import", "--force", "--json"], { graph, folder })).code).toBe(0);
  });

  it("shows progress to somebody who watches, and to nobody else", async () => {
    expect((await commandLine(["status"], { graph, terminal: true })).err).toContain("people read");
    expect((await commandLine(["status"], { graph })).err).toBe("");
  });
});

describe("restore", () => {
  const undo = (principals: readonly object[]): string =>
    JSON.stringify({
      format: "m365-licenses/undo",
      version: 1,
      stack: "contoso",
      tenant: { id: "t", displayName: "Contoso" },
      today: "2026-11-22",
      digest: "0123456789abcdef",
      principals,
    });
  const e3 = { skuId: "6fd2c87f-b296-42f0-b197-1e91e994b900", partNumber: "ENTERPRISEPACK", disabledPlans: [] };
  const e1 = {
    skuId: "18181a46-0d4e-45cd-891e-60aabd171b4e",
    partNumber: "STANDARDPACK",
    disabledPlans: [{ id: "7547a3fe-08ee-4ccb-b430-5077c5041653", name: "YAMMER_ENTERPRISE" }],
  };
  const person = (name: string, licenses: readonly object[]): object => ({
    principal: "user",
    id: name,
    name,
    currentName: name,
    licenses,
  });

  it("declares people again what they held, and takes out the lines that gave something else", async () => {
    put("stacks/contoso.yaml", stackText);
    put("contoso.undo.json", undo([person("lee@contoso.com", [e1]), person("new@contoso.com", [e3])]));
    const { code, out } = await commandLine(["restore", "contoso.undo.json"], { folder });
    expect(out).toContain("Now declared again what they held: lee@contoso.com and new@contoso.com.");
    expect(code).toBe(0);
    const text = readFileSync(join(folder, "stacks/contoso.yaml"), "utf8");
    expect(text).toBe(
      stackText
        .replace("      - lee@contoso.com   # joined in May\n", "")
        .replace(
          "tenant: contoso.onmicrosoft.com\n",
          "tenant: contoso.onmicrosoft.com\ninclude:\n  - restored/contoso-2026-11-22-0123456789ab.yaml\n",
        ),
    );
    const explained = JSON.parse(
      (await commandLine(["explain", "lee@contoso.com", "--offline", "--json"], { folder })).out,
    );
    expect(explained.explanations[0].licenses.map((license: { sku: string }) => license.sku)).toEqual(["STANDARDPACK"]);
    expect(readFileSync(join(folder, "stacks/restored/contoso-2026-11-22-0123456789ab.yaml"), "utf8")).toContain(
      "disable: [YAMMER_ENTERPRISE]",
    );
    const again = await commandLine(["restore", "contoso.undo.json"], { folder });
    expect(again.out).toContain("it changed 2 people; 2 of them are declared what they held before");
    expect(again.code).toBe(0);
  });

  it("takes people who held nothing out of lists and brackets", async () => {
    put(
      "stacks/contoso.yaml",
      stackText
        .replace("users: [adele@contoso.com]", "users: [adele@contoso.com, mia@contoso.com]")
        .replace("    until: 2026-08-31\n", "    usersFrom: lists/more.txt\n"),
    );
    put("stacks/lists/more.txt", "# more\nzoe@contoso.com\r\nbob@contoso.com # since May\n");
    put("undo.json", undo([person("bob@contoso.com", []), person("mia@contoso.com", [])]));
    const { code, out } = await commandLine(["restore", "undo.json"], { folder });
    expect(readFileSync(join(folder, "stacks/lists/more.txt"), "utf8")).toBe("# more\nzoe@contoso.com\r\n");
    expect(readFileSync(join(folder, "stacks/contoso.yaml"), "utf8")).toContain("users: [adele@contoso.com]\n");
    expect(out).toContain("Now declared again what they held: bob@contoso.com and mia@contoso.com.");
    expect(code).toBe(0);
  });

  it("takes from an undo file no path out of the stacks, and no text of more than one line", async () => {
    put("stacks/contoso.yaml", stackText);
    put("elsewhere.yaml", stackText);
    const good = JSON.parse(undo([person("lee@contoso.com", [e1])])) as Record<string, unknown>;
    const bad: readonly Record<string, unknown>[] = [
      { stack: "../elsewhere" },
      { stack: "../../elsewhere.yaml" },
      { stack: "/etc/contoso" },
      { stack: "contoso\nprotected: []" },
      { today: "2026-11-22\nprotected: []" },
      { today: "../../x" },
      { digest: "0123456789ab\napprove: []" },
      { digest: "../../../x" },
      { principals: [person("lee@contoso.com\nprotected: []", [e1])] },
    ];
    for (const change of bad) {
      put("undo.json", JSON.stringify({ ...good, ...change }));
      for (const dry of [[], ["--dry-run"]]) {
        const { code, err } = await commandLine(["restore", "undo.json", ...dry], { folder });
        expect({ code, err }, JSON.stringify(change)).toMatchObject({
          code: 1,
          err: expect.stringContaining("not an undo file"),
        });
      }
    }
    put("undo.json", JSON.stringify({ ...good, stack: "elsewhere.yaml" }));
    expect((await commandLine(["restore", "undo.json"], { folder })).code).toBe(1);
    expect(readFileSync(join(folder, "elsewhere.yaml"), "utf8")).toBe(stackText);
    put("undo.json", JSON.stringify(good));
    for (const dry of [[], ["--dry-run"]])
      expect((await commandLine(["restore", "undo.json", "--stack", "../x.yaml", ...dry], { folder })).err).toContain(
        "lies outside of this folder",
      );
    mkdirSync(join(folder, "..", `${basename(folder)}-outside`));
    symlinkSync(join(folder, "..", `${basename(folder)}-outside`), join(folder, "stacks/restored"));
    put("undo.json", undo([person("new@contoso.com", [e3])]));
    expect((await commandLine(["restore", "undo.json"], { folder })).err).toContain("leads out of it");
    expect(readdirSync(join(folder, "..", `${basename(folder)}-outside`))).toEqual([]);
    rmSync(join(folder, "..", `${basename(folder)}-outside`), { recursive: true });
  });

  it("writes nothing on a dry run, and refuses what is no undo file", async () => {
    put("stacks/contoso.yaml", stackText);
    put("undo.json", undo([person("lee@contoso.com", [e1])]));
    expect((await commandLine(["restore", "undo.json", "--dry-run"], { folder })).out).toContain(
      "Would change: stacks/contoso.yaml",
    );
    expect(readFileSync(join(folder, "stacks/contoso.yaml"), "utf8")).toBe(stackText);
    expect(existsSync(join(folder, "stacks/restored"))).toBe(false);
    put("other.json", "{}");
    expect((await commandLine(["restore", "other.json"], { folder })).err).toContain(
      "not an undo file of m365-licenses",
    );
  });
});
