import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Packed, root } from "./packed";

let packed: Packed;
beforeAll(() => {
  packed = new Packed();
}, 120_000);
afterAll(() => packed.dispose());

/** What a program of our own packages prints, also where it fails. */
function node(script: string, ...args: readonly string[]): string {
  const options = { cwd: packed.project, encoding: "utf8" } as const;
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [join(root, "node_modules", script), ...args],
    options,
  );
  return status === 0 ? stdout : stdout || stderr || String(status);
}

describe("the package", () => {
  it("has what its user needs, and nothing of the workshop", () => {
    const files = packed.files();
    expect(files).toEqual(
      expect.arrayContaining([
        "dist/src/cli/main.js",
        "engine/dynamic-provider/host.cjs",
        "pipelines/github/licences-apply.yml",
        "pipelines/gitlab/.gitlab-ci.yml",
        "schema/stack.schema.json",
        "stacks/examples/README.md",
        "templates/project/README.md",
        "templates/try/tenant.yaml",
      ]),
    );
    const workshop =
      /tsbuildinfo|(^|\/)(test|scripts|bench|emulator|node_modules)\/|\.ts$(?<!\.d\.ts)|decisions|contributing/;
    expect(files.filter((file) => workshop.test(file))).toEqual([]);
  });

  it("is well below what it was when everything was in it: 1.25 MB, 797 files", () => {
    expect(packed.tarballSize).toBeLessThan(900_000);
    expect(packed.files().length).toBeLessThan(250);
  });

  it("loads no package that it does not ask for", () => {
    const { dependencies = {}, peerDependencies = {} } = JSON.parse(packed.read("package.json")) as Record<
      string,
      Record<string, string> | undefined
    >;
    const named = new Set([...Object.keys({ ...dependencies, ...peerDependencies }), ...builtinModules]);
    const loaded = packed
      .files()
      .filter((file) => /^dist\/.*\.js$/.test(file))
      .flatMap((file) => [...packed.read(file).matchAll(/\b(?:require|import)\("((?:@[\w-]+\/)?[\w.-]+)/g)])
      .map(([, name = ""]) => name)
      .filter((name) => !/^\.|^node$/.test(name));
    // The emulator is installed by whoever wants it: the commands that need it say how.
    expect([...new Set(loaded)].filter((name) => !named.has(name)).sort()).toEqual(["pulumi-m365-licenses-emulator"]);
    expect(loaded).toContain("@pulumi/pulumi");
  });

  it("says under which licence the code of others stands that is put into it", () => {
    expect(packed.read("dist/src/parts/LICENSE-zod.txt")).toContain("MIT License");
  });

  it("has every file that its pages lead to", () => {
    const missing = packed
      .files()
      .filter((file) => file.endsWith(".md"))
      .flatMap((file) =>
        [...packed.read(file).matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)|<img[^>]* src="([^"]+)"/g)]
          .map((match) => match[1] ?? match[2] ?? "")
          .filter((link) => !link.includes("://") && !existsSync(join(packed.folder, dirname(file), link)))
          .map((link) => `${file}: ${link}`),
      );
    expect(missing).toEqual([]);
  });

  it("passes publint", async () => {
    const { publint } = await import("publint");
    const { formatMessage } = await import("publint/utils");
    const { messages, pkg } = await publint({ pkgDir: packed.folder, pack: false, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });

  it("has types that every kind of resolution finds (arethetypeswrong)", { timeout: 120_000 }, () => {
    const said = node("@arethetypeswrong/cli/dist/index.js", packed.tarball, "--format", "json");
    expect((JSON.parse(said) as { problems?: object }).problems ?? {}).toEqual({});
  });
});

describe("a program that imports it", () => {
  it("compiles as docs/programs.md shows it", { timeout: 240_000 }, () => {
    const programs = [...packed.read("docs/programs.md").matchAll(/^```ts\n([\s\S]*?)^```$/gm)];
    const files = programs.map(([, code = ""], index) => {
      writeFileSync(join(packed.project, `page-${String(index)}.ts`), code);
      return `page-${String(index)}.ts`;
    });
    expect(files.length).toBeGreaterThan(3);
    const options = ["--module", "nodenext", "--moduleResolution", "nodenext", "--types", "node", "--skipLibCheck"];
    const base = ["--noEmit", "--strict", "--target", "es2022", "--preserveSymlinks"];
    expect(node("typescript/bin/tsc", ...base, ...options, ...files)).toBe("");
  });

  const program = `
import type { Output } from "@pulumi/pulumi";
import { readPeople, TenantLicenses, type TenantLicensesArgs } from "pulumi-m365-licenses";
import { licensesOfStack } from "pulumi-m365-licenses/program";
import { PipelineIdentities } from "pulumi-m365-licenses/identities";
import { gitHubSubject } from "pulumi-m365-licenses/federated-subjects";

const licenses: TenantLicenses = licensesOfStack("contoso");
export const seats = licenses.seats.apply((counts) => Object.values(counts).map((count) => count.length));
export const tenant: TenantLicensesArgs["tenant"] = "contoso.onmicrosoft.com";
export { PipelineIdentities, gitHubSubject };

declare const directory: { readonly sales: Output<string[]>; readonly boss: Output<string> };
new TenantLicenses("licenses", {
  tenant: "contoso.onmicrosoft.com",
  bundles: { voice: ["Office 365 E3", { sku: "MCOEV", disable: [] }] },
  assignments: [
    { name: "sales", licenses: ["voice"], users: directory.sales, until: "2027-03-31" },
    { name: "boss", licenses: ["Office 365 E5"], users: [directory.boss, ...readPeople("stacks/lists/board.txt")] },
    { name: "desk", licenses: [{ sku: "VISIOCLIENT", enable: ["A"] }], groups: [{ create: { displayName: "Desk" } }] },
  ],
  limits: { people: "5%" },
  onMissingUser: directory.boss.apply(() => "wait" as const),
  protect: false,
});
const one = { name: "sales", licenses: ["Office 365 E3"], users: ["adele@contoso.com"] };
const tenantOf = { tenant: "contoso.onmicrosoft.com" };
export const right: TenantLicensesArgs[] = [
  { ...tenantOf, assignments: [one] },
  // @ts-expect-error nobody is assigned anything
  { ...tenantOf },
  // @ts-expect-error a key that is misspelt
  { ...tenantOf, assignment: [one], assignments: [one] },
  // @ts-expect-error a share has its sign
  { ...tenantOf, assignments: [one], limits: { people: 5 } },
  // @ts-expect-error one of two words
  { ...tenantOf, assignments: [one], onMissingUser: "ignore" },
  // @ts-expect-error files belong to stack files
  { ...tenantOf, assignments: [{ name: "sales", licenses: ["E3"], usersFrom: "lists/sales.txt" }] },
  // @ts-expect-error a day is a text
  { ...tenantOf, assignments: [{ ...one, until: new Date() }] },
  // @ts-expect-error which groups are made is known when the program begins
  { ...tenantOf, assignments: [{ ...one, groups: [{ create: { displayName: directory.boss } }] }] },
  // @ts-expect-error and so is whether the stack may be destroyed
  { ...tenantOf, assignments: [one], protect: directory.boss.apply(() => true) },
];
// @ts-expect-error a number of seats is a text: "used of bought"
export const wrong = licenses.seats.apply((counts): number => counts["ENTERPRISEPACK"]);
`;

  it.each([
    ["node", "program.ts", ["--module", "commonjs", "--moduleResolution", "node10", "--ignoreDeprecations", "6.0"]],
    ["node16, CommonJS", "program.cts", ["--module", "node16", "--moduleResolution", "node16"]],
    ["node16, an ES module", "program.mts", ["--module", "node16", "--moduleResolution", "node16"]],
    ["nodenext", "program.mts", ["--module", "nodenext", "--moduleResolution", "nodenext"]],
    ["bundler", "program.ts", ["--module", "esnext", "--moduleResolution", "bundler"]],
  ])("compiles with the resolution of %s", { timeout: 240_000 }, (_resolution, file, options) => {
    writeFileSync(join(packed.project, file), program);
    const base = ["--noEmit", "--strict", "--target", "es2022", "--lib", "es2022", "--types", "node"];
    expect(node("typescript/bin/tsc", ...base, "--skipLibCheck", "--preserveSymlinks", ...options, file)).toBe("");
  });
});
