import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planWithModel } from "../../../src/plan/plan-tenant";
import { parseRoster } from "../../../src/roster/parse";
import { refusals } from "../../../src/terms/refusals";
import { inputOf } from "../support/run";
import { desired, observed, owning, user, written } from "../support/tenant";

const where = "department eq 'Sales'";

const somebody = fc.record({
  department: fc.constantFrom("Sales", "sales", "IT", null),
  isNamed: fc.boolean(),
  isOwned: fc.boolean(),
  byId: fc.boolean(),
});

describe("people whom the tenant names", () => {
  it("lose nothing as long as the answer has them, or their own attributes match, or the plan is refused", () => {
    fc.assert(
      fc.property(fc.array(somebody, { minLength: 1, maxLength: 12 }), fc.nat({ max: 12 }), (people, before) => {
        const ids = people.map((_, at) => `p${String(at).padStart(2, "0")}`);
        const users = people.map(({ department, isOwned, byId }, at) => {
          const { byId: _read, ...listed } = user(ids[at] ?? "", isOwned ? ["E3"] : [], { attributes: { department } });
          return byId ? { ...listed, byId: true as const } : listed;
        });
        const named = ids.filter((_, at) => people[at]?.isNamed);
        const owned = ids.filter((_, at) => people[at]?.isOwned);
        const question = { assignment: "sales", where, licenses: parseRoster("ENTERPRISEPACK").licenses };
        const input = inputOf({
          desired: desired({}, {}, { asks: [question] }),
          observed: observed({ users, answers: [{ kind: "found", where, people: named }], userCount: 1_000 }),
          ledger: written(owning(Object.fromEntries(owned.map((id) => [id, "ENTERPRISEPACK"])))),
        });
        const [digest = ""] = Object.keys(planWithModel(input).model.input.answered?.counts ?? {});
        const ledger = { ...input.ledger, asked: { [digest]: before } };
        const { plan, model } = planWithModel({ ...input, ledger });
        const meant = (at: number): boolean =>
          people[at]?.isNamed === true || people[at]?.department?.toLowerCase() === "sales";
        const losing = plan.losses.map(({ userId }) => ids.indexOf(userId));
        expect(losing.filter(meant)).toEqual([]);
        // Whoever loses by a list alone is named, to be read by id before it is believed.
        const doubtful = model.input.answered?.doubtful ?? [];
        for (const at of losing) expect(people[at]?.byId === true || doubtful.includes(ids[at] ?? "")).toBe(true);
        const size = ids.filter((_, at) => people[at]?.isNamed || (people[at]?.isOwned && meant(at))).length;
        const isTooFew = size === 0 || (before > 3 && size * 2 < before);
        const codes = refusals(plan).map(({ code }) => code);
        expect(codes.includes("selection-too-few")).toBe(isTooFew);
        if (isTooFew) expect(plan.transitions).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
