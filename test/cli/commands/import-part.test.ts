import fc from "fast-check";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startEmulator, type Emulator } from "../../../emulator/src/start";
import { readState } from "../../../src/cli/commands/import/read-state";
import { loadStack } from "../../../src/stack/load-stack";
import { commandLine, type Outcome } from "../command-line";
import { skuOf } from "../tenants";

const [e3, phone, visio] = [skuOf("ENTERPRISEPACK"), skuOf("MCOEV"), skuOf("VISIOCLIENT")];
const guid = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
const [adele, diego, megan, team] = [guid(1), guid(2), guid(3), guid(9)];
const plan = (name: string): string => e3.servicePlans.find((one) => one.name === name)?.id ?? "";
const secret = "hunter2-should-never-be-seen";

let emulator: Emulator;
let folder: string;
beforeAll(async () => {
  emulator = await startEmulator({
    tenant: {
      verifiedDomains: ["contoso.onmicrosoft.com", "contoso.com"],
      displayName: "Contoso",
      skus: [
        { sku: "ENTERPRISEPACK", enabled: 10 },
        { sku: "MCOEV", enabled: 10 },
        { sku: "VISIOCLIENT", enabled: 10 },
      ],
      users: [
        {
          id: adele,
          userPrincipalName: "adele@contoso.com",
          usageLocation: "GB",
          licenses: ["ENTERPRISEPACK", "MCOEV"],
        },
        { id: diego, userPrincipalName: "diego@contoso.com", usageLocation: "GB", licenses: ["ENTERPRISEPACK"] },
        { id: megan, userPrincipalName: "megan@contoso.com", usageLocation: "GB", licenses: ["VISIOCLIENT"] },
      ],
      groups: [{ id: team, displayName: "Team", licenses: ["VISIOCLIENT"], members: ["diego@contoso.com"] }],
    },
  });
});
afterAll(() => emulator.stop());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "import-part-"));
  return () => rmSync(folder, { recursive: true });
});

const resource = (type: string, name: string, instances: readonly object[], more: object = {}) => ({
  mode: "managed",
  type,
  name,
  provider: 'provider["registry.terraform.io/hashicorp/azuread"]',
  instances,
  ...more,
});
const terraform = (...resources: readonly object[]) => ({
  version: 4,
  terraform_version: "1.9.0",
  serial: 7,
  lineage: guid(77),
  outputs: { password: { value: secret, sensitive: true } },
  resources: [
    resource("azuread_application_password", "p", [{ schema_version: 1, attributes: { value: secret } }]),
    ...resources,
  ],
});
const licence = (user: string, sku: string, off: readonly string[] | null = null) => ({
  schema_version: 0,
  attributes: { id: `${user}/license/${sku}`, user_id: user, sku_id: sku, disabled_plans: off, timeouts: null },
});
const pulumi = (...resources: readonly object[]) => ({
  version: 3,
  deployment: {
    manifest: { time: "2026-11-01T00:00:00Z" },
    resources: [
      { urn: "urn:pulumi:old::licences::pulumi:pulumi:Stack::licences-old", type: "pulumi:pulumi:Stack" },
      ...resources,
    ],
  },
});
const urn = (type: string, name: string): string => `urn:pulumi:old::licences::${type}::${name}`;
const userLicense = "azuread:index/userLicense:UserLicense";
const groupLicense = "azuread:index/groupLicense:GroupLicense";

function imported(state: unknown, ...more: readonly string[]): Promise<Outcome> {
  writeFileSync(join(folder, "old.tfstate"), typeof state === "string" ? state : JSON.stringify(state));
  return commandLine(["import", "--from-state", "old.tfstate", ...more], { folder, graph: emulator.url });
}
const stackText = (): string => readFileSync(join(folder, "stacks/contoso.yaml"), "utf8");
const declared = (): Readonly<Record<string, readonly string[]>> => {
  const loaded = loadStack("stacks/contoso.yaml", { now: new Date("2026-11-23T12:00:00Z"), root: folder });
  if (loaded.kind === "invalid") throw new Error(JSON.stringify(loaded.problems));
  const { users, groups } = loaded.stack.desired;
  return Object.fromEntries(
    [...users, ...groups].map(({ name, licenses }) => [name, licenses.map(({ sku }) => sku).sort()]),
  );
};

