import { describe, it } from "vitest";
import { executePlan } from "../../../src/plan/execute/execute-plan";
import type { PrincipalWrite, TenantPort } from "../../../src/terms/port";
import type { Plan } from "../../../src/terms/plan";
import { planTenant, planWithModel } from "../../../src/plan/plan-tenant";
import { requestReads } from "../../../src/plan/basis/request-reads";
import { restrictToApproved } from "../../../src/plan/restrict";
import { differences } from "../oracle/compare";
import { today } from "../oracle/day";
import { losers } from "../oracle/losing";
import { observe } from "../oracle/observe";
import { type SimulatedTenant, simulateTenant } from "../oracle/simulated-tenant";
import { type SmallTenant, copyTenant, heldSkus, seatsUsed } from "../oracle/small-tenant";
import type { Stack } from "../oracle/stack";
import { checkProperty, timeLimit, trial } from "./check-property";
import type { Tape } from "./tape";
import { refusals } from "../../../src/terms/refusals";

/** Somebody gives and takes licences behind the stack's back, between the preview and the run. */
function drift(tenant: SmallTenant, tape: Tape): SmallTenant {
  const later = copyTenant(tenant);
  for (const person of later.people) {
    for (const skuId of Object.keys(tenant.seats)) {
      if (!tape.oneIn(8)) continue;
      const direct = person.holdings.filter((holding) => holding.group === undefined && holding.skuId === skuId);
      if (direct.length > 0) person.holdings = person.holdings.filter((holding) => !direct.includes(holding));
      else if (heldSkus(person).has(skuId) || seatsUsed(later, skuId) < tenant.seats[skuId]!)
        person.holdings = [...person.holdings, { skuId, off: [] }];
    }
  }
  return later;
}

/** What was sent, write by write. */
function watch(port: TenantPort, writes: PrincipalWrite[]): TenantPort {
  return {
    ...port,
    write: (sent, onOutcome) => {
      writes.push(...sent);
      return port.write(sent, onOutcome);
    },
  };
}

/** What a write does that the approved plan does not do to this person or group. */
function notApproved(write: PrincipalWrite, approved: Plan): string[] {
  const transition = approved.transitions.find(({ id }) => id === write.id);
  if (transition === undefined) return [`${write.name} is not in the approved plan`];
  const given = new Set(transition.grants.map(({ skuId }) => skuId));
  const taken = new Set(transition.removals.map(({ skuId }) => skuId));
  return [
    ...write.add
      .filter(({ skuId }) => !given.has(skuId))
      .map(({ skuId }) => `${write.name} +${skuId} was not approved`),
    ...write.remove.filter((skuId) => !taken.has(skuId)).map((skuId) => `${write.name} -${skuId} was not approved`),
    ...(write.usageLocation === undefined || write.usageLocation === transition.usageLocation?.after
      ? []
      : [`${write.name} @${write.usageLocation} was not approved`]),
  ];
}

async function runApproved(
  simulated: SimulatedTenant,
  stack: Stack,
  approved: Plan,
): Promise<{ readonly plan: Plan; readonly writes: readonly PrincipalWrite[] }> {
  const observed = simulated.read(requestReads(stack.desired, stack.ledger, stack.policy));
  const part = restrictToApproved(planWithModel({ ...stack, observed, today }), approved);
  const writes: PrincipalWrite[] = [];
  if (refusals(part.plan).length === 0) await executePlan({ ...part, port: watch(simulated.port, writes) });
  simulated.settle();
  return { plan: part.plan, writes };
}

describe("a run that is given an approved plan", () => {
  it(
    `does a part of it and nothing else, whatever has changed since ${trial(0.04)}`,
    { timeout: timeLimit(0.04) },
    () =>
      checkProperty(
        0.04,
        { seats: "tight", groups: true, oddities: true, failing: true, limits: "wide" },
        async ({ tenant, stack, behaviour }, tape) => {
          const preview = observe(tenant, requestReads(stack.desired, stack.ledger, stack.policy));
          // The approved plan comes back from a file.
          const approved = JSON.parse(JSON.stringify(planTenant({ ...stack, observed: preview, today }))) as Plan;
          const later = drift(tenant, tape);
          const simulated = simulateTenant(later, behaviour);
          const { plan, writes } = await runApproved(simulated, stack, approved);
          const digests = new Map(approved.transitions.map(({ id, digest }) => [id, digest]));
          const told = new Set(approved.losses.map(({ userId }) => userId));
          return [
            ...plan.transitions
              .filter(({ id, digest }) => digests.get(id) !== digest)
              .map(({ name }) => `${name} is in the plan with another digest than was approved`),
            ...writes.flatMap((write) => notApproved(write, approved)),
            ...losers(later, simulated.tenant)
              .filter((id) => !told.has(id))
              .map((id) => `${id} lost something, and the approved plan does not say so`),
            ...simulated.nonsense,
          ];
        },
      ),
  );

  it(`does all of it where nothing has changed ${trial(0.01)}`, { timeout: timeLimit(0.01) }, () =>
    checkProperty(
      0.01,
      { seats: "tight", groups: true, oddities: true, limits: "wide" },
      async ({ tenant, stack, behaviour }) => {
        const observed = observe(tenant, requestReads(stack.desired, stack.ledger, stack.policy));
        const planned = planWithModel({ ...stack, observed, today });
        const approved = planned.plan;
        const [restricted, free] = [simulateTenant(tenant, behaviour), simulateTenant(tenant, behaviour)];
        const { plan } = await runApproved(restricted, stack, approved);
        if (refusals(approved).length === 0) await executePlan({ ...planned, port: free.port });
        free.settle();
        return [
          ...(JSON.stringify(plan) === JSON.stringify(approved) ? [] : ["the plan is another one"]),
          ...differences(free.tenant, restricted.tenant),
        ];
      },
    ),
  );
});
