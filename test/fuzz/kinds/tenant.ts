import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { buildTenant } from "../../../emulator/src/file/build-tenant";
import { readTenantFile } from "../../../emulator/src/file/read-tenant-file";
import { TenantFileError } from "../../../emulator/src/file/tenant-document";
import { Oddities } from "../mutate/oddities";
import { damageText, encodeText } from "../mutate/text";
import { changeTree, treeOf } from "../mutate/tree";
import { writeJson } from "../mutate/write-json";
import { writeYaml } from "../mutate/write-yaml";
import { expectSound, expectThat } from "../support/expect-sound";
import type { MakeKind, Outcome } from "../support/kind";
import { wordsOf } from "../support/words";

const id = (n: number): string => `11111111-2222-4333-8444-${String(n).padStart(12, "0")}`;

/** Every key that there is, for few people. */
const everything = {
  id: id(0),
  displayName: "Contoso",
  companyName: "contoso",
  verifiedDomains: ["contoso.onmicrosoft.com", "contoso.com"],
  countryLetterCode: "US",
  created: "2020-01-01T00:00:00Z",
  skus: [
    { sku: "ENTERPRISEPACK", enabled: 5, warning: 1, suspended: 0, lockedOut: 0, capabilityStatus: "Enabled" },
    { sku: "X", id: id(1), appliesTo: "User", servicePlans: ["MCOEV", { name: "Y", id: id(2), appliesTo: "Company" }] },
    { sku: "MCOEV", enabled: 2, selfService: true, gone: false, prohibitedLocations: ["CN"] },
  ],
  users: [
    {
      id: id(3),
      userPrincipalName: "adele@contoso.com",
      usageLocation: "GB",
      licenses: ["ENTERPRISEPACK", { sku: "X", disabledPlans: ["Y"] }],
      proxyAddresses: ["SMTP:adele@contoso.com"],
      properties: { department: "Sales", country: "GB" },
    },
    {
      userPrincipalName: "bob@contoso.com",
      states: [
        {
          skuId: id(1),
          assignedByGroup: null,
          disabledPlans: [],
          state: "Active",
          error: "None",
          lastUpdated: "2024-01-01T00:00:00Z",
        },
      ],
      deleted: "2026-01-01T00:00:00Z",
      formerGroups: ["Sales"],
    },
    { userPrincipalName: "cid@contoso.com", onPremisesSyncEnabled: true, restricted: true, statesHidden: false },
  ],
  groups: [
    { displayName: "Sales", members: ["adele@contoso.com", "Inner"], owners: ["cid@contoso.com"], licenses: ["MCOEV"] },
    { id: id(4), displayName: "Inner", groupTypes: ["Unified"], processing: "QueuedForProcessing", mailEnabled: true },
  ],
  pending: [{ group: id(4), waiting: { members: "everybody", due: "2026-01-01T00:00:00Z" } }],
  rules: [{ plan: "MCOEV", needsAnyOf: ["Y"] }, { excludes: ["MCOEV", "Y"] }],
  apps: [{ appId: id(5), secrets: ["s"], permissions: ["User.Read.All"], federated: [{ issuer: "i", subject: "s" }] }],
  settings: { membersPerSecond: 5 },
};

export const makeTenantKind: MakeKind = (folder) => {
  const examples = join(__dirname, "../../../stacks/examples/tenants");
  const texts = readdirSync(examples).map((name) => readFileSync(join(examples, name), "utf8"));
  const documents = [everything, everything, load(texts[0] ?? "")].map(treeOf);
  const odd = new Oddities(wordsOf(everything));
  const path = join(folder, "tenant.yaml");
  return {
    name: "tenant",
    draw: (chance) => {
      const tree = changeTree(chance.pick(documents), chance, odd);
      const text = chance.happens(5)
        ? damageText(chance.pick(texts), chance, odd)
        : chance.happens(3)
          ? writeJson(tree)
          : writeYaml(tree, chance);
      const bytes = encodeText(text, chance);
      return {
        show: () => text,
        give: () => {
          writeFileSync(path, bytes);
          return build(path, text);
        },
      };
    },
  };
};

function build(path: string, text: string): Outcome {
  try {
    const { document, locate } = readTenantFile(path);
    buildTenant(document, {}, locate);
    return "taken";
  } catch (error) {
    if (!(error instanceof TenantFileError)) throw error;
    expectSound(error.message, { quoted: text });
    for (const line of error.message.split("\n"))
      expectThat(line.startsWith(`${path}:`), () => `no place in ${JSON.stringify(line)}`);
    return "refused";
  }
}