describe("import --from-state", () => {
  it("writes what a state of Terraform owns, and leaves what is held beside it alone", async () => {
    const { code, out, err } = await imported(
      terraform(
        resource("azuread_user_license", "e3", [
          { index_key: "adele", ...licence(adele, e3.skuId) },
          { index_key: "o'neil", ...licence(diego, e3.skuId.toUpperCase(), []) },
        ]),
        resource(
          "azuread_group_license",
          "visio",
          [{ schema_version: 0, attributes: { group_id: team, sku_id: visio.skuId, disabled_plans: [] } }],
          { module: "module.teams" },
        ),
        resource("azuread_user_license", "read", [licence(megan, visio.skuId)], { mode: "data" }),
      ),
    );
    expect(code, err).toBe(0);
    expect(declared()).toEqual({
      "adele@contoso.com": ["ENTERPRISEPACK"],
      "diego@contoso.com": ["ENTERPRISEPACK"],
      Team: ["VISIOCLIENT"],
    });
    expect(stackText()).toContain("of what old.tfstate names: 2 people and 1 group");
    expect(out).toContain("the first run changes nobody");
    expect(out.split("\n").filter((line) => line.includes("state rm"))).toEqual([
      `  terraform state rm 'azuread_user_license.e3["adele"]'`,
      String.raw`  terraform state rm 'azuread_user_license.e3["o'\''neil"]'`,
      "  terraform state rm 'module.teams.azuread_group_license.visio'",
    ]);
    expect(out.indexOf("Next:")).toBeLessThan(out.indexOf("After the first run, and not before"));
    expect(`${out}${err}${stackText()}`).not.toContain(secret);
  });

  it("writes what an export of Pulumi owns; what was only read or waits for its deletion is not owned", async () => {
    const outputs = (userId: string, skuId: string) => ({ userId, skuId, disabledPlans: [] });
    const { code, out, err } = await imported(
      pulumi(
        { urn: urn(userLicense, "a"), type: userLicense, outputs: outputs(adele, phone.skuId) },
        { urn: urn(userLicense, "b"), type: userLicense, external: true, outputs: outputs(diego, e3.skuId) },
        { urn: urn(userLicense, "c"), type: userLicense, delete: true, outputs: outputs(diego, e3.skuId) },
        { urn: urn(groupLicense, "t"), type: groupLicense, outputs: { groupId: team, skuId: visio.skuId } },
      ),
      "--json",
    );
    expect(code, err).toBe(0);
    expect(declared()).toEqual({ "adele@contoso.com": ["MCOEV"], Team: ["VISIOCLIENT"] });
    expect(JSON.parse(out)).toMatchObject({
      people: 1,
      groups: 1,
      state: { tool: "pulumi", owned: [urn(userLicense, "a"), urn(groupLicense, "t")] },
    });
  });

  it("says what the state has and the tenant has not, and does not give it back", async () => {
    const { code, out } = await imported(
      terraform(
        resource("azuread_user_license", "x", [
          licence(adele, e3.skuId, [plan("YAMMER_ENTERPRISE")]),
          licence(adele, visio.skuId),
          licence(guid(404), e3.skuId),
        ]),
      ),
    );
    expect(code).toBe(0);
    expect(declared()).toEqual({ "adele@contoso.com": ["ENTERPRISEPACK"] });
    expect(out).toContain(
      "1: in the state, and not held in the tenant any more (adele@contoso.com: VISIOCLIENT)\n" +
        `  1: in the state, and not in the tenant (user ${guid(404)})\n`,
    );
    expect(out).toContain("Note: 1 of the licences have other service plans switched off than the state says");
  });

  it("reads what PowerShell saves, UTF-16 with a mark", async () => {
    const state = terraform(resource("azuread_user_license", "x", [licence(adele, e3.skuId)]));
    const text = `\ufeff${JSON.stringify(state)}`;
    writeFileSync(join(folder, "old.json"), Buffer.from(text, "utf16le"));
    const { code, err } = await commandLine(["import", "--from-state", "old.json"], { folder, graph: emulator.url });
    expect(code, err).toBe(0);
  });

  it.each([
    ["nothing", "", /the whole: not JSON/],
    ["no state", "[]", /the whole: neither a state of Terraform \(`resources`\) nor an export of Pulumi/],
    ["an old state", { version: 3, lineage: "x", modules: [] }, /version: a state of version 4 is expected/],
    ["an old export", { version: 2, deployment: {} }, /version: an export of version 3 is expected/],
    ["a state without licences", terraform(), /old\.tfstate owns no licence/],
    ["an export without licences", pulumi(), /old\.tfstate owns no licence/],
    [
      "the state of another tenant",
      terraform(resource("azuread_user_license", "x", [licence(guid(404), e3.skuId)])),
      /Nobody whom old\.tfstate names is in the tenant Contoso \(1 person or group\)\. Is it the file of another/,
    ],
  ])("refuses %s, and writes nothing", async (_, state, said) => {
    const { code, err } = await imported(state);
    expect(code).toBe(1);
    expect(err).toMatch(said);
    expect(() => stackText()).toThrow();
  });

  it("names every problem with its place, and never a value", async () => {
    const sealed = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: secret };
    const { err } = await imported(
      terraform(
        resource("azuread_user_license", "x", [
          licence(secret, e3.skuId),
          { attributes: { user_id: adele, sku_id: 7, disabled_plans: [e3.skuId, secret] } },
          { attributes: secret },
        ]),
        resource("azuread_group_license", "y", [{ attributes: { user_id: team, sku_id: e3.skuId } }]),
      ),
    );
    expect(err.split("\n").slice(1, -2)).toEqual([
      "  resources[1].instances[0].attributes.user_id: a GUID is expected",
      "  resources[1].instances[1].attributes.sku_id: a GUID is expected",
      "  resources[1].instances[1].attributes.disabled_plans[1]: a GUID is expected",
      "  resources[1].instances[2].attributes: an object is expected",
      "  resources[2].instances[0].attributes.group_id: a GUID is expected",
    ]);
    const encrypted = await imported(
      pulumi({ urn: urn(userLicense, "a"), type: userLicense, outputs: { userId: sealed, skuId: e3.skuId } }),
    );
    expect(encrypted.err).toContain(
      "deployment.resources[1].outputs.userId: a GUID is expected (encrypted: export with --show-secrets)",
    );
    expect(`${err}${encrypted.err}`).not.toContain(secret);
  });

  it("paints nothing where an address is hostile", async () => {
    const { code, out } = await imported(
      terraform(
        resource("azuread_user_license", "x", [{ index_key: "\u001b[31m\n\u202e", ...licence(adele, e3.skuId) }]),
      ),
    );
    expect(code).toBe(0);
    expect(out).not.toMatch(/[\u001b\u202e]/u);
  });

  it("reads any JSON without falling over it", () => {
    const key = fc.constantFrom(
      "version",
      "resources",
      "deployment",
      "instances",
      "attributes",
      "type",
      "mode",
      "outputs",
    );
    const value = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 5 },
        fc.constantFrom(3, 4, null, "managed", "azuread_user_license", userLicense, e3.skuId, "__proto__"),
        fc.array(tie("node"), { maxLength: 3 }),
        fc.dictionary(key, tie("node"), { maxKeys: 4 }),
      ),
    })).node;
    fc.assert(
      fc.property(value, (state) => {
        const read = readState(JSON.stringify(state));
        if (read.kind === "invalid") expect(read.problems.length).toBeGreaterThan(0);
        else for (const { skuId } of read.licenses) expect(skuId).toBe(e3.skuId);
      }),
    );
  });
});

