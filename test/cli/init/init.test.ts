import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { load } from "js-yaml";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { commandLine, type Outcome } from "../command-line";

const root = resolve(__dirname, "../../..");
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cli-init-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = (file: string): string => readFileSync(join(folder, file), "utf8");
const put = (file: string, text: string): void => {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
};
const files = (): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
      .sort()
      .map((file) => [file, read(file)]),
  );
const init = (args: readonly string[], environment: Record<string, string> = {}): Promise<Outcome> =>
  commandLine(["init", ...args], { folder, environment: { HOME: join(folder, "nobody"), ...environment } });

describe("init in an empty folder", () => {
  it("makes a repository that is complete and valid", async () => {
    const { code, out } = await init(["contoso.onmicrosoft.com"]);
    expect(code).toBe(0);
    expect(Object.keys(files())).toEqual([
      ".gitattributes",
      ".gitignore",
      ".vscode/extensions.json",
      "Pulumi.yaml",
      "README.md",
      "licences.mjs",
      "package.json",
      "stacks/contoso.yaml",
    ]);
    expect(out).toContain("\nNext:\n  npm install\n  az login --tenant contoso.onmicrosoft.com");
    expect((await commandLine(["validate"], { folder })).code).toBe(0);
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
    expect(JSON.parse(read("package.json"))).toMatchObject({
      private: true,
      dependencies: { "pulumi-m365-licenses": version },
      devDependencies: { pulumi: expect.stringMatching(/^\d+\.\d+\.\d+$/) },
    });
  });

  it("changes nothing when it runs again, and says so", async () => {
    const args = ["contoso.onmicrosoft.com", "--pipeline", "github"];
    await init(args);
    const before = files();
    const again = await init(args);
    expect(again.out).toMatch(/^Everything is here already: nothing was changed\.\n/);
    expect(files()).toEqual(before);
    expect((await init([])).code).toBe(0);
    expect(files()).toEqual(before);
  });

  it("names a schema in the stack that is where a package is installed", async () => {
    await init(["contoso.onmicrosoft.com"]);
    const schema = /^# yaml-language-server: \$schema=(.*)$/m.exec(read("stacks/contoso.yaml"))?.[1] ?? "";
    const installed = join(folder, "node_modules/pulumi-m365-licenses");
    cpSync(join(root, "schema"), join(installed, "schema"), { recursive: true });
    expect(JSON.parse(readFileSync(join(folder, "stacks", schema), "utf8"))).toHaveProperty("$schema");
  });

  it("takes the tenant of whoever has signed in with the Azure CLI", async () => {
    const profile = {
      subscriptions: [{ tenantDefaultDomain: "other.com" }, { isDefault: true, tenantDefaultDomain: "fabrikam.com" }],
    };
    put("home/.azure/azureProfile.json", `\uFEFF${JSON.stringify(profile)}`);
    const { code, out } = await init([], { HOME: join(folder, "home") });
    expect(code).toBe(0);
    expect(read("stacks/fabrikam.yaml")).toContain("\ntenant: fabrikam.com\n");
    expect(out).not.toContain("az login");
  });

  it("asks for the tenant in one sentence where nobody has signed in", async () => {
    const { code, err } = await init([]);
    expect(code).toBe(1);
    expect(err).toContain("npx pulumi-m365-licenses init contoso.onmicrosoft.com");
    expect(files()).toEqual({});
  });

  it("says nothing of the import of a stack that somebody has written already", async () => {
    expect((await init(["contoso.onmicrosoft.com"])).out).toContain("import --stack contoso --force");
    put("stacks/contoso.yaml", `${read("stacks/contoso.yaml")}# mine\n`);
    expect((await init(["contoso.onmicrosoft.com"])).out).not.toContain("--force");
  });

  it("begins with a company on an emulated tenant, for a try", async () => {
    const { code, out } = await init(["--try"]);
    expect(code).toBe(0);
    expect(out).toContain("\nNext:\n  npm install\n  npm start\n");
    expect(Object.keys(files())).toEqual(expect.arrayContaining(["try/tenant.yaml", "stacks/lists/sales.txt"]));
    expect((await commandLine(["validate"], { folder })).out).toContain("0 errors");
    const { scripts, devDependencies } = JSON.parse(read("package.json")) as Record<string, Record<string, string>>;
    expect(scripts?.["start"]).toBe("m365-licenses try");
    expect(devDependencies).toHaveProperty("pulumi-m365-licenses-emulator");
  });
});

