import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { load } from "js-yaml";
import { restoreStack } from "../../../src/cli/commands/restore/restore-stack";
import { readUndo, type Undo } from "../../../src/report/json/undo-schema";
import { loadStack } from "../../../src/stack/load-stack";
import { visible } from "../../../src/text/visible";
import { now, planIds, skuIds } from "../../plan/support/tenant";
import { Oddities } from "../mutate/oddities";
import { damageText } from "../mutate/text";
import { changeTree, treeOf } from "../mutate/tree";
import { writeJson } from "../mutate/write-json";
import { expectSound, expectThat } from "../support/expect-sound";
import type { MakeKind, Outcome } from "../support/kind";
import { wordsOf } from "../support/words";

const stackText = `tenant: contoso.com
assignments:
  - { name: a, licenses: [ENTERPRISEPACK], users: [adele@contoso.com, bob@contoso.com], usageLocation: US }
  - name: b
    licenses: [MCOEV]
    users: [bob@contoso.com]
    groups: [Sales]
    until: 2099-12-31
`;
const undo: Undo = {
  format: "m365-licenses/undo",
  version: 1,
  stack: "contoso",
  tenant: { id: "11111111-0000-4000-8000-000000000000", displayName: "Contoso" },
  today: "2026-11-20",
  digest: "0123456789abcdef",
  principals: [
    {
      principal: "user",
      id: "00000000-0000-4000-8000-000000000001",
      name: "adele@contoso.com",
      currentName: "adele.vance@contoso.com",
      usageLocation: "GB",
      usageLocationAfter: "US",
      licenses: [
        {
          skuId: skuIds.E5,
          partNumber: "ENTERPRISEPREMIUM",
          disabledPlans: [{ id: planIds.YAMMER, name: "YAMMER_ENTERPRISE" }],
        },
      ],
      changed: [skuIds.E5, skuIds.E3],
    },
    {
      principal: "user",
      id: "00000000-0000-4000-8000-000000000002",
      name: "cid@contoso.com",
      currentName: "cid@contoso.com",
      licenses: [{ skuId: skuIds.E1, partNumber: "STANDARDPACK", disabledPlans: [] }],
    },
    {
      principal: "group",
      id: "00000000-0000-4000-8000-000000000003",
      name: "Sales",
      currentName: "Sales",
      licenses: [],
      changed: [skuIds.MCOEV],
    },
  ],
};

export const makeUndoKind: MakeKind = (folder) => {
  const odd = new Oddities(wordsOf(undo));
  const document = treeOf(undo);
  const file = "stacks/contoso.yaml";
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), stackText);
  const known = loadStack(file, { now: new Date(now), root: folder });
  if (known.kind !== "ok") throw new Error("the stack cannot be used");
  const restore = (text: string): Outcome => {
    const read = readUndo(text, "x.undo.json");
    if (read.kind === "invalid") {
      expectSound(visible(read.message), { quoted: text });
      return "refused";
    }
    const place = { schema: "../s.json", folder: "restored", title: "Restored" };
    const restored = restoreStack(read.undo, known.stack, new Map([[file, stackText]]), new Date(now), place);
    for (const [path, written] of restored.texts) expectWritten(path, written, read.undo);
    for (const said of [...restored.problems, ...restored.byHand, ...restored.left.map(({ why }) => why)])
      expectSound(visible(said), { quoted: text });
    return "taken";
  };
  return {
    name: "undo",
    draw: (chance) => {
      const written = writeJson(changeTree(document, chance, odd));
      const text = chance.happens(6) ? damageText(written, chance, odd) : written;
      return { show: () => text, give: () => restore(text) };
    },
  };
};

/** A part has assignments and nothing else, of those who stand in the undo file; the stack keeps what it is. */
function expectWritten(path: string, text: string, { principals }: Undo): void {
  expectThat(/^stacks\/(?:[^/\\]+\/)?[^/\\]+\.yaml$/u.test(path) && !path.includes("/../"), () => `writes ${path}`);
  const document = load(text) as Readonly<Record<string, unknown>>;
  const keys = Object.keys(document).filter((key) => !["tenant", "assignments", "include"].includes(key));
  expectThat(keys.length === 0, () => `the keys ${keys.join(", ")} in ${text}`);
  expectThat(document["tenant"] === undefined || document["tenant"] === "contoso.com", () => `the tenant in ${text}`);
  const names = new Set([...principals.map(({ name }) => name.toLowerCase()), "bob@contoso.com", "adele@contoso.com"]);
  for (const assignment of (document["assignments"] ?? []) as readonly Readonly<Record<string, unknown>>[]) {
    const allowed = ["name", "licenses", "users", "groups", "until", "usageLocation", "pstn"];
    const odd = Object.keys(assignment).filter((key) => !allowed.includes(key));
    expectThat(odd.length === 0, () => `the keys ${odd.join(", ")} of an assignment in ${text}`);
    for (const name of [...((assignment["users"] ?? []) as unknown[]), ...((assignment["groups"] ?? []) as unknown[])])
      expectThat(
        typeof name === "string" && (names.has(name.toLowerCase()) || name === "Sales"),
        () => `${String(name)} in ${text}`,
      );
  }
}
