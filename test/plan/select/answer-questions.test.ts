import { describe, expect, it } from "vitest";
import { planWithModel } from "../../../src/plan/plan-tenant";
import { parseRoster } from "../../../src/roster/parse";
import type { PeopleQuestion } from "../../../src/terms/desired";
import type { Observed, ObservedUser } from "../../../src/terms/observed";
import { refusals } from "../../../src/terms/refusals";
import { inputOf, run } from "../support/run";
import { declared, desired, group, now, observed, owning, policy, user, written } from "../support/tenant";

const where = "department eq 'Sales'";
const place = { file: "stacks/contoso.yaml", line: 9, column: 17 };

const asking = (over: Partial<PeopleQuestion> = {}, line = "ENTERPRISEPACK"): PeopleQuestion => ({
  assignment: "sales",
  where,
  licenses: parseRoster(line).licenses,
  place,
  ...over,
});

/** Somebody of a list, of this department. */
const person = (
  id: string,
  department: string | null,
  held: readonly string[] = [],
  over: Partial<ObservedUser> = {},
) => {
  const { byId: _read, ...listed } = user(id, held, { attributes: { department, jobTitle: null }, ...over });
  return over.byId === true ? { ...listed, byId: true as const } : listed;
};

const finding = (people: readonly string[], users: readonly ObservedUser[], over: Partial<Observed> = {}): Observed =>
  observed({ users, answers: [{ kind: "found", where, people }], userCount: 1_000, ...over });

const stack = (asks: readonly PeopleQuestion[], users: Readonly<Record<string, string>> = {}) =>
  desired(users, {}, { asks });

const codes = (plan: ReturnType<typeof planWithModel>["plan"]): readonly string[] =>
  refusals(plan).map(({ code }) => code);
const changes = ({ plan }: ReturnType<typeof planWithModel>): readonly string[] =>
  plan.transitions.map(({ id, kind, removals }) => {
    const why = removals.flatMap(({ reasons }) => reasons.map((one) => (one.kind === "left" ? `: ${one.why}` : "")));
    return `${id} ${kind}${why.join("")}`;
  });

