import { afterEach, describe, expect, it } from "vitest";
import type { FaultRule } from "../../../emulator/src/start";
import { after, asked, before, everydayTenant, holdingsAfter } from "../../provider/every-setting/everyday";
import { holdings, losses, writesSince } from "../../provider/every-setting/observe";
import { createScenario, type Scenario } from "../support/scenario";

let scenario: Scenario;
afterEach(() => scenario.dispose());

const throttle: FaultRule = {
  id: "busy",
  path: "/assignLicense$",
  probability: 0.3,
  seed: 3,
  effect: { kind: "throttle", retryAfter: 1 },
};

/**
 * The settings that change bodies, statuses and timing most, through the real engine;
 * `test/provider/every-setting/every-setting.test.ts` has each of them alone, without the engine.
 */
describe("with the engine, the tenant answering otherwise", () => {
  it.each<[string, Readonly<Record<string, unknown>>, FaultRule | undefined]>([
    [
      "in its bodies and statuses",
      {
        ...{
          groupAssignmentBody: "empty",
          userAssignmentBody: "withLicenses",
          noErrorText: "null",
          unlicensedProcessingState: "complete",
          groupUsageLocation: "written",
          deletedUserName: "kept",
        },
        ...{
          concurrencyScope: "tenant",
          lockMs: 20,
          concurrencyError: "400BadRequest",
          idInFilter: "unsupported",
          unknownRoute: "404",
        },
      },
      undefined,
    ],
    ["when it is busy", { throttleAnswer: "503", throttledBatch: "424" }, throttle],
    [
      "late",
      {
        groupProcessingDelayMs: 500,
        groupStepSize: 1,
        replicationLagMs: 300,
        newObjectLagMs: 300,
        consumedUnitsLagMs: 1000,
        provisioningDelayMs: 1000,
      },
      undefined,
    ],
  ])("%s: shows, does and then finds nothing to do", async (_, settings, fault) => {
    scenario = await createScenario({ ...everydayTenant, settings });
    const { emulator, workspace } = scenario;
    scenario.stack(before);
    const adopted = await scenario.up();
    expect(adopted.code, adopted.output).toBe(0);

    if (fault !== undefined) emulator.service.faults.add(fault);
    scenario.stack(after);
    const shown = await scenario.preview();
    expect(shown.code, shown.output).toBe(0);
    expect(shown.output).toMatch(/\+ joiner@contoso\.com\s*: "ENTERPRISEPACK, VISIOCLIENT"/);
    const since = emulator.tenant.log.length;
    const up = await scenario.up();
    expect(up.code, up.output).toBe(0);
    expect([...losses(emulator, since)].sort()).toEqual(asked);

    const end = emulator.tenant.log.length;
    const again = await workspace.run(["preview", "--expect-no-changes"]);
    expect(again.code, again.output).toBe(0);
    expect(writesSince(emulator, end)).toEqual([]);
    expect(holdings(emulator)).toEqual(holdingsAfter);
  });
});
