import { describe, it } from "vitest";
import { formatLedger, parseLedger } from "../../../src/plan/ledger/ledger-text";
import { formatRoster } from "../../../src/roster/format";
import { parseRoster } from "../../../src/roster/parse";
import { differences } from "../oracle/compare";
import { type Behaviour, plainBehaviour, simulateTenant } from "../oracle/simulated-tenant";
import type { SmallTenant } from "../oracle/small-tenant";
import type { Stack } from "../oracle/stack";
import { checkProperty, timeLimit, trial } from "./check-property";
import type { Case } from "./draw-case";
import { runStack, shortfalls } from "./run-stack";
import type { Tape } from "./tape";

/** A stack whose losses are all approved: what the guard says to the rest of a run is not what is looked at here. */
function approved(stack: Stack): Stack {
  return {
    ...stack,
    policy: { ...stack.policy, approvals: [{ losses: 1000, of: [], until: "2027-01-01", reason: "all of it" }] },
  };
}

/** A run that is cut off after some step, and one more that goes on from there, must end where one run ends. */
async function judgeCut(
  { tenant, stack: drawn, behaviour }: Case,
  tape: Tape,
  how: "notSent" | "broken" | "killed",
): Promise<string[]> {
  const stack = approved(drawn);
  const whole = simulateTenant(tenant, behaviour);
  const up = await runStack(whole, stack);
  if (up.refused.length > 0 || shortfalls(up).length > 0 || whole.steps() < 2) return [];
  const afterSteps = 1 + tape.pick(whole.steps() - 1);
  const cut = simulateTenant(tenant, {
    ...behaviour,
    cut: { afterSteps, kind: how === "notSent" ? "notSent" : "broken" },
  });
  const first = await runStack(cut, stack);
  cut.behave(behaviour);
  // Graph goes on with its groups. Who plans before it has done so may give directly what was on its way.
  cut.settle();
  // Whoever is killed leaves the ledger as it was.
  let second = await runStack(cut, how === "killed" ? stack : first.next);
  cut.settle();
  // A direct licence stays until the group's is active; the next run takes it.
  if (second.refused.length === 0 && shortfalls(second).length > 0) second = await runStack(cut, second.next);
  const wrong = [
    ...second.refused.map((why) => `refused: ${why}`),
    ...shortfalls(second),
    ...differences(whole.tenant, cut.tenant),
  ];
  if (wrong.length > 0) return [`cut off after ${afterSteps} of ${whole.steps()} steps`, ...wrong];
  if (how === "killed") return [];
  // Somebody who lost one thing in each run was counted twice, which is on the safe side.
  const [one, two] = [up, second].map(({ next }) =>
    formatLedger({ ...next.ledger, lossesByDay: {}, approvalsSpent: {} }),
  );
  return one === two ? [] : [`cut off after ${afterSteps} steps the ledger is`, two ?? "", "and not", one ?? ""];
}

/** The part of a stack that is about these people and groups. */
function partOf(stack: Stack, tenant: SmallTenant, even: boolean): Stack {
  const isOurs = (id: string): boolean =>
    tenant.people.some((person, i) => person.id === id && (i % 2 === 0) === even) ||
    tenant.groups.some((group, i) => group.id === id && (i === 0) === even);
  const names = new Map([
    ...tenant.people.map((person): [string, string] => [person.upn, person.id]),
    ...tenant.groups.map((group): [string, string] => [group.name, group.id]),
    ...stack.ledger.users.map((entry): [string, string] => [entry.name, entry.id]),
  ]);
  const isNamed = ({ name }: { readonly name: string }): boolean => isOurs(names.get(name) ?? "");
  return {
    desired: {
      ...stack.desired,
      users: stack.desired.users.filter(isNamed),
      groups: stack.desired.groups.filter(isNamed),
    },
    ledger: {
      ...stack.ledger,
      users: stack.ledger.users.filter(({ id }) => isOurs(id)),
      groups: stack.ledger.groups.filter(({ id }) => isOurs(id)),
    },
    policy: { ...stack.policy, release: stack.policy.release.filter((name) => isOurs(names.get(name) ?? "")) },
  };
}

async function runBoth(
  tenant: SmallTenant,
  behaviour: Behaviour,
  stacks: readonly Stack[],
): Promise<{ readonly tenant: SmallTenant; readonly refused: boolean }> {
  const simulated = simulateTenant(tenant, behaviour);
  let refused = false;
  for (const stack of stacks) {
    const up = await runStack(simulated, stack);
    refused ||= up.refused.length > 0;
  }
  return { tenant: simulated.tenant, refused };
}