describe("import --people", () => {
  const people = (text: string, ...more: readonly string[]): Promise<Outcome> => {
    writeFileSync(join(folder, "users.txt"), text);
    return commandLine(["import", "--people", "users.txt", ...more], { folder, graph: emulator.url });
  };

  it("writes what the people of a script's text file hold, and nobody else", async () => {
    const { code, out } = await people("#Example of text file:\nAdele@contoso.com\r\n\nnobody@contoso.com\n");
    expect(code).toBe(0);
    expect(declared()).toEqual({ "adele@contoso.com": ["ENTERPRISEPACK", "MCOEV"] });
    expect(out).toContain("1: in the list, and not in the tenant (nobody@contoso.com)");
    expect(out).not.toContain("state rm");
  });

  it.each([
    ["a line that names nobody", "adele\n", /users\.txt:1:1: .*adele.*/],
    ["nobody", "# nobody yet\n", /`users\.txt` names nobody/],
    ["the list of another tenant", "x@fabrikam.com\n", /Nobody whom users\.txt names is in the tenant Contoso/],
  ])("refuses %s", async (_, text, said) => {
    const { code, err } = await people(text);
    expect(code).toBe(1);
    expect(err).toMatch(said);
  });

  it("takes one choice, not two", async () => {
    const { code, err } = await people("adele@contoso.com\n", "--from-state", "x");
    expect(code).toBe(1);
    expect(err).toContain("cannot be used with");
  });
});
