import { describe, expect, it } from "vitest";
import { formatProblems, isValid } from "../../src/stack/format-problems";
import { validateStacks } from "../../src/stack/validate-stacks";
import { makeFolder, now } from "./support/stack-folder";

function validate(stacks: Readonly<Record<string, string>>) {
  const root = makeFolder(Object.fromEntries(Object.entries(stacks).map(([name, text]) => [`stacks/${name}`, text])));
  const files = Object.keys(stacks).filter((name) => /^[^/]*\.yaml$/.test(name));
  return validateStacks(
    files.map((name) => `stacks/${name}`),
    { now, root },
  );
}

const stack = (tenant: string, assignment: string, rest = ""): string =>
  `tenant: ${tenant}\nassignments:\n  - { name: a, licenses: [MCOEV], ${assignment} }\n${rest}`;
const codes = (stacks: Readonly<Record<string, string>>): readonly string[] =>
  validate(stacks).problems.map(
    (problem) => `${problem.place.file}:${problem.place.line}:${problem.place.column} ${problem.code}`,
  );

describe("validateStacks", () => {
  it.each([
    [
      "a person in two stacks of one tenant, in whatever spelling",
      { "a.yaml": stack("c.com", "users: [x@c.com]"), "b.yaml": stack("C.com", "users: [y@c.com, X@c.com]") },
      ["stacks/b.yaml:3:52 two-stacks"],
    ],
    [
      "a group in two stacks of one tenant",
      { "a.yaml": stack("c.com", "groups: [Team]"), "b.yaml": stack("c.com", "groups: [team]") },
      ["stacks/b.yaml:3:44 two-stacks"],
    ],
    [
      "a person whose assignment has not begun",
      { "a.yaml": stack("c.com", "users: [x@c.com]"), "b.yaml": stack("c.com", "users: [x@c.com], from: 2030-01-01") },
      ["stacks/b.yaml:3:5 two-stacks"],
    ],
    [
      "nothing about a person whose assignment has ended: they may have moved",
      { "a.yaml": stack("c.com", "users: [x@c.com]"), "b.yaml": stack("c.com", "users: [x@c.com], until: 2020-01-01") },
      [],
    ],
    [
      "nothing about stacks of different tenants",
      { "a.yaml": stack("c.com", "users: [x@c.com]"), "b.yaml": stack("d.com", "users: [x@c.com]") },
      [],
    ],
    [
      "nothing about a person in two assignments of one stack",
      {
        "a.yaml": stack("c.com", "users: [x@c.com]").concat(
          "  - { name: b, licenses: [STANDARDPACK], users: [x@c.com] }\n",
        ),
      },
      [],
    ],
    [
      "authority over a tenant next to other stacks",
      {
        "a.yaml": stack("c.com", "users: [x@c.com]"),
        "b.yaml": stack("c.com", "users: [y@c.com]", "authoritative: { skus: [MCOEV], scope: tenant }\n"),
      },
      ["stacks/b.yaml:4:40 two-stacks-authority"],
    ],
    [
      "nothing about authority over a tenant's only stack",
      { "b.yaml": stack("c.com", "users: [y@c.com]", "authoritative: { skus: [MCOEV], scope: tenant }\n") },
      [],
    ],
    [
      "nothing about authority over declared people next to other stacks",
      {
        "a.yaml": stack("c.com", "users: [x@c.com]"),
        "b.yaml": stack("c.com", "users: [y@c.com]", "authoritative: { skus: [MCOEV], scope: declared }\n"),
      },
      [],
    ],
    [
      "what is wrong in a list that two stacks share once",
      {
        "a.yaml": stack("c.com", "usersFrom: lists/l.txt"),
        "b.yaml": stack("d.com", "usersFrom: lists/l.txt"),
        "lists/l.txt": "adele",
      },
      ["stacks/lists/l.txt:1:1 principal-name"],
    ],
    [
      "the problems of all stacks",
      { "a.yaml": "tenant: x", "b.yaml": "" },
      ["stacks/a.yaml:1:9 tenant-name", "stacks/b.yaml:1:1 yaml-empty"],
    ],
  ])("reports %s", (_, stacks, expected) =>
    expect(codes(stacks as unknown as Record<string, string>)).toEqual(expected),
  );

  it("says once what an import into a second stack makes of everybody, not once a person", () => {
    const people = Array.from({ length: 38 }, (_, number) => `p${String(number)}@c.com`).join(", ");
    const { problems } = validate({
      "a.yaml": stack("c.com", `users: [${people}], groups: [Team]`),
      "b.yaml": stack("c.com", `users: [x@c.com, ${people}], groups: [team]`),
      "c.yaml": stack("c.com", "users: [P7@c.com]"),
    });
    expect(problems).toEqual([
      {
        code: "two-stacks",
        place: expect.objectContaining({ file: "stacks/b.yaml", line: 3, column: 52 }) as unknown,
        message:
          "38 people and 1 group are declared in stacks/a.yaml too (p0@c.com at stacks/a.yaml:3:43, p1@c.com at " +
          "stacks/a.yaml:3:53, p2@c.com at stacks/a.yaml:3:63 and 36 more), for the same tenant c.com: each stack " +
          "would take back what the other gives.",
        remedy: "Declare everything for one principal in one stack: take them out of one of the two.",
      },
      {
        code: "two-stacks",
        place: expect.objectContaining({ file: "stacks/c.yaml", line: 3 }) as unknown,
        message:
          "The person P7@c.com is declared in stacks/a.yaml too (stacks/a.yaml:3:113), for the same tenant c.com: " +
          "each stack would take back what the other gives.",
        remedy: "Declare everything for one principal in one stack.",
      },
    ]);
  });

  it("takes one file that is named twice as one", () => {
    const root = makeFolder({ "stacks/a.yaml": stack("c.com", "users: [x@c.com]") });
    const result = validateStacks(["stacks/a.yaml", "stacks/a.yaml"], { now, root });
    expect(result.problems).toEqual([]);
    expect(result.files).toHaveLength(1);
  });
});

