import { formatIntent, intentOf, parseIntent } from "../../../src/plan/ledger/intent";
import { LedgerTextError } from "../../../src/plan/ledger/ledger-schema";
import { formatLedger, parseLedger } from "../../../src/plan/ledger/ledger-text";
import { planTenant, planWithModel } from "../../../src/plan/plan-tenant";
import type { Outputs } from "../../../src/provider/contract/properties";
import { diff } from "../../../src/provider/methods/diff";
import { read } from "../../../src/provider/methods/read";
import { Refusal, refusalOf } from "../../../src/provider/engine/refusal";
import { RunBook } from "../../../src/provider/session/run-book";
import type { Session } from "../../../src/provider/session/session";
import type { Ledger } from "../../../src/terms/ledger";
import type { Observed } from "../../../src/terms/observed";
import { visible } from "../../../src/text/visible";
import { inputOf } from "../../plan/support/run";
import {
  desired,
  group,
  now,
  observed,
  owning,
  policy,
  skuIds,
  tenantId,
  today,
  user,
} from "../../plan/support/tenant";
import { Oddities } from "../mutate/oddities";
import { damageText } from "../mutate/text";
import { changeTree, treeOf } from "../mutate/tree";
import { writeJson } from "../mutate/write-json";
import type { Chance } from "../support/chance";
import { expectSound, expectThat } from "../support/expect-sound";
import type { MakeKind, Outcome } from "../support/kind";
import { wordsOf } from "../support/words";

const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const person = (n: number, ...held: string[]) => ({ ...user(`p${n}`, held), id: id(n) });
const tenant: Observed = observed({
  users: [person(1, "E3"), person(2, "E1", "MCOEV"), person(3, "E5", "E3/g1")],
  groups: [group("g1", ["E3"], [id(3)])],
});
const wanted = desired({ p1: "ENTERPRISEPREMIUM", p3: "ENTERPRISEPREMIUM @US" }, { "Group g1": "ENTERPRISEPACK" });
const ledger: Ledger = {
  ...owning({ [id(1)]: "ENTERPRISEPACK(-YAMMER_ENTERPRISE)", [id(2)]: "STANDARDPACK @GB" }, { g1: "ENTERPRISEPACK" }),
  protectedIds: [id(9)],
  protectedNames: { "breakglass@contoso.com": id(9) },
  lossesByDay: { "2026-11-20": 1 },
  approvalsSpent: { abc: 2 },
};
const remembering: Ledger = {
  ...ledger,
  users: ledger.users.map((entry, at) => ({
    ...entry,
    writtenAt: "2026-11-20T09:00:00.000Z",
    skus: entry.skus.map((sku) => ({ ...sku, seenAbsent: "2026-11-21T09:00:00.000Z" })),
    ...(at === 1 && { gone: "deleted" as const }),
  })),
};
const input = inputOf({ desired: wanted, ledger, observed: tenant });
const intent = formatIntent(intentOf(planWithModel(input).plan, "base"), tenantId);
const outputs: Outputs = {
  tenant: "contoso.com",
  tenantId,
  policy: policy(),
  protect: false,
  source: "stacks/contoso.yaml",
  seats: { ENTERPRISEPACK: "1 of 2" },
  digest: "abc",
  __ledger: formatLedger(remembering),
  __shown: JSON.stringify({ users: ["p1@contoso.com"], groups: ["Group g1"] }),
  __urn: "urn:pulumi:contoso::licenses::m365:TenantLicenses::licenses",
  __settled: ["r1"],
  __begun: { until: "2026-12-31T00:00:00.000Z", given: formatLedger(owning({ [id(3)]: "ENTERPRISEPACK" })) },
};

export const makeStateKind: MakeKind = () => {
  const texts = [formatLedger(ledger), formatLedger(remembering), intent];
  const trees = texts.map((text) => treeOf(JSON.parse(text)));
  const whole = treeOf(outputs);
  const odd = new Oddities([...wordsOf(outputs), ...texts.flatMap((text) => wordsOf(JSON.parse(text))), skuIds.E3]);
  const changed = (chance: Chance, at: number): string => {
    const tree = trees[at];
    const text = tree === undefined ? "" : writeJson(changeTree(tree, chance, odd));
    return chance.happens(6) ? damageText(text, chance, odd) : text;
  };
  return {
    name: "state",
    draw: (chance) => {
      const way = chance.below(4);
      if (way === 3) {
        const text = writeJson(changeTree(whole, chance, odd));
        return { show: () => text, give: () => answering(text, () => readOutputs(text)) };
      }
      const text = changed(chance, way);
      return { show: () => text, give: () => answering(text, () => (way === 2 ? readIntent(text) : readLedger(text))) };
    },
  };
};

/** What is refused is refused in words that are meant for it. */
async function answering(text: string, giving: () => Outcome | Promise<Outcome>): Promise<Outcome> {
  try {
    return await giving();
  } catch (error) {
    if (!(error instanceof LedgerTextError || error instanceof Refusal)) throw error;
    expectSound(visible(refusalOf(error).message), { quoted: text });
    return "refused";
  }
}

function readLedger(text: string): Outcome {
  const known = parseLedger(text);
  const again = formatLedger(known);
  expectThat(formatLedger(parseLedger(again)) === again, () => `${again} is another ledger, read back`);
  planTenant({ ...input, ledger: known });
  return "taken";
}

function readIntent(text: string): Outcome {
  const known = parseIntent(text);
  expectThat(
    formatIntent(parseIntent(formatIntent(known, tenantId)), tenantId) === formatIntent(known, tenantId),
    () => text,
  );
  return "taken";
}

/** The engine hands over nothing that is no JSON. */
function outputsOf(text: string): Outputs | undefined {
  try {
    return JSON.parse(text) as Outputs;
  } catch {
    return undefined;
  }
}

/** As the engine hands the resource of a state to a refresh. */
async function readOutputs(text: string): Promise<Outcome> {
  const given = outputsOf(text);
  if (given === undefined) return "refused";
  const session = {
    runs: new RunBook(),
    surroundings: { engineAddress: "", now: () => new Date(now) },
    now,
    ahead: undefined,
    checked: undefined,
    refuseWrongClock: () => undefined,
    stackFile: () => ({ desired: wanted, policy: policy(), today, text: "" }),
    tenant: { expectTenant: () => undefined, readTenant: () => Promise.resolve(tenant) },
  } as unknown as Session;
  const told = await read(session, { ...given, protect: undefined as never });
  expectThat(!JSON.stringify(told.inputs.users).includes("undefined"), () => "undefined in a line");
  diff(session, given, told.inputs);
  return "taken";
}
