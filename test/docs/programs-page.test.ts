import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { compileFunction } from "node:vm";
import * as pulumi from "@pulumi/pulumi";
import * as metadata from "@pulumi/pulumi/metadata";
import type { MockResourceArgs } from "@pulumi/pulumi/runtime";
import ts from "typescript";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { startEmulator, type Emulator } from "../../emulator/src/start";

const root = resolve(__dirname, "../..");
const page = readFileSync(join(root, "docs/programs.md"), "utf8");
/** The program of each section, as it would be compiled. */
const programs = new Map(
  page
    .split(/^## /m)
    .slice(1)
    .flatMap((section) => {
      const [, code] = /^```ts\n([\s\S]*?)^```$/m.exec(section) ?? [];
      return code === undefined ? [] : [[section.split("\n")[0] ?? "", code] as const];
    }),
);

let emulator: Emulator;
let made: MockResourceArgs[] = [];
beforeAll(async () => {
  emulator = await startEmulator({
    tenant: {
      verifiedDomains: ["contoso.onmicrosoft.com"],
      skus: [{ sku: "MCOEV", enabled: 1 }],
      users: [{ userPrincipalName: "adele@contoso.com", usageLocation: "US", licenses: ["MCOEV"] }],
    },
  });
});
afterAll(() => emulator.stop());
beforeEach(async () => {
  vi.stubEnv("M365_LICENSES_GRAPH_ENDPOINT", emulator.url);
  vi.spyOn(metadata, "getRootDirectory").mockReturnValue(root);
  made = [];
  await pulumi.runtime.setMocks({
    newResource: (asked) => {
      made.push(asked);
      return { id: asked.id ?? `${asked.name}-id`, state: { ...(asked.inputs as object), objectId: "group-id" } };
    },
    call: () => ({}),
  });
});
afterEach(async () => {
  await pulumi.runtime.disconnect();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** Runs a program of the page with the package in this repository, and tells what it declares. */
async function linesOf(heading: string): Promise<unknown> {
  const { outputText } = ts.transpileModule(programs.get(heading) ?? "", {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true },
  });
  const required = createRequire(join(root, "index.ts"));
  const ours = await import("../../src/provider/program/tenant-licenses.js");
  const requires = (name: string): unknown => (name === "pulumi-m365-licenses" ? ours : required(name));
  compileFunction(outputText, ["require", "exports"])(requires, {});
  const declared = await vi.waitFor(
    () => {
      const licenses = made.find(({ type }) => type.endsWith(":TenantLicenses"));
      return (
        (licenses?.inputs as { readonly __declared?: string } | undefined)?.__declared ?? expect.fail("nothing yet")
      );
    },
    { timeout: 20_000 },
  );
  return JSON.parse(declared);
}

describe("docs/programs.md", () => {
  it("has a program in each section that needs one", () => {
    expect([...programs.keys()]).toEqual([
      "A stack that a program says",
      "People out of files",
      "Values of other resources",
      "Ask the tenant, and the catalog",
    ]);
  });

  it("says a stack", async () => {
    expect(await linesOf("A stack that a program says")).toEqual({
      users: {
        "adele@contoso.com": "ENTERPRISEPACK, MCOEV, MCOPSTN1",
        "diego@contoso.com": "ENTERPRISEPACK, MCOEV, MCOPSTN1",
        "temp1@contoso.com": "STANDARDPACK",
      },
      groups: {},
    });
  });

  it("reads people out of files", async () => {
    const { users } = (await linesOf("People out of files")) as { readonly users: object };
    expect(Object.keys(users)).toContain("adele@contoso.com");
  });

  it("takes values of other resources", async () => {
    expect(await linesOf("Values of other resources")).toEqual({ users: {}, groups: { "group-id": "ENTERPRISEPACK" } });
  });

  it("asks the tenant and the catalog", async () => {
    expect(await linesOf("Ask the tenant, and the catalog")).toEqual({
      users: { "adele@contoso.com": "ENTERPRISEPACK", "diego@contoso.com": "ENTERPRISEPACK" },
      groups: {},
    });
  });
});