describe("init in a repository", () => {
  it("adds to a package.json what it lacks, as it is indented, and says what it leaves", async () => {
    put(
      "package.json",
      '{\n\t"name": "it",\n\t"type": "module",\n\t"scripts": {\n\t\t"plan": "mine"\n\t},\n\t"dependencies": {\n\t\t' +
        '"zx": "8.0.0"\n\t}\n}\n',
    );
    const { out } = await init(["contoso.onmicrosoft.com"]);
    expect(out).toContain("Left in package.json as you have it: the script `plan`.");
    const text = read("package.json");
    expect(text).toContain('\n\t"type": "module",\n\t"scripts": {\n\t\t"plan": "mine",\n\t\t"validate":');
    expect(text).toMatch(/"pulumi-m365-licenses": "[\d.]+",\n\t\t"zx": "8\.0\.0"/);
  });

  it("leaves files that are there, names them, and puts its page beside the stacks", async () => {
    put("README.md", "# Ours\n");
    put("licences.mjs", "// ours\n");
    put(".gitignore", "dist/\r\nnode_modules/");
    const { out } = await init(["contoso.onmicrosoft.com"]);
    expect(out).toContain("Left as you have them: licences.mjs.");
    expect(out).toContain("Added what was missing to .gitignore.");
    expect(read("README.md")).toBe("# Ours\n");
    expect(read("licences.mjs")).toBe("// ours\n");
    expect(read("stacks/README.md")).toContain("stacks/contoso.yaml");
    expect(read(".gitignore")).toBe(
      "dist/\r\nnode_modules/\r\n/.m365-licenses/\r\n/.pulumi/\r\n/reports/\r\n/.try/\r\n",
    );
  });

  it("writes nothing into another Pulumi project", async () => {
    put("Pulumi.yaml", "name: network\nruntime: go\n");
    const { code, err } = await init(["contoso.onmicrosoft.com"]);
    expect(code).toBe(1);
    expect(err).toContain("another project's");
    expect(Object.keys(files())).toEqual(["Pulumi.yaml"]);
  });

  it("refuses a second tenant under the name of a stack that is there", async () => {
    await init(["contoso.onmicrosoft.com"]);
    const { code, err } = await init(["contoso.de"]);
    expect(code).toBe(1);
    expect(err).toContain("stacks/contoso.yaml exists already, for contoso.onmicrosoft.com. Give another name");
  });

  it.each(["tenant", "-x.example", "a b.example"])(
    "refuses the tenant %s and the stack of a wrong name",
    async (name) => {
      expect((await init(["--stack", "../x", "contoso.com"])).err).toContain("is no name for a stack");
      expect((await init(["--", name])).err).toMatch(/is no (domain|name for a stack)/);
      expect(files()).toEqual({});
    },
  );
});

describe("init --pipeline", () => {
  it.each([
    ["github", ".github/workflows/licences-apply.yml"],
    ["azure-devops", "azure-pipelines.yml"],
    ["gitlab", ".gitlab-ci.yml"],
  ])("writes that of %s, for the stacks that there are", async (host, file) => {
    put("stacks/adatum.yaml", "tenant: adatum.com\nassignments: []\n");
    await init(["fabrikam.com", "--pipeline", host]);
    const text = read(file);
    expect(load(text)).toBeTypeOf("object");
    for (const stack of ["adatum", "fabrikam"]) expect(text).toMatch(new RegExp(`\\b${stack}\\b`));
    expect(text).not.toContain("Copy to");
    expect(Object.keys(files())).toContain("renovate.json5");
    expect(JSON.stringify(files())).not.toContain("contoso");
  });

  it("gives each stack an entry of its own, with what stands below it", async () => {
    put("stacks/adatum.yaml", "tenant: adatum.com\nassignments: []\n");
    await init(["fabrikam.com", "--pipeline", "azure-devops"]);
    const { parameters } = load(read("azure-pipelines.yml")) as { parameters: [{ default: { name: string }[] }] };
    const [adatum, fabrikam] = parameters[0].default;
    expect({ ...fabrikam, name: "adatum" }).toEqual(adatum);
    expect(Object.keys(adatum ?? {}).length).toBeGreaterThan(3);
  });

  it("refuses a host that it does not know, and names those that it does", async () => {
    const { code, err } = await init(["contoso.com", "--pipeline", "jenkins"]);
    expect(code).toBe(1);
    expect(err).toContain("github, azure-devops, gitlab");
  });
});
