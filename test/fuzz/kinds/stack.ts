import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { z } from "zod";
import { stackDocument } from "../../../src/stack/language/document";
import { Oddities } from "../mutate/oddities";
import { damageText, encodeText } from "../mutate/text";
import { changeTree, treeOf } from "../mutate/tree";
import { writeYaml } from "../mutate/write-yaml";
import type { Chance } from "../support/chance";
import { expectStack, formats } from "../support/expect-stack";
import type { MakeKind } from "../support/kind";
import { wordsOf } from "../support/words";

/** Every key that there is, in three stacks: a small one is tried more often. */
const everything = [
  {
    tenant: "contoso.com",
    include: ["part.yaml"],
    bundles: { voice: ["Office 365 E3", { sku: "MCOEV", enable: ["MCOEV"] }] },
    assignments: [
      { name: "a", licenses: ["voice"], users: ["adele@contoso.com"], groups: ["Group g1"], from: "2020-01-01" },
      { name: "b", licenses: [{ sku: "VISIOCLIENT", disable: [] }], usersFrom: ["lists/a.txt"], until: "2099-12-31" },
    ],
    limits: { people: "10%", atMost: 25, per: "7d" },
    protected: ["breakglass@contoso.com"],
  },
  {
    tenant: "contoso.com",
    usageLocation: { default: "US", from: "country" },
    assignments: [
      { name: "c", licenses: ["MCOEV"], usersFrom: { file: "lists/b.csv", column: "UPN" }, usageLocation: "GB" },
      { name: "d", licenses: ["ENTERPRISEPACK"], users: [], pstn: "onPremises", together: true },
    ],
    authoritative: { skus: ["VISIOCLIENT"], scope: "declared" },
    rules: { "license-uncatalogued": "off", "paid-twice": "info" },
    allowInterruption: ["cid@contoso.com"],
  },
  {
    tenant: "contoso.com",
    assignments: [{ name: "a", licenses: ["MCOEV"], users: ["adele@contoso.com"] }],
    onMissingUser: "wait",
    onShortage: "assignInOrder",
    approve: [
      { losses: 3, of: ["STANDARDPACK", "eve@contoso.com"], until: "2099-12-31", reason: "The office closes." },
    ],
    prices: { currency: "EUR", monthly: { "Office 365 E3": 21.3 } },
    timeZone: "Europe/Paris",
    protect: false,
    release: ["moved@contoso.com"],
  },
];
const few = { tenant: "contoso.com", assignments: [{ name: "a", licenses: ["MCOEV"], users: ["adele@contoso.com"] }] };

const keys = JSON.stringify(z.toJSONSchema(stackDocument)).match(/(?<=")[A-Za-z]{2,20}(?=":)/g) ?? [];
const odd = new Oddities([...new Set([...keys, ...wordsOf(everything)])]);

export const makeStackKind: MakeKind = (folder) => {
  const written = readFileSync(join(__dirname, "../../../stacks/contoso.yaml"), "utf8");
  const documents = [...everything, few, few, load(written)].map(treeOf);
  for (const [file, text] of Object.entries({
    "lists/a.txt": "bob@contoso.com\n",
    "lists/b.csv": "UPN,x\ncid@contoso.com,1\n",
    "lists/sales.txt": "dan@contoso.com\n",
    "part.yaml":
      "assignments: [{ name: p, licenses: [MCOEV], users: [pat@contoso.com] }]\nprotected: [x@contoso.com]\n",
  })) {
    mkdirSync(join(folder, "stacks/lists"), { recursive: true });
    writeFileSync(join(folder, "stacks", file), text);
  }
  const draw = (chance: Chance): string => {
    if (chance.happens(4)) return damageText(written, chance, odd);
    const text = writeYaml(changeTree(chance.pick(documents), chance, odd), chance);
    return chance.happens(4) ? damageText(text, chance, odd) : text;
  };
  return {
    name: "stack",
    draw: (chance) => {
      const input = draw(chance);
      const bytes = encodeText(input, chance);
      // Now and then what is wrong stands in a file that the stack includes.
      const isPart = chance.happens(12);
      const way = { root: folder, format: chance.pick(formats), isPlanned: chance.happens(4) };
      return {
        show: () => input,
        give: () => {
          writeFileSync(join(folder, isPart ? "stacks/odd.yaml" : "stacks/test.yaml"), bytes);
          if (isPart) writeFileSync(join(folder, "stacks/test.yaml"), "tenant: contoso.com\ninclude: [odd.yaml]\n");
          const text = isPart ? "tenant: contoso.com\ninclude: [odd.yaml]\n" : bytes.toString("utf8");
          return expectStack("stacks/test.yaml", text, { ...way, input });
        },
      };
    },
  };
};
