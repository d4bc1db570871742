import { strict as assert } from "node:assert";
import { inFilter, query, quote, userPath } from "../../src/graph/batches/odata";
import { asObjects, asText, type WireObject } from "../../src/graph/batches/wire";
import type { Person, Sku, Stay } from "./stay";

export interface Case {
  readonly name: string;
  /** Seats that it takes at a time, of so many SKUs. */
  readonly seats: number;
  readonly skus: number;
  readonly run: (stay: Stay, ...skus: Sku[]) => Promise<void>;
}

/** Service plans that others need: Office for the web needs SharePoint, Audio Conferencing Skype for Business. */
const needed = /^(SHAREPOINTENTERPRISE|SHAREPOINTSTANDARD|MCOSTANDARD|EXCHANGE_S_ENTERPRISE)$/;
const nowhere = "00000000-1111-4222-8333-444444444444";

function change(stay: Stay, person: Person, add: readonly Sku[], remove: readonly Sku[]): Promise<WireObject> {
  return stay.graph.expect("POST", `/users/${person.id}/assignLicense`, {
    addLicenses: add.map(({ skuId }) => ({ skuId, disabledPlans: [] })),
    removeLicenses: remove.map(({ skuId }) => skuId),
  });
}

/** `SKU direct` and `SKU group`, of what is held without an error. */
async function held(stay: Stay, { id }: Person): Promise<readonly string[]> {
  const body = await stay.graph.expect("GET", `/users/${id}?$select=licenseAssignmentStates`);
  return asObjects(body["licenseAssignmentStates"])
    .filter((state) => state["state"] === "Active")
    .map((state) => `${String(state["skuId"])} ${state["assignedByGroup"] === null ? "direct" : "group"}`)
    .sort();
}

async function licenseGroup(stay: Stay, group: string, add: readonly Sku[], remove: readonly Sku[]): Promise<void> {
  await stay.graph.expect("POST", `/groups/${group}/assignLicense`, {
    addLicenses: add.map(({ skuId }) => ({ skuId, disabledPlans: [] })),
    removeLicenses: remove.map(({ skuId }) => skuId),
  });
}

const expectHeld = (stay: Stay, person: Person, expected: readonly string[]): Promise<void> =>
  stay.eventually(async () => assert.deepEqual(await held(stay, person), [...expected].sort()));

/**
 * What the product relies on, one sentence each.
 *
 * Two refusals are left out, since no tenant that belongs to others can be brought to them without harm. *No seat is
 * free*: all seats of a product would have to be taken, also those that its owners need meanwhile, and a product of
 * which none is free was not named, and could be given a seat while it is tried. *Reprocessing that fails*, with
 * Graph's reason: it takes a group's licence in an error, for want of seats again, or by two products that exclude each
 * other, of which none are known that every tenant has. What these say was seen elsewhere (`write-problems.ts`), and
 * `npm run probe` asks for the words of the others.
 */
