import { digestOfPlan } from "../../../src/plan/basis/plan-digest";
import { approvedProblem } from "../../../src/plan/check-approved";
import { planWithModel } from "../../../src/plan/plan-tenant";
import { restrictToApproved } from "../../../src/plan/restrict";
import { renderJson } from "../../../src/report/json/json";
import { planReportSchema } from "../../../src/report/json/report-schema";
import { readReport } from "../../../src/report/json/read-report";
import { isRefused } from "../../../src/terms/refusals";
import type { Plan } from "../../../src/terms/plan";
import { visible } from "../../../src/text/visible";
import { inputOf } from "../../plan/support/run";
import { desired, group, observed, owning, user } from "../../plan/support/tenant";
import { busyPlan } from "../../report/plans";
import { Oddities } from "../mutate/oddities";
import { damageText } from "../mutate/text";
import { changeTree, treeOf, type Tree } from "../mutate/tree";
import { writeJson } from "../mutate/write-json";
import type { Chance } from "../support/chance";
import { expectSound, expectThat } from "../support/expect-sound";
import type { MakeKind, Outcome } from "../support/kind";
import { wordsOf } from "../support/words";

/** What there is to do on the day on which the approved plan is carried out. */
const whole = planWithModel(
  inputOf({
    desired: desired({ adele: "ENTERPRISEPREMIUM", bob: "ENTERPRISEPACK, MCOEV @GB" }, { "Group g1": "MCOEV" }),
    ledger: owning({ adele: "ENTERPRISEPACK", eve: "STANDARDPACK", bob: "MCOEV" }, { g1: "STANDARDPACK" }),
    observed: observed({
      users: [user("adele", ["E3"]), user("bob", ["E1/g1", "MCOEV"]), user("eve", ["E1"])],
      groups: [group("g1", ["E1"], ["bob"])],
    }),
  }),
);

export const makeApprovedKind: MakeKind = () => {
  const reports = [whole.plan, whole.plan, signed(busyPlan())].map(
    (plan) => JSON.parse(renderJson(plan, "contoso", { currency: "EUR", bySku: { ENTERPRISEPACK: 21 } })) as object,
  );
  const trees = reports.map(treeOf);
  const odd = new Oddities(reports.flatMap((report) => wordsOf(report)));
  return {
    name: "approved",
    draw: (chance) => {
      const tree = changeTree(chance.pick(trees), chance, odd);
      const text = write(tree, chance, odd);
      return { show: () => text, give: () => carryOut(text) };
    },
  };
};

const signed = (plan: Plan): Plan => ({ ...plan, digest: digestOfPlan(plan) });

/** Half of them are signed as whoever changed them would sign them. */
function write(tree: Tree, chance: Chance, odd: Oddities): string {
  const text = writeJson(tree);
  if (chance.happens(8)) return damageText(text, chance, odd);
  if (chance.happens(2)) return text;
  const parsed = planReportSchema.safeParse(parse(text));
  if (!parsed.success) return text;
  const plan = signed(parsed.data.plan as Plan);
  return JSON.stringify({ ...parsed.data, digest: plan.digest, plan });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function carryOut(text: string): Outcome {
  const read = readReport(text, "x.plan.json");
  if (read.kind === "invalid") {
    expectSound(visible(read.message), { quoted: text });
    return "refused";
  }
  if (read.kind !== "plan") return "refused";
  const { plan, stack } = read.report;
  const problem = approvedProblem(plan);
  if (problem !== undefined || isRefused(plan)) {
    expectSound(visible(problem ?? ""), { quoted: text });
    return "refused";
  }
  // What `apply --only` hands on is read once more.
  expectThat(readReport(renderJson(plan, stack), "part").kind === "plan", () => "a plan is none, written again");
  const part = restrictToApproved(whole, plan);
  const approved = new Map(plan.transitions.map(({ id, digest }) => [id, digest]));
  for (const { id, digest } of part.plan.transitions)
    expectThat(approved.get(id) === digest, () => `${id} is done, and was not approved`);
  return "taken";
}
