import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ObservedUser } from "../../../src/terms/observed";
import { planWithModel } from "../../../src/plan/plan-tenant";
import { restrictToApproved } from "../../../src/plan/restrict";
import { inputOf } from "../support/run";
import { declared, group, observed, owning, skuIds, user } from "../support/tenant";
import { runsOf, timeLimit, trial } from "./check-property";

/** Products of which none stands for another: whoever no longer has one has lost it. */
const products = ["E3", "VISIO", "MCOPSTN1"] as const;
type Product = (typeof products)[number];
const partNumbers = { E3: "ENTERPRISEPACK", VISIO: "VISIOCLIENT", MCOPSTN1: "MCOPSTN1" } as const;
const people = ["a", "b", "c", "d", "e"] as const;
const groups = ["g", "h"] as const;

const someProducts = fc.subarray([...products]);
const somePeople = fc.subarray([...people]);
const oneGroup = fc.record({
  /** Not in the tenant yet: then nothing below of what is there counts. */
  isNew: fc.boolean(),
  has: someProducts,
  members: somePeople,
  declared: someProducts,
  make: fc.option(somePeople, { nil: undefined }),
});
const onePerson = fc.record({ direct: someProducts, declared: fc.option(someProducts, { nil: undefined }) });
const tenants = fc.record({
  groups: fc.record({ g: oneGroup, h: oneGroup }),
  people: fc.record({ a: onePerson, b: onePerson, c: onePerson, d: onePerson, e: onePerson }),
});
type Case = typeof tenants extends fc.Arbitrary<infer T> ? T : never;

const line = (some: readonly Product[]): string => some.map((product) => partNumbers[product]).join(", ");
const mail = (id: string): string => `${id}@contoso.com`;

/** Who is in a group that is there, and what it has. */
function present(one: Case["groups"]["g"]): Pick<Case["groups"]["g"], "has" | "members"> {
  return one.isNew ? { has: [], members: [] } : one;
}

function stateOf(drawn: Case, id: (typeof people)[number]): ObservedUser {
  const inherited = groups.flatMap((name) => {
    const { has, members } = present(drawn.groups[name]);
    return members.includes(id) ? has.map((product) => `${product}/${name}`) : [];
  });
  return user(id, [...drawn.people[id].direct, ...inherited]);
}

function planCase(drawn: Case) {
  const there = groups.filter((name) => !drawn.groups[name].isNew);
  const asked = groups.filter((name) => drawn.groups[name].declared.length > 0 || drawn.groups[name].isNew);
  return planWithModel(
    inputOf({
      desired: {
        tenant: "contoso.com",
        users: people.flatMap((id) => {
          const wanted = drawn.people[id].declared;
          return wanted === undefined || wanted.length === 0 ? [] : [declared(mail(id), line(wanted))];
        }),
        groups: asked
          .filter((name) => drawn.groups[name].declared.length > 0)
          .map((name) => declared(`Group ${name}`, line(drawn.groups[name].declared))),
        make: groups.flatMap((name) => {
          const { make, isNew } = drawn.groups[name];
          // What is not there and not made would be a name that nobody knows.
          if (make === undefined && !isNew) return [];
          return [{ name: `Group ${name}`, ...(make === undefined ? {} : { members: make.map(mail) }) }];
        }),
        dormant: [],
      },
      ledger: owning(
        Object.fromEntries(people.map((id) => [id, line(drawn.people[id].direct)]).filter(([, text]) => text !== "")),
        Object.fromEntries(there.map((name) => [name, line(drawn.groups[name].has)]).filter(([, text]) => text !== "")),
      ),
      observed: observed({
        users: people.map((id) => stateOf(drawn, id)),
        groups: there.map((name) => group(name, present(drawn.groups[name]).has, present(drawn.groups[name]).members)),
      }),
    }),
  );
}

/** What everybody has at the end, reckoned from the file alone, by no part of the planner. */
function heldAtTheEnd(drawn: Case, id: (typeof people)[number]): Set<Product> {
  const inherited = groups.flatMap((name) => {
    const one = drawn.groups[name];
    const inIt = one.make ?? present(one).members;
    return inIt.includes(id) ? one.declared : [];
  });
  return new Set([...(drawn.people[id].declared ?? []), ...inherited]);
}

function heldNow(drawn: Case, id: (typeof people)[number]): Set<Product> {
  const inherited = groups.flatMap((name) => {
    const { has, members } = present(drawn.groups[name]);
    return members.includes(id) ? has : [];
  });
  return new Set([...drawn.people[id].direct, ...inherited]);
}

describe("groups that a stack makes", () => {
  it(
    `tell exactly who loses what, by whatever path, and who joins and leaves ${trial(0.02)}`,
    { timeout: timeLimit(0.02) },
    () => {
      fc.assert(
        fc.property(tenants, (drawn) => {
          const { plan } = planCase(drawn);
          expect(plan.findings.filter(({ code }) => code !== "everybody-loses" && code !== "too-many-losses")).toEqual(
            plan.findings.filter(({ severity }) => severity !== "error"),
          );
          for (const id of people) {
            const end = heldAtTheEnd(drawn, id);
            const lost = [...heldNow(drawn, id)].filter((product) => !end.has(product)).map((one) => skuIds[one]);
            const told = plan.losses.filter((loss) => loss.userId === id).flatMap(({ skuId }) => skuId ?? []);
            expect([...new Set(told)].sort()).toEqual(lost.sort());
          }
          for (const name of groups) {
            const { make, isNew } = drawn.groups[name];
            const { members } = present(drawn.groups[name]);
            const join = (make ?? []).filter((id) => !members.includes(id)).map(mail);
            const leave = make === undefined ? [] : members.filter((id) => !make.includes(id)).map(mail);
            const told = plan.memberships?.find((one) => one.name === `Group ${name}`);
            expect([told?.join ?? [], told?.leave ?? []]).toEqual([join.sort(), leave.sort()]);
            expect(told?.isNew === true).toBe(isNew);
          }
        }),
        { numRuns: runsOf(0.02) },
      );
    },
  );

  it(
    `take nobody out of a group, and nothing from anybody, beyond what was approved ${trial(0.01)}`,
    { timeout: timeLimit(0.01) },
    () => {
      fc.assert(
        fc.property(tenants, tenants, (one, other) => {
          // The same tenant, another file.
          const before = { groups: one.groups, people: one.people };
          const after: Case = {
            groups: {
              g: { ...one.groups.g, declared: other.groups.g.declared, make: other.groups.g.make },
              h: { ...one.groups.h, declared: other.groups.h.declared, make: other.groups.h.make },
            },
            people: one.people,
          };
          const approved = planCase(before).plan;
          const { plan } = restrictToApproved(planCase(after), approved);
          const allowed = new Map(approved.memberships?.map(({ name, digest }) => [name, digest]));
          for (const { name, digest, isNew } of plan.memberships ?? [])
            expect(
              allowed.get(name) === digest ||
                (isNew === true && plan.findings.some(({ code }) => code === "new-group-not-approved")),
            ).toBe(true);
          const known = new Set(approved.losses.map(({ userId, skuId }) => `${userId} ${skuId ?? ""}`));
          expect(plan.losses.filter(({ userId, skuId }) => !known.has(`${userId} ${skuId ?? ""}`))).toEqual([]);
        }),
        { numRuns: runsOf(0.01) },
      );
    },
  );
});