export const cases: readonly Case[] = [
  {
    name: "a direct licence is given, seen as direct, and taken",
    seats: 1,
    skus: 1,
    run: async (stay, sku) => {
      const person = await stay.person();
      await change(stay, person, [sku], []);
      await expectHeld(stay, person, [`${sku.skuId} direct`]);
      await change(stay, person, [], [sku]);
      await expectHeld(stay, person, []);
    },
  },
  {
    name: "giving a licence again replaces the plans that are off",
    seats: 1,
    skus: 1,
    run: async (stay, sku) => {
      const person = await stay.person();
      await change(stay, person, [sku], []);
      const details = asObjects((await stay.graph.expect("GET", `/users/${person.id}/licenseDetails`))["value"]);
      const plans = asObjects(details[0]?.["servicePlans"]).filter((plan) => plan["appliesTo"] === "User");
      const path = `/users/${person.id}/assignLicense`;
      // Others of the product may need the one that is chosen, and refuse it; of one plan nothing is left to be on.
      let off: readonly string[] | undefined;
      for (const { servicePlanId } of plans.length < 2 ? [] : plans.toReversed()) {
        const disabledPlans = [String(servicePlanId)];
        const body = { addLicenses: [{ skuId: sku.skuId, disabledPlans }], removeLicenses: [] };
        if ((await stay.graph.send("POST", path, body)).status !== 200) continue;
        off = disabledPlans;
        break;
      }
      assert.ok(off !== undefined || plans.length < 2, "no service plan of the product could be switched off");
      const body = await stay.graph.expect("GET", `/users/${person.id}?$select=licenseAssignmentStates`);
      const states = asObjects(body["licenseAssignmentStates"]);
      assert.equal(states.length, 1);
      assert.deepEqual(states[0]?.["disabledPlans"], off ?? []);
    },
  },
  {
    name: "two SKUs are exchanged in one call",
    seats: 1,
    skus: 2,
    run: async (stay, one, other) => {
      const person = await stay.person();
      await change(stay, person, [one], []);
      await change(stay, person, [other], [one]);
      await expectHeld(stay, person, [`${other.skuId} direct`]);
    },
  },
  {
    name: "a person without a usage location gets nothing, and the refusal says so",
    seats: 1,
    skus: 1,
    run: async (stay, { skuId }) => {
      const person = await stay.person("");
      const body = { addLicenses: [{ skuId, disabledPlans: [] }], removeLicenses: [] };
      assert.equal(await stay.graph.refusal("POST", `/users/${person.id}/assignLicense`, body), "usage-location");
      await stay.graph.expect("PATCH", `/users/${person.id}`, { usageLocation: "US" });
      await stay.graph.expect("POST", `/users/${person.id}/assignLicense`, body);
    },
  },
  {
    name: "what is not held cannot be taken, and what the tenant has not cannot be given",
    seats: 0,
    skus: 1,
    run: async (stay, { skuId }) => {
      const path = `/users/${(await stay.person()).id}/assignLicense`;
      const take = { addLicenses: [], removeLicenses: [skuId] };
      assert.equal(await stay.graph.refusal("POST", path, take), "not-assigned");
      const give = { addLicenses: [{ skuId: nowhere, disabledPlans: [] }], removeLicenses: [] };
      assert.equal(await stay.graph.refusal("POST", path, give), "unknown-sku");
      assert.equal((await stay.graph.send("POST", path, { addLicenses: [] })).status, 400);
    },
  },
  {
    name: "a service plan that others of the product need is not switched off alone, and the refusal says so",
    seats: 1,
    skus: 1,
    run: async (stay, ...skus) => {
      const person = await stay.person();
      const path = `/users/${person.id}/assignLicense`;
      const bought = asObjects((await stay.graph.expect("GET", "/subscribedSkus"))["value"]);
      const refused: string[] = [];
      for (const { skuId } of skus) {
        const plans = asObjects(bought.find((one) => one["skuId"] === skuId)?.["servicePlans"]);
        for (const { servicePlanId } of plans.filter((plan) => needed.test(String(plan["servicePlanName"])))) {
          const body = { addLicenses: [{ skuId, disabledPlans: [String(servicePlanId)] }], removeLicenses: [] };
          const { status } = await stay.graph.send("POST", path, body);
          // What a product does without, it may have switched off; then the licence is taken back.
          if (status === 200) await stay.graph.expect("POST", path, { addLicenses: [], removeLicenses: [skuId] });
          else refused.push(await stay.graph.refusal("POST", path, body));
        }
      }
      assert.deepEqual([...new Set(refused)], refused.length === 0 ? [] : ["dependency"]);
      await expectHeld(stay, person, []);
    },
  },
  {
    name: "reprocessing answers with the person, and is refused for somebody who is not there",
    seats: 0,
    skus: 0,
    run: async (stay) => {
      const { id } = await stay.person();
      const body = await stay.graph.expect("POST", `/users/${id}/reprocessLicenseAssignment`, {});
      assert.equal(body["id"], id);
      const answer = await stay.graph.send("POST", `/users/${nowhere}/reprocessLicenseAssignment`, {});
      assert.equal(answer.status, 404);
      assert.match(String((answer.body["error"] as WireObject)["code"]), /NotFound/);
    },
  },
  {
    name: "a group's licence comes to its member, is not taken from the person, and goes with the membership",
    seats: 1,
    skus: 1,
    run: async (stay, sku) => {
      const person = await stay.person();
      const group = await stay.group([person]);
      await licenseGroup(stay, group, [sku], []);
      await expectHeld(stay, person, [`${sku.skuId} group`]);
      const take = { addLicenses: [], removeLicenses: [sku.skuId] };
      await stay.graph.send("POST", `/users/${person.id}/assignLicense`, take);
      await expectHeld(stay, person, [`${sku.skuId} group`]);
      await stay.graph.expect("POST", `/users/${person.id}/reprocessLicenseAssignment`, {});
      assert.ok((await stay.graph.send("DELETE", `/groups/${group}`)).status >= 400, "a licensed group was deleted");
      await stay.graph.expect("DELETE", `/groups/${group}/members/${person.id}/$ref`);
      await expectHeld(stay, person, []);
    },
  },
  {
    name: "a licence held by both ways stays when the group gives it up",
    seats: 1,
    skus: 1,
    run: async (stay, sku) => {
      const person = await stay.person();
      const group = await stay.group([person]);
      await change(stay, person, [sku], []);
      await licenseGroup(stay, group, [sku], []);
      await expectHeld(stay, person, [`${sku.skuId} direct`, `${sku.skuId} group`]);
      await licenseGroup(stay, group, [], [sku]);
      await expectHeld(stay, person, [`${sku.skuId} direct`]);
    },
  },
  {
    name: "a deleted person is not found by id, is among the deleted ones, and comes back as the same",
    seats: 0,
    skus: 0,
    run: async (stay) => {
      const { id } = await stay.person();
      await stay.graph.expect("DELETE", `/users/${id}`);
      await stay.eventually(async () => assert.equal((await stay.graph.send("GET", `/users/${id}`)).status, 404));
      await stay.eventually(async () => {
        assert.equal((await stay.graph.expect("GET", `/directory/deletedItems/${id}`))["id"], id);
      });
      await stay.graph.expect("POST", `/directory/deletedItems/${id}/restore`);
      await stay.eventually(async () => {
        assert.equal((await stay.graph.expect("GET", `/users/${id}?$select=id`))["id"], id);
      });
      assert.equal(await stay.graph.refusal("GET", `/users/${nowhere}`), "not-found");
    },
  },
  {
    name: "people are found by names with odd characters, and by fifteen at a time in a filter, not by sixteen",
    seats: 0,
    skus: 0,
    run: async (stay) => {
      const { id, name } = await stay.person("US", "o'neil");
      assert.equal((await stay.graph.expect("GET", `${userPath(name)}?$select=id`))["id"], id);
      const names = (count: number): readonly string[] =>
        Array.from({ length: count }, (_, at) => (at === 0 ? name : `nobody${at}-${name}`));
      const find = (count: number): string =>
        `/users?${query({ $filter: inFilter("userPrincipalName", names(count)), $select: "id" })}`;
      await stay.eventually(async () => {
        assert.deepEqual(
          (await stay.graph.list(find(15))).map((user) => user["id"]),
          [id],
        );
      });
      assert.equal((await stay.graph.send("GET", find(16))).status, 400);
    },
  },
  {
    name: "pages follow each other, and everybody is on one of them once",
    seats: 0,
    skus: 0,
    run: async (stay) => {
      const made = [await stay.person(), await stay.person(), await stay.person()].map(({ id }) => id);
      const filter = `startswith(userPrincipalName,${quote(stay.options.prefix)})`;
      await stay.eventually(async () => {
        const found = await stay.graph.list(`/users?${query({ $filter: filter, $select: "id", $top: 1 })}`);
        const ids = found.map((user) => asText(user["id"]) ?? "");
        assert.equal(new Set(ids).size, ids.length);
        assert.deepEqual(
          made.filter((id) => !ids.includes(id)),
          [],
        );
      });
    },
  },
  {
    name: "a batch of twenty is answered by ids, each for itself, and one of more is refused",
    seats: 0,
    skus: 0,
    run: async (stay) => {
      const { id } = await stay.person();
      const requests = Array.from({ length: 21 }, (_, at) => ({
        id: String(at),
        method: "GET",
        url: `/users/${at === 3 ? nowhere : id}?$select=id`,
      }));
      const body = await stay.graph.expect("POST", "/$batch", { requests: requests.slice(0, 20) });
      const answers = new Map(asObjects(body["responses"]).map((answer) => [answer["id"], answer["status"]]));
      assert.equal(answers.size, 20);
      for (const request of requests.slice(0, 20))
        assert.equal(answers.get(request.id), request.id === "3" ? 404 : 200);
      assert.equal((await stay.graph.send("POST", "/$batch", { requests })).status, 400);
    },
  },
];
