import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { victims } from "../../chaos/crash/blow";
import { CrashTrial } from "../../chaos/crash/crash";

let trial: CrashTrial;
beforeAll(async () => {
  trial = await CrashTrial.open();
});
afterAll(() => trial.dispose());

/** `npm run chaos -- crash` has as many as one likes. */
const seed = 102;

describe("an up of two hundred people that is cut off", () => {
  it.each(victims.map((victim, run) => ({ victim, run })))(
    "by what happens to its $victim is made good by the next run",
    async ({ run }) => {
      const { faults, blow } = await trial.run(seed, run);
      expect(faults, JSON.stringify(blow)).toEqual([]);
    },
    180_000,
  );
});
