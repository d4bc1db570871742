import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startEmulator } from "../src/start";

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
  it("tells who stands in it twice, and what is a licence of nobody, in JSON too", async () => {
    const text = `{ "verifiedDomains": ["a.com"],
  "users": [{ "userPrincipalName": "a@a.com" },
            { "userPrincipalName": "A@a.com", "licenses": ["STANDARDPACK"] }] }`;
    expect((await problemsOf(text)).split("\n")).toEqual([
      "tenant.yaml:3:60: users[1].licenses[0]: STANDARDPACK is not among the skus of this tenant.",
      "tenant.yaml:3:36: users[1].userPrincipalName: A@a.com stands here twice.",
    ]);
  });

  it("names every unknown licence, plan and member, with the file", async () => {
    const person = "a@contoso.onmicrosoft.com";
    const text = `
verifiedDomains: [contoso.onmicrosoft.com]
skus: [{ sku: ENTERPRISEPACK, enabled: 2 }, { sku: NOVELTY, enabled: 1 }]
users: [{ userPrincipalName: ${person}, licenses: [NOPE, { sku: ENTERPRISEPACK, disabledPlans: [MCOEV] }] }]
groups: [{ displayName: Sales, members: [nobody@contoso.onmicrosoft.com] }]
`;
    expect((await problemsOf(text)).split("\n")).toEqual([
      "tenant.yaml:3:45: skus[1]: NOVELTY is not among the built-in products: give its id and its servicePlans.",
      "tenant.yaml:4:68: users[0].licenses[0]: NOPE is not among the skus of this tenant.",
      "tenant.yaml:4:74: users[0].licenses[1]: MCOEV is not a service plan of ENTERPRISEPACK.",
      "tenant.yaml:5:42: groups[0].members[0]: nobody@contoso.onmicrosoft.com is neither a user nor a group of " +
        "this tenant.",
    ]);
  });

  it("took any two letters for a country: only those of ISO 3166-1 are, as for Graph", async () => {
    const person = (at: string) => `{ userPrincipalName: ${at.toLowerCase()}@a.com, usageLocation: ${at} }`;
    const text = `
verifiedDomains: [a.com]
countryLetterCode: ZZ
skus: [{ sku: MCOPSTN1, prohibitedLocations: [CN, UK] }]
users: [${["GB", "UK", "ZZ"].map(person).join(", ")}]
`;
    const must = "must be a two-letter country code of ISO 3166-1 in capitals.";
    expect((await problemsOf(text)).split("\n").sort()).toEqual([
      `tenant.yaml:3:20: countryLetterCode: ${must}`,
      `tenant.yaml:4:51: skus[0].prohibitedLocations[1]: ${must}`,
      `tenant.yaml:5:107: users[1].usageLocation: ${must}`,
      `tenant.yaml:5:159: users[2].usageLocation: ${must}`,
    ]);
  });

  it("says what is expected in words of its own, whatever stands there", async () => {
    expect(await problemsOf("verifiedDomains: [a.com]\nskus: [x]\nusers: [{ licenses: [5] }]\n")).toBe(
      "tenant.yaml:2:8: skus[0]: must be a map.\n" +
        "tenant.yaml:3:9: users[0].userPrincipalName: must be a text, and there is nothing.\n" +
        "tenant.yaml:3:22: users[0].licenses[0]: must be a text, or a map.",
    );
    expect(await problemsOf("verifiedDomains: [a.com]\nsettings: { throttling: { toString: 1 } }\n")).toMatch(
      /^tenant\.yaml:2:25: settings\.throttling: Setting throttling cannot be \{"toString":1\}\./,
    );
  });

  it("refuses unknown keys, what is no YAML, unknown settings, and a file that is not there", async () => {
    expect(
      await problemsOf("verifiedDomains: [a.com]\ncolour: red\nusers: [{ userPrincipalName: a, size: 3 }]\n"),
    ).toBe(
      "tenant.yaml:3:30: users[0].userPrincipalName: must be a user principal name.\ntenant.yaml:3:33: " +
        "users[0].size: there is no such key.\ntenant.yaml:2:1: colour: there is no such key.",
    );
    expect(await problemsOf("verifiedDomains:\n\t- a.com")).toMatch(/^tenant\.yaml:2:1: not YAML or JSON: /);
    const [colour, throttling] = (
      await problemsOf("verifiedDomains: [a.com]\nsettings: { colour: red, throttling: maybe }\n")
    ).split("\n");
    expect(colour).toMatch(/^tenant\.yaml:2:21: settings\.colour: There is no setting colour/);
    expect(throttling).toMatch(/^tenant\.yaml:2:38: settings\.throttling: Setting throttling cannot be "maybe"/);
    await expect(startEmulator({ tenant: join(folder, "none.yaml") })).rejects.toThrow("there is no such file");
  });
});