describe("planning again", () => {
  it(`after a run that went well finds nothing to do ${trial(0.05)}`, { timeout: timeLimit(0.05) }, () =>
    checkProperty(
      0.05,
      { seats: "ample", groups: true, oddities: true, limits: "wide" },
      async ({ tenant, stack, behaviour }) => {
        const simulated = simulateTenant(tenant, behaviour);
        const first = await runStack(simulated, stack);
        if (first.execution === undefined || shortfalls(first).length > 0) return [];
        const { ledger, lines } = first.execution;
        const { plan, refused } = await runStack(simulated, first.next);
        const objections = plan.transitions.map(({ name, kind }) => `${kind} ${name}, again`);
        if (plan.ledgerChanges) objections.push("the ledger changes once more");
        if (plan.losses.length > 0) objections.push("somebody loses something once more");
        const [said, stood, say] = [first.plan.lines, lines, plan.lines].map((one) => JSON.stringify(one));
        if (said !== stood) objections.push(`the plan said ${said}, the run left ${stood}`);
        if (say !== stood) objections.push(`the next plan says ${say}, the run left ${stood}`);
        for (const line of [...Object.values(lines.users), ...Object.values(lines.groups)])
          if (formatRoster(parseRoster(line)) !== line) objections.push(`the line ${line} is not what it is read as`);
        const text = formatLedger(ledger);
        if (formatLedger(parseLedger(text)) !== text) objections.push(`the ledger ${text} is not what it is read as`);
        return [...objections, ...refused];
      },
    ),
  );

  it(`comes to an end where members are slow ${trial(0.02)}`, { timeout: timeLimit(0.02) }, () =>
    checkProperty(
      0.02,
      { seats: "ample", groups: true, oddities: true, failing: true, limits: "wide" },
      async ({ tenant, stack, behaviour }, tape) => {
        const simulated = simulateTenant(tenant, {
          ...behaviour,
          groups: { kind: "slow", membersPerWait: tape.pick(3) },
        });
        let next = approved(stack);
        for (let runs = 0; runs < 4; runs += 1) {
          const up = await runStack(simulated, next);
          if (up.refused.length > 0) return runs === 0 ? [] : [`run ${runs + 1} is refused: ${up.refused.join(" ")}`];
          if (runs > 0 && up.plan.transitions.length === 0 && !up.plan.ledgerChanges) return [];
          next = up.next;
          simulated.settle();
        }
        return ["four runs did not bring it to an end"];
      },
    ),
  );

  it(`after a run that stopped sending ends where one run ends ${trial(0.02)}`, { timeout: timeLimit(0.02) }, () =>
    checkProperty(0.02, { seats: "ample", groups: true, oddities: true, limits: "wide" }, (drawn, tape) =>
      judgeCut(drawn, tape, "notSent"),
    ),
  );

  it(`after a run that lost the tenant ends where one run ends ${trial(0.02)}`, { timeout: timeLimit(0.02) }, () =>
    checkProperty(0.02, { seats: "ample", groups: true, oddities: true, limits: "wide" }, (drawn, tape) =>
      judgeCut(drawn, tape, "broken"),
    ),
  );

  it(`after a run that was killed ends where one run ends ${trial(0.02)}`, { timeout: timeLimit(0.02) }, () =>
    checkProperty(0.02, { seats: "ample", groups: true, oddities: true, limits: "wide" }, (drawn, tape) =>
      judgeCut(drawn, tape, "killed"),
    ),
  );

  it(
    `of two disjoint stacks in either order ends in the same tenant ${trial(0.02)}`,
    { timeout: timeLimit(0.02) },
    () =>
      checkProperty(
        0.02,
        { seats: "ample", groups: true, oddities: true, limits: "wide" },
        async ({ tenant: drawn, stack }) => {
          // Groups of one stack have members of the same: whoever is in a group of the other is not disjoint.
          const groups = drawn.groups.map((group, i) => ({
            ...group,
            members: group.members.filter((id) => drawn.people.findIndex((person) => person.id === id) % 2 === i),
          }));
          const people = drawn.people.map((person, i) => ({
            ...person,
            holdings: person.holdings.filter(
              ({ group }) => group === undefined || groups.findIndex(({ id }) => id === group) === i % 2,
            ),
          }));
          const tenant = { ...drawn, groups, people, gone: [] };
          if (stack.policy.authoritative?.scope === "tenant") return [];
          const [even, odd] = [partOf(stack, tenant, true), partOf(stack, tenant, false)];
          const [one, two] = [
            await runBoth(tenant, plainBehaviour, [even, odd]),
            await runBoth(tenant, plainBehaviour, [odd, even]),
          ];
          return one.refused || two.refused ? [] : differences(one.tenant, two.tenant);
        },
      ),
  );
});
