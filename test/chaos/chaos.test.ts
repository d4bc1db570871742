import { describe as suite, expect, it } from "vitest";
import { judgeMonth, runMonth } from "./soak/month";
import { runChaos } from "./weather/chaos";
import { describe } from "./weather/main";

const runs = Number(process.env["M365_LICENSES_CHAOS"] ?? 13);
const seed = Number(process.env["M365_LICENSES_CHAOS_SEED"] ?? 5);

suite("planner and Graph layer in bad weather, with somebody else at work", () => {
  // Each run begins with another kind of fault.
  it.each(Array.from({ length: runs }, (_, run) => run))(
    "converge, or say whom and why, and take nothing that no plan had: run %i",
    async (run) => {
      const result = await runChaos(seed, run);
      expect(result.faults, describe(seed, result)).toEqual([]);
    },
    120_000,
  );
});

suite("four months of runs", () => {
  it("leave nothing behind but what changed, and forget losses of more than ninety days ago", async () => {
    const month = await runMonth({ people: 200, groups: 10, runs: 120, hoursBetween: 24, changesPerDay: 12, seed: 1 });
    expect(judgeMonth(month)).toEqual([]);
    expect(month.days.at(-1)?.written).toBeGreaterThan(800);
    expect(month.days.at(-1)?.lossDays).toBe(91);
  }, 120_000);
});
