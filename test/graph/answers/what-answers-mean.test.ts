import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Plan } from "../../../src/terms/plan";
import { showFinding, showLoss, showTransition } from "../../plan/support/show";
import { planFrom, type Read, rightAnswers } from "./contoso";
import { type Row, rows, type Shape, shapes, spoil } from "./rows";

const page = readFileSync(join(__dirname, "../../../docs/graph-answers.md"), "utf8");

/** What the page says: property, and a meaning for each shape. */
const told: readonly (readonly string[])[] = page
  .split("\n")
  .filter((line) => /^\| (?:user|subscribedSku|group|organization): /.test(line))
  .map((line) => line.slice(2, -2).split(" | "));

const linesOf = ({ transitions, losses, findings }: Plan): readonly string[] => [
  ...transitions.map(showTransition),
  ...losses.map(showLoss),
  ...findings.map(showFinding),
];

/** Everybody of whom a plan says that they could not be read, and that is all that becomes of them. */
function leavesAlone({ findings, transitions, losses }: Plan): boolean {
  const named = findings.flatMap(({ code, principals }) => (code.endsWith("-unreachable") ? principals : []));
  const touched = new Set(transitions.map(({ name }) => name));
  const losing = losses.flatMap(({ name, path }) => (path.kind === "removed" ? name : []));
  return named.length > 0 && named.every((name) => !touched.has(name) && !losing.includes(name));
}

const finds = (code: string) => (plan: Plan) => plan.findings.some((finding) => finding.code === code);
const does = (text: string) => (plan: Plan) =>
  plan.transitions.map(showTransition).some((line) => line.startsWith(text));

/** The words of the page, with what a plan must look like for each; the first that fits is the meaning. */
const meanings: readonly (readonly [string, (plan: Plan) => boolean])[] = [
  ["left alone", leavesAlone],
  ["no seats", finds("seats-short")],
  ["refused", (plan) => finds("tenant-mismatch")(plan) || finds("country-unknown")(plan)],
  ["told, licensed", finds("sign-in-blocked")],
  ["told, tried apart", finds("removal-doubtful")],
  ["told, licensed", finds("subscription-overused")],
  ["direct one stays", finds("direct-kept")],
  ["told, not changed", finds("usage-location-synced")],
  ["carries nothing", does("grant Sales: +E3 {drift")],
  ["a gap, filled", does("grant bob@contoso.com: @none>GB")],
  ["changed", does("grant bob@contoso.com: @FR>GB")],
  ["default", does("grant dan@contoso.com: @none>US")],
];

function meaningOf(read: Read, right: readonly string[]): string {
  if (read.kind === "ended") return "run ends";
  if (linesOf(read.plan).join("\n") === right.join("\n")) return "no matter";
  return meanings.find(([, fits]) => fits(read.plan))?.[0] ?? linesOf(read.plan).join("\n");
}

async function meaning(row: Row, shape: Shape): Promise<string> {
  const answers = rightAnswers();
  if (!spoil(answers, row, shape)) return "–";
  const right = await planFrom(rightAnswers());
  return meaningOf(await planFrom(answers), right.kind === "planned" ? linesOf(right.plan) : []);
}

describe("the page on what Graph's answers mean", () => {
  it("has a line for every property that planning relies on, in this order", () => {
    expect(told.map(([property]) => property)).toEqual(rows.map(({ property }) => property));
  });

  it.each(rows.map((row, at) => [row.property, row, at] as const))(
    "says what becomes of the tenant's people where %s is not as it should be",
    { timeout: 60_000 },
    async (property, row, at) => {
      const found = [property];
      for (const shape of shapes) found.push(await meaning(row, shape));
      expect(found).toEqual(told[at]);
    },
  );

  it("takes nothing from anybody for what is absent, null or of a wrong type", { timeout: 60_000 }, async () => {
    const right = await planFrom(rightAnswers());
    const taken = ({ transitions }: Plan): string[] =>
      transitions.flatMap(({ name, removals }) => removals.map(({ skuId }) => `${name} ${skuId}`));
    const asked = new Set(right.kind === "planned" ? taken(right.plan) : []);
    for (const row of rows)
      for (const shape of ["absent", "null", "mistyped"] as const) {
        const answers = rightAnswers();
        if (!spoil(answers, row, shape)) continue;
        const read = await planFrom(answers);
        if (read.kind === "planned") expect(taken(read.plan).filter((one) => !asked.has(one))).toEqual([]);
      }
  });
});

describe("a group whose members cannot be read", () => {
  it("gives nothing up: nobody could be counted among those who lose by it", async () => {
    const answers = rightAnswers();
    answers.members["value"] = "nobody";
    const read = await planFrom(answers);
    const plan = read.kind === "planned" ? read.plan : undefined;
    expect(plan?.transitions.map(({ name }) => name)).not.toContain("Old");
    expect(plan?.findings.find(({ code }) => code === "group-unreachable")?.principals).toEqual(["Old", "Sales"]);
  });
});