describe("people whom the tenant names", () => {
  it("get what the assignment gives, beside whom the file names, each with a line", () => {
    const planned = planWithModel(
      inputOf({
        desired: stack([asking()], { zoe: "VISIOCLIENT", b: "VISIOCLIENT" }),
        observed: finding(["b", "a"], [person("a", "Sales"), person("b", "Sales"), user("zoe")]),
      }),
    );
    expect(codes(planned.plan)).toEqual([]);
    expect(planned.plan.lines.users).toEqual({
      "a@contoso.com": "ENTERPRISEPACK",
      "b@contoso.com": "ENTERPRISEPACK, VISIOCLIENT",
      "zoe@contoso.com": "VISIOCLIENT",
    });
    const grant = planned.plan.transitions.find(({ id }) => id === "a")?.grants[0];
    expect(grant?.reasons).toEqual([{ kind: "declared", assignment: "sales", place }]);
  });

  it("lose it when they are others, with the reason, once they were read by id", () => {
    const ledger = { ...written(owning({ a: "ENTERPRISEPACK", b: "ENTERPRISEPACK", c: "ENTERPRISEPACK" })) };
    const before = planWithModel(
      inputOf({
        desired: stack([asking()]),
        observed: finding(
          ["a", "b", "c"],
          ["a", "b", "c"].map((id) => person(id, "Sales", ["E3"])),
        ),
        ledger,
      }),
    );
    const { counts = {} } = before.model.input.answered ?? {};
    const planned = planWithModel(
      inputOf({
        desired: stack([asking()]),
        observed: finding(
          ["b", "c"],
          [person("a", "IT", ["E3"]), person("b", "Sales", ["E3"]), person("c", "Sales", ["E3"])],
        ),
        ledger: { ...ledger, asked: counts },
      }),
    );
    expect(changes(planned)).toEqual(['a withdraw: department is no longer "Sales" but "IT"']);
    expect(planned.model.input.answered?.doubtful).toEqual(["a"]);
    const inPerson = planWithModel(
      inputOf({
        desired: stack([asking()]),
        observed: finding(
          ["b", "c"],
          [person("a", "IT", ["E3"], { byId: true }), person("b", "Sales", ["E3"]), person("c", "Sales", ["E3"])],
        ),
        ledger,
      }),
    );
    expect(changes(inPerson)).toEqual(['a withdraw: department is not "Sales" but "IT"']);
    expect(inPerson.model.input.answered?.doubtful).toEqual([]);
  });

  it("stay where the answer leaves them out and their own attributes match, or say nothing", () => {
    const ledger = written(owning({ a: "ENTERPRISEPACK", b: "ENTERPRISEPACK", c: "ENTERPRISEPACK" }));
    const planned = planWithModel(
      inputOf({
        desired: stack([asking()]),
        observed: finding(
          ["c"],
          [
            person("a", "sales", ["E3"], { byId: true }),
            person("b", null, ["E3"], { byId: true, attributes: {} }),
            person("c", "Sales", ["E3"]),
          ],
        ),
        ledger,
      }),
    );
    expect(changes(planned)).toEqual([]);
    const lagging = planned.plan.findings.find(({ code }) => code === "selection-lags");
    expect(lagging?.principals).toEqual(["a@contoso.com", "b@contoso.com"]);
  });

  it("are as many as the file expects", () => {
    const people = Array.from({ length: 8 }, (_, at) => `p${at}`);
    const tenant = (found: readonly string[], userCount = 1_000) =>
      finding(
        found,
        people.map((id) => person(id, found.includes(id) ? "Sales" : "IT", ["E3"], { byId: true })),
        { userCount },
      );
    const ledger = written(owning(Object.fromEntries(people.map((id) => [id, "ENTERPRISEPACK"]))));
    const told = (found: readonly string[], over: Partial<PeopleQuestion> = {}, userCount = 1_000) => {
      const first = planWithModel(inputOf({ desired: stack([asking()]), observed: tenant(people), ledger }));
      const asked = first.model.input.answered?.counts ?? {};
      return planWithModel(
        inputOf({ desired: stack([asking(over)]), observed: tenant(found, userCount), ledger: { ...ledger, asked } }),
      );
    };
    expect(codes(told([]).plan)).toEqual(["selection-too-few"]);
    expect(codes(told(people.slice(0, 3)).plan)).toEqual(["selection-too-few"]);
    expect(told(people.slice(0, 3)).plan.transitions).toEqual([]);
    expect(codes(told(people.slice(0, 4)).plan)).toEqual([]);
    expect(codes(told(people.slice(0, 3), { atLeast: 3 }).plan)).toEqual([]);
    expect(codes(told(people.slice(0, 3), { atLeast: 4 }).plan)).toEqual(["selection-too-few"]);
    expect(codes(told([], { atLeast: 0 }).plan)).not.toContain("selection-too-few");
    expect(codes(told(people, {}, 8).plan)).toEqual(["selection-too-many"]);
    expect(codes(told(people, { atMost: 8 }, 8).plan)).toEqual([]);
    expect(codes(told(people, { atMost: 7 }).plan)).toEqual(["selection-too-many"]);
    expect(refusals(told([]).plan)[0]?.place).toEqual(place);
  });

  it("are known by the question: another filter has no run before", () => {
    const people = Array.from({ length: 8 }, (_, at) => `p${at}`);
    const ledger = { ...written(owning({ p0: "ENTERPRISEPACK" })), asked: { another: 8 } };
    const tenant = finding(
      ["p0"],
      people.map((id) => person(id, "Sales", [])),
    );
    expect(codes(planWithModel(inputOf({ desired: stack([asking()]), observed: tenant, ledger })).plan)).toEqual([]);
  });

  it("keep everything where the question has no answer, and the plan is refused", () => {
    const users = [person("a", "Sales", ["E3"]), person("b", "IT", ["E3"], { byId: true })];
    const ledger = written(owning({ a: "ENTERPRISEPACK", b: "ENTERPRISEPACK" }));
    const refused = { kind: "refused" as const, where, message: "Unsupported query." };
    for (const tenant of [observed({ users, answers: [refused] }), observed({ users })]) {
      const planned = planWithModel(inputOf({ desired: stack([asking()]), observed: tenant, ledger }));
      expect(codes(planned.plan)).toEqual(["selection-refused"]);
      expect(planned.plan.transitions).toEqual([]);
      expect(planned.plan.losses).toEqual([]);
    }
    const { where: _none, ...byGroup } = asking({ membersOf: [{ group: "Gone" }] });
    const planned = planWithModel(
      inputOf({
        desired: stack([byGroup]),
        observed: observed({ users, absent: [{ kind: "notFound", lookup: "Gone" }] }),
        ledger,
      }),
    );
    expect(codes(planned.plan)).toEqual(["selection-group"]);
    expect(planned.plan.transitions).toEqual([]);
  });

  it("are left out by name, by a filter, by `protected` and by `release`", () => {
    const users = ["a", "b", "c", "d", "e"].map((id) =>
      person(id, "Sales", [], { attributes: { department: "Sales", jobTitle: id === "b" ? "Intern" : null } }),
    );
    const except = { names: ["A@contoso.com"], where: ["jobTitle eq 'Intern'"] };
    const planned = planWithModel(
      inputOf({
        desired: stack([asking({ except })]),
        observed: finding(["a", "b", "c", "d", "e"], users),
        policy: policy({ protected: ["c@contoso.com"], release: ["d@contoso.com"] }),
      }),
    );
    expect(codes(planned.plan)).toEqual([]);
    expect(changes(planned)).toEqual(["e grant"]);
  });

  it("contradict each other with both places", () => {
    const first = { ...asking(), ...{ licenses: parseRoster("ENTERPRISEPACK(-TEAMS1)").licenses } };
    const planned = planWithModel(
      inputOf({
        desired: {
          ...stack([first, { ...asking({ assignment: "all", usageLocation: "GB" }), licenses: [] }]),
          users: [declared("a@contoso.com", "ENTERPRISEPACK(all) @US")],
        },
        observed: finding(["a"], [person("a", "Sales")]),
      }),
    );
    expect(planned.plan.findings.filter(({ severity }) => severity === "error").map(({ message }) => message)).toEqual([
      '"all" wants the usage location GB, and US is wanted by "staff" (stacks/contoso.yaml:5:7), "sales" ' +
        "(stacks/contoso.yaml:9:17), for 1 person: a@contoso.com.",
      '"sales" wants ENTERPRISEPACK with other service plans than "staff" (stacks/contoso.yaml:5:7), for 1 person: ' +
        "a@contoso.com.",
    ]);
  });

  it("are the same person where the file and the ledger know a former name", () => {
    const renamed = { ...person("a", "Sales", ["E3"]), userPrincipalName: "adele.vance@contoso.com" };
    const planned = planWithModel(
      inputOf({
        desired: stack([asking()], { a: "VISIOCLIENT" }),
        observed: finding(["a"], [renamed]),
        ledger: written(owning({ a: "ENTERPRISEPACK" })),
      }),
    );
    expect(codes(planned.plan)).toEqual([]);
    expect(planned.plan.lines.users).toEqual({ "a@contoso.com": "ENTERPRISEPACK, VISIOCLIENT" });
  });

  it("are told that the assignment has ended, where it has", () => {
    const dormant = [
      { assignment: "sales", until: "2026-11-01", principals: [], asks: true as const, skus: ["ENTERPRISEPACK"] },
    ];
    const planned = planWithModel(
      inputOf({
        desired: desired({}, {}, { dormant }),
        observed: observed({ users: [user("a", ["E3"])] }),
        ledger: written(owning({ a: "ENTERPRISEPACK" })),
      }),
    );
    expect(planned.plan.transitions[0]?.removals[0]?.reasons).toEqual([
      { kind: "expired", assignment: "sales", until: "2026-11-01" },
    ]);
  });

  it("come last where order decides, and get everything together where the assignment says so", () => {
    const input = inputOf({
      desired: stack([asking({ together: true, priority: 5 }, "ENTERPRISEPACK, VISIOCLIENT")], { z: "ENTERPRISEPACK" }),
      observed: finding(["a"], [person("a", "Sales"), user("z")]),
      policy: policy({ onShortage: { kind: "inOrder", order: ["z@contoso.com"] } }),
    });
    expect(planWithModel(input).model.input.policy.onShortage).toEqual({
      kind: "inOrder",
      order: ["z@contoso.com", "a@contoso.com"],
      together: [{ skus: ["ENTERPRISEPACK", "VISIOCLIENT"], principals: ["a@contoso.com"] }],
      priorities: [{ priority: 5, skus: ["ENTERPRISEPACK", "VISIOCLIENT"], principals: ["a@contoso.com"] }],
    });
  });

  it("are counted in the ledger of the run", async () => {
    const { execution } = await run({
      desired: stack([asking()]),
      observed: finding(["a", "b"], [person("a", "Sales"), person("b", "Sales")]),
    });
    expect(Object.values(execution.ledger.asked ?? {})).toEqual([2]);
    const again = planWithModel(
      inputOf({
        desired: stack([asking()]),
        observed: finding(["a", "b"], [person("a", "Sales", ["E3"]), person("b", "Sales", ["E3"])]),
        ledger: execution.ledger,
      }),
    );
    expect(again.plan.ledgerChanges).toBe(false);
    expect(again.plan.transitions).toEqual([]);
  });
});