describe("formatProblems", () => {
  const good = (): ReturnType<typeof validate> =>
    validate({ "a.yaml": stack("c.com", "users: [x@c.com], groups: [G]").replace("MCOEV", "ENTERPRISEPACK") });
  const mixed = (): ReturnType<typeof validate> =>
    validate({ "a.yaml": stack("c.com", "users: []"), "b.yaml": "tenant: c.com\nlimits: { people: 120% }\n" });

  it("counts what was read where all is well", () => {
    expect(formatProblems(good(), "text")).toBe("1 stack, 1 person, 1 group: 0 errors, 0 warnings, 0 notes.\n");
    expect(formatProblems(good(), "github")).toBe("");
    expect(isValid(good())).toBe(true);
  });

  it("prints a line each for people", () => {
    expect(formatProblems(mixed(), "text")).toBe(
      "stacks/a.yaml:3:5: warning: Nobody is in the assignment `a`. Delete it, or name somebody. [assignment-empty]\n" +
        "stacks/b.yaml:2:19: error: `people: 120%` does not fit here. A share lies between `0%` and `100%`. " +
        "[percentage]\n" +
        "2 stacks, 0 people, 0 groups: 1 error, 1 warning, 0 notes.\n",
    );
    expect(isValid(mixed())).toBe(false);
  });

  it("paints only when asked to", () => {
    expect(formatProblems(mixed(), "text", { color: true })).toContain("\u001b[31merror\u001b[39m");
  });

  it("annotates the lines of a pull request, with what has a meaning in workflow commands escaped", () => {
    expect(formatProblems(mixed(), "github")).toBe(
      "::warning file=stacks/a.yaml,line=3,col=5,title=assignment-empty::Nobody is in the assignment `a`. Delete " +
        "it, or name somebody.\n" +
        "::error file=stacks/b.yaml,line=2,col=19,title=percentage::`people: 120%25` does not fit here. A share " +
        "lies between `0%25` and `100%25`.\n",
    );
  });

  it("keeps a hostile name from becoming a workflow command of its own", () => {
    const text = formatProblems(
      validate({ "a.yaml": 'tenant: c.com\nprotected: ["x\\n::error::gotcha"]\n' }),
      "github",
    );
    expect(text.split("\n").filter((line) => line.startsWith("::"))).toHaveLength(1);
    expect(text).toContain("`x\\u000a::error::gotcha`");
  });

  it("keeps a hostile name from painting, or turning round, a terminal", () => {
    const text = formatProblems(
      validate({ "a.yaml": 'tenant: c.com\nprotected: ["\\e[31mx@c.com", "\\u202ex@c.com", "x y\\u2028@c.com"]\n' }),
      "text",
    );
    expect(text).not.toMatch(/[\u001b\u202e\u2028]/u);
    expect(text).toContain("\\u001b[31m");
  });

  it("is one document for machines", () => {
    expect(JSON.parse(formatProblems(mixed(), "json"))).toEqual({
      version: 1,
      valid: false,
      stacks: [
        { file: "stacks/a.yaml", valid: true, tenant: "c.com", people: 0, groups: 0 },
        { file: "stacks/b.yaml", valid: false },
      ],
      problems: [
        {
          severity: "warning",
          code: "assignment-empty",
          message: "Nobody is in the assignment `a`.",
          remedy: "Delete it, or name somebody.",
          principals: [],
          file: "stacks/a.yaml",
          line: 3,
          column: 5,
        },
        {
          severity: "error",
          code: "percentage",
          message: "`people: 120%` does not fit here.",
          remedy: "A share lies between `0%` and `100%`.",
          principals: [],
          file: "stacks/b.yaml",
          line: 2,
          column: 19,
        },
      ],
    });
  });
});

describe("what a file alone shows of how its licences go together", () => {
  const findingsFor = (licenses: string): readonly string[] =>
    validate({
      "a.yaml":
        `tenant: contoso.com\nassignments:\n  - name: staff\n    licenses: [${licenses}]\n    users: ` +
        `[a@contoso.com]\n`,
    }).findings.map(({ code, place }) => `${code} ${String(place?.line)}`);

  it.each([
    ["E5 with E3 is paid twice", "ENTERPRISEPREMIUM, ENTERPRISEPACK", ["paid-twice 5"]],
    ["a Calling Plan without Phone System", "ENTERPRISEPACK, MCOPSTN1", ["calling-plan-without-phone-system 5"]],
    ["an add-on without its base", "MCOEV", ["plan-without-its-base 5"]],
    ["what goes together", "ENTERPRISEPACK, MCOEV, MCOPSTN1", []],
  ])("%s", (_, licenses, expected) => {
    expect(findingsFor(licenses)).toEqual(expected);
  });
});
