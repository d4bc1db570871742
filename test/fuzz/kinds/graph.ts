import type { PrincipalWrite } from "../../../src/terms/port";
import { GraphFailure } from "../../../src/graph/connect/graph-failure";
import { fillSnapshot } from "../../../src/graph/read/read-tenant";
import { createSnapshot, select } from "../../../src/graph/read/snapshot";
import { createWritePace, writeOrders } from "../../../src/graph/write/writer";
import { planTenant } from "../../../src/plan/plan-tenant";
import { createWrongGraph, groupId } from "../../graph/properties/wrong-graph";
import type { Wrong } from "../../graph/properties/wrong-answers";
import { personId, sku, tenantId } from "../../graph/support/scripted-tenant";
import { desired, owning } from "../../plan/support/tenant";
import { inputOf } from "../../plan/support/run";
import { Oddities } from "../mutate/oddities";
import { damageText } from "../mutate/text";
import { changeTree, treeOf } from "../mutate/tree";
import { writeJson } from "../mutate/write-json";
import type { Chance } from "../support/chance";
import { expectSound, expectThat } from "../support/expect-sound";
import type { MakeKind, Outcome } from "../support/kind";

const ids = [1, 2, 3, 4, 5, 6].map(personId);
const odd = new Oddities([
  ...["value", "id", "status", "body", "headers", "responses", "error", "code", "message", "innerError", "Retry-After"],
  ...["@odata.nextLink", "@odata.count", "userPrincipalName", "licenseAssignmentStates", "assignedByGroup", "skuId"],
  ...["https://graph.test/v1.0/users?$skiptoken=3", "https://elsewhere.example/v1.0/users", "Request_ResourceNotFound"],
  ...["TooManyRequests", "CountViolation", "ProcessingComplete", "99999999999", tenantId, sku.e3, sku.mcoev, ...ids],
]);

export const makeGraphKind: MakeKind = () => ({
  name: "graph",
  draw: (chance) => {
    const told: string[] = [];
    const wrongs = Array.from({ length: 1 + chance.below(4) }, () => wrong(chance, told));
    const forEver = chance.happens(2);
    const way = chance.below(3);
    return {
      show: () => `${way === 2 ? "writing" : "reading"}${forEver ? ", and so on for ever" : ""}\n${told.join("\n")}`,
      give: () => (way === 2 ? write(wrongs, forEver) : read(wrongs, forEver, way === 1, told)),
    };
  },
});

/** One answer, changed within, damaged as a text, or left alone. */
function wrong(chance: Chance, told: string[]): Wrong {
  if (chance.happens(4)) return { kind: "right" };
  const change = (body: unknown): string => {
    const text = writeJson(changeTree(treeOf(JSON.parse(JSON.stringify(body ?? null))), chance, odd));
    const changed = chance.happens(6) ? damageText(text, chance, odd) : text;
    told.push(changed);
    return changed;
  };
  const status = chance.happens(8) ? chance.pick([0, 100, 202, 301, 400, 404, 409, 429, 500, 503, 999]) : 200;
  return { kind: "changed", change, status };
}

async function read(
  wrongs: readonly Wrong[],
  forEver: boolean,
  wholeTenant: boolean,
  told: readonly string[],
): Promise<Outcome> {
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
  } catch (error) {
    if (!(error instanceof GraphFailure)) throw error;
    expectSound(error.message, { quoted: told.join("\n") });
    return "refused";
  }
  const observed = select(snapshot, request);
  const users = Object.fromEntries(ids.map((id, at) => [`p${at + 1}@contoso.com`, "ENTERPRISEPACK"]));
  const ledger = owning(Object.fromEntries(ids.map((id) => [id, "ENTERPRISEPACK"])), { [groupId]: "MCOEV" });
  planTenant(inputOf({ desired: desired(users, { [groupId]: "MCOEV" }), ledger: { ...ledger, tenantId }, observed }));
  return "taken";
}

const writes: readonly PrincipalWrite[] = ids.map((id, at) => ({
  principal: "user",
  id,
  name: `p${at + 1}@contoso.com`,
  add: at === 2 ? [] : [{ skuId: sku.e5, disabledPlans: [] }],
  remove: at < 3 ? [sku.e3] : [],
  ...(at === 1 ? { usageLocation: "GB" } : {}),
}));

async function write(wrongs: readonly Wrong[], forEver: boolean): Promise<Outcome> {
  const { context, reader } = createWrongGraph(wrongs, forEver);
  const outcomes = await writeOrders(
    { ...context, reader, nameOf: () => undefined, pace: createWritePace(context.clock) },
    writes.map((order) => ({ kind: "assign", ...order })),
    () => undefined,
  );
  expectThat(outcomes.map(({ id }) => id).join() === ids.join(), () => `outcomes of ${JSON.stringify(outcomes)}`);
  return outcomes.every(({ kind }) => kind === "applied") ? "taken" : "refused";
}