describe("members of a group", () => {
  const { where: _none, ...question } = asking({ membersOf: [{ group: "Sales Team" }] });
  const team = (members: readonly string[], everybody?: readonly string[]) =>
    group("g1", [], members, { displayName: "Sales Team", ...(everybody !== undefined && { everybody }) });
  const asked = (people: readonly string[], nested = false) =>
    planWithModel(
      inputOf({
        desired: stack([nested ? { ...question, membersOf: [{ group: "Sales Team", nested: true }] } : question]),
        observed: observed({ users: people.map((id) => user(id)), groups: [team(["a"], ["a", "b"])] }),
      }),
    );

  it("are those in it, and with `nested` those in groups within it too", () => {
    expect(changes(asked(["a", "b"]))).toEqual(["a grant"]);
    expect(changes(asked(["a", "b"], true))).toEqual(["a grant", "b grant"]);
  });

  it("have left once this stack has written nothing to them for an hour", () => {
    const users = [user("a", ["E3"]), user("b", ["E3"])];
    const counts = asked(["a"]).model.input.answered?.counts ?? {};
    const planned = (writtenAt: string) =>
      planWithModel(
        inputOf({
          desired: stack([question]),
          observed: observed({ users, groups: [team(["a"])] }),
          ledger: { ...written(owning({ a: "ENTERPRISEPACK", b: "ENTERPRISEPACK" }), writtenAt), asked: counts },
          now,
        }),
      );
    expect(changes(planned("2026-11-23T08:30:00.000Z"))).toEqual([]);
    expect(changes(planned("2026-11-23T07:30:00.000Z"))).toEqual(["b withdraw: no longer a member of Sales Team"]);
  });

  it("count from the run that finds them with what they hold already", async () => {
    const { execution, finished } = await run({
      desired: stack([question]),
      observed: observed({ users: [user("a", ["E3"])], groups: [team(["a"])] }),
    });
    expect(execution.ledger.users.map(({ id, writtenAt }) => [id, writtenAt])).toEqual([["a", finished]]);
  });

  it("are nobody's where two groups bear the name", () => {
    const twins = observed({ users: [user("a")], groups: [team(["a"]), { ...team(["a"]), id: "g2" }] });
    const planned = planWithModel(inputOf({ desired: stack([question]), observed: twins }));
    expect(codes(planned.plan)).toEqual(["selection-group"]);
  });
});
