import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Observed } from "../../../src/terms/observed";
import type { PrincipalWrite, WriteOutcome } from "../../../src/terms/port";
import { GraphFailure } from "../../../src/graph/connect/graph-failure";
import { fillSnapshot } from "../../../src/graph/read/read-tenant";
import { createSnapshot, select } from "../../../src/graph/read/snapshot";
import { createWritePace, writeOrders } from "../../../src/graph/write/writer";
import { planTenant } from "../../../src/plan/plan-tenant";
import { desired, owning } from "../../plan/support/tenant";
import { inputOf } from "../../plan/support/run";
import { personId, sku, tenantId } from "../support/scripted-tenant";
import { createWrongGraph, groupId, members } from "./wrong-graph";
import { wrong } from "./wrong-answers";

const numRuns = Math.max(1, Math.round(Number(process.env["M365_LICENSES_PROPERTY_RUNS"] ?? "100000") * 0.01));
const timeLimit = 60_000 + numRuns * 20;

const numbers = [1, 2, 3, 4, 5, 6];
const ids = numbers.map(personId);
const nameOf = (id: string): string => `p${numbers[ids.indexOf(id)] ?? 0}@contoso.com`;
const history = fc.record({
  wrongs: fc.array(wrong, { minLength: 1, maxLength: 5 }),
  forEver: fc.boolean(),
});

/** Undefined where nothing could be read; anything but a failure that is told properly is thrown on. */
async function read(
  { wrongs, forEver }: { readonly wrongs: Parameters<typeof createWrongGraph>[0]; readonly forEver: boolean },
  wholeTenant: boolean,
): Promise<Observed | undefined> {
  const { reader } = createWrongGraph(wrongs, forEver);
  const snapshot = createSnapshot();
  const verify = (id: string): void => {
    if (id !== tenantId) throw new GraphFailure("wrong-tenant", "Another tenant.", "Nothing was changed.");
  };
  const request = { userNames: [], userIds: ids, groupNames: [], groupIds: [groupId], wholeTenant };
  try {
    await fillSnapshot(
      { reader, snapshot, single: snapshot.written, holdings: new Map(), log: () => undefined, verify },
      request,
    );
    return select(snapshot, request);
  } catch (error) {
    expect(error).toBeInstanceOf(GraphFailure);
    expect((error as GraphFailure).message).not.toMatch(/secret|undefined|\[object/);
    return undefined;
  }
}

/** SKUs of a person, each with who gave it. */
const licencesOf = (user: Observed["users"][number]): string[] | undefined =>
  user.assignments?.map((one) => `${one.skuId} of ${one.assignedByGroup ?? "nobody"}`).sort();
const truthOf = (id: string): string[] =>
  [`${sku.e3} of nobody`, ...(members.includes(id) ? [`${sku.mcoev} of ${groupId}`] : [])].sort();

function checkObserved(observed: Observed): void {
  const found = new Map(observed.users.map((user) => [user.id, user]));
  const named = new Map(observed.absent.map((absence) => [absence.lookup, absence.kind]));
  for (const id of ids) {
    expect(found.has(id) || named.has(id), `${id} is neither found nor named`).toBe(true);
    const user = found.get(id);
    const licences = user === undefined ? undefined : licencesOf(user);
    if (licences !== undefined) expect([...new Set(licences)]).toEqual(truthOf(id));
  }
  // Everybody exists: nobody is gone because an answer was wrong.
  expect([...named.values()].filter((kind) => kind !== "unreadable")).toEqual([]);
  const group = observed.groups.find(({ id }) => id === groupId);
  expect(group !== undefined || named.has(groupId)).toBe(true);
  if (group?.members !== undefined) expect(group.members).toEqual(members);
  if (group !== undefined) expect([...new Set(group.licenses.map(({ skuId }) => skuId))]).toEqual([sku.mcoev]);
}

/** Everybody is declared as everybody is: whatever was read, there is nothing to take from anybody. */
function removalsPlanned(observed: Observed): readonly string[] {
  const users = Object.fromEntries(ids.map((id) => [nameOf(id), "ENTERPRISEPACK"]));
  const owned = Object.fromEntries(ids.map((id) => [id, "ENTERPRISEPACK"]));
  const ledger = owning(owned, { [groupId]: "MCOEV" });
  const plan = planTenant(
    inputOf({
      desired: desired(users, { [groupId]: "MCOEV" }),
      ledger: {
        ...ledger,
        tenantId,
        users: ledger.users.map((entry) => ({ ...entry, name: nameOf(entry.id) })),
        groups: ledger.groups.map((entry) => ({ ...entry, name: groupId })),
      },
      observed,
    }),
  );
  return plan.transitions.filter(({ removals }) => removals.length > 0).map(({ name }) => name);
}

const writes: readonly PrincipalWrite[] = numbers.map((n) => ({
  principal: "user",
  id: personId(n),
  name: nameOf(personId(n)),
  add: n === 3 ? [] : [{ skuId: sku.e5, disabledPlans: [] }],
  remove: n < 4 ? [sku.e3] : [],
  ...(n === 2 ? { usageLocation: "GB" } : {}),
}));

describe("whatever Graph answers", () => {
  it.each([["by their ids", false] as const, ["with everybody", true] as const])(
    `people read %s are as they are or named as in doubt, and nothing is taken from them (${numRuns} cases)`,
    async (_, wholeTenant) => {
      await fc.assert(
        fc.asyncProperty(history, async (met) => {
          const observed = await read(met, wholeTenant);
          if (observed === undefined) return;
          checkObserved(observed);
          expect(removalsPlanned(observed)).toEqual([]);
        }),
        { numRuns },
      );
    },
    timeLimit,
  );

  it(
    `each person that is written has one outcome, and keeps what nobody asked to take (${numRuns} cases)`,
    async () => {
      await fc.assert(
        fc.asyncProperty(history, async ({ wrongs, forEver }) => {
          const { tenant, context, reader } = createWrongGraph(wrongs, forEver);
          const told: WriteOutcome[] = [];
          const outcomes = await writeOrders(
            { ...context, reader, nameOf: () => undefined, pace: createWritePace(context.clock) },
            writes.map((write) => ({ kind: "assign", ...write })),
            (outcome) => told.push(outcome),
          );
          expect(outcomes.map(({ id }) => id)).toEqual(ids);
          expect(told.map(({ id }) => id).sort()).toEqual(ids);
          for (const [index, { add, remove }] of writes.entries()) {
            const held = [...(tenant.people.get(ids[index] ?? "")?.held.keys() ?? [])];
            const asked = [...(remove.includes(sku.e3) ? [] : [sku.e3]), ...add.map(({ skuId }) => skuId)];
            if (outcomes[index]?.kind === "applied") expect(held.sort()).toEqual(asked.sort());
            if (!remove.includes(sku.e3)) expect(held).toContain(sku.e3);
          }
        }),
        { numRuns },
      );
    },
    timeLimit,
  );
});
