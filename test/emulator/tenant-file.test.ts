import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startEmulator } from "../../src/emulator/start";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "m365-emulator-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function problemsOf(text: string): Promise<string> {
  const path = join(folder, "tenant.yaml");
  writeFileSync(path, text);
  const outcome = await startEmulator({ tenant: path }).catch((error: unknown) => error);
  return outcome instanceof Error ? outcome.message.replaceAll(`${folder}/`, "") : "started";
}

describe("a tenant file", () => {
  it("names every unknown licence, plan and member, with the file", async () => {
    const text = `
verifiedDomains: [contoso.onmicrosoft.com]
skus: [{ sku: ENTERPRISEPACK, enabled: 2 }, { sku: NOVELTY, enabled: 1 }]
users: [{ userPrincipalName: a@contoso.onmicrosoft.com, licenses: [NOPE, { sku: ENTERPRISEPACK, disabledPlans: [MCOEV] }] }]
groups: [{ displayName: Sales, members: [nobody@contoso.onmicrosoft.com] }]
`;
    expect((await problemsOf(text)).split("\n")).toEqual([
      "tenant.yaml: skus[1]: NOVELTY is not among the built-in products: give its id and its servicePlans.",
      "tenant.yaml: users[0].licenses: NOPE is not among the skus of this tenant.",
      "tenant.yaml: users[0].licenses: MCOEV is not a service plan of ENTERPRISEPACK.",
      "tenant.yaml: groups[0].members: nobody@contoso.onmicrosoft.com is neither a user nor a group of this tenant.",
    ]);
  });

  it("refuses unknown keys, what is no YAML, unknown settings, and a file that is not there", async () => {
    expect(await problemsOf("verifiedDomains: [a.com]\ncolour: red\n")).toContain("colour");
    expect(await problemsOf("verifiedDomains: [")).toContain("not YAML or JSON");
    expect(await problemsOf("verifiedDomains: [a.com]\nsettings: { colour: red }\n")).toContain("There is no setting colour");
    await expect(startEmulator({ tenant: join(folder, "none.yaml") })).rejects.toThrow("cannot be read");
  });
});
