import { describe, expect, it } from "vitest";
import { canonicalLines } from "../../src/stack/canonical-lines";
import { loadStack } from "../../src/stack/load-stack";
import { costOf, loadGood, makeFolder, now } from "./support/stack-folder";

const head = "tenant: contoso.onmicrosoft.com\n";

function linesOf(text: string, files: Readonly<Record<string, string>> = {}, clock = now) {
  return canonicalLines(loadGood(head + text, files, clock).desired);
}

describe("loadStack", () => {
  it("resolves bundles, lists, groups and service plans to canonical lines", () => {
    const lines = linesOf(
      `
bundles:
  e3-voice: [Office 365 E3, MCOEV, MCOPSTN1]
assignments:
  - name: sales
    licenses: [e3-voice, { sku: visioclient, disable: [onedrive_basic] }]
    users: [adele@contoso.com]
    usersFrom: lists/sales.txt
    groups: [Sales Team]
  - name: abroad
    licenses: [{ sku: ENTERPRISEPACK, enable: [TEAMS1] }]
    users: [lynne@contoso.com]
    usageLocation: GB
`,
      { "stacks/lists/sales.txt": "diego@contoso.com\n" },
    );
    const sales = "ENTERPRISEPACK, MCOEV, MCOPSTN1, VISIOCLIENT(-ONEDRIVE_BASIC)";
    expect(lines).toEqual({
      users: {
        "adele@contoso.com": sales,
        "diego@contoso.com": sales,
        "lynne@contoso.com": "ENTERPRISEPACK(+TEAMS1) @GB",
      },
      groups: { "Sales Team": sales },
    });
  });

  it("declares for one person the union of all assignments, and remembers each with its place", () => {
    const { desired } = loadGood(`${head}assignments:
  - name: everybody
    licenses: [STANDARDPACK]
    users: [adele@contoso.com]
  - name: phones
    licenses: [MCOEV]
    users: [Adele@contoso.com]
`);
    expect(desired.users).toEqual([
      {
        name: "adele@contoso.com",
        licenses: [
          { sku: "MCOEV", selection: { kind: "unmanaged" } },
          { sku: "STANDARDPACK", selection: { kind: "unmanaged" } },
        ],
        declarations: [
          {
            assignment: "everybody",
            skus: ["STANDARDPACK"],
            place: { file: "stacks/test.yaml", line: 5, column: 13 },
            licensePlaces: new Map([["STANDARDPACK", { file: "stacks/test.yaml", line: 4, column: 16 }]]),
          },
          {
            assignment: "phones",
            skus: ["MCOEV"],
            place: { file: "stacks/test.yaml", line: 8, column: 13 },
            licensePlaces: new Map([["MCOEV", { file: "stacks/test.yaml", line: 7, column: 16 }]]),
          },
        ],
      },
    ]);
  });

  it("keeps declared plans where another assignment says nothing of plans, and counts equal selections as one", () => {
    const text = `assignments:
  - { name: a, licenses: [{ sku: ENTERPRISEPACK, disable: [YAMMER_ENTERPRISE, SWAY] }], users: [x@c.com] }
  - { name: b, licenses: [ENTERPRISEPACK], users: [x@c.com, y@c.com] }
  - { name: c, licenses: [{ sku: Office 365 E3, disable: [sway, yammer_enterprise] }], users: [x@c.com] }
  - { name: d, licenses: [{ sku: ENTERPRISEPACK, disable: [] }], users: [z@c.com] }
`;
    expect(linesOf(text).users).toEqual({
      "x@c.com": "ENTERPRISEPACK(-SWAY,-YAMMER_ENTERPRISE)",
      "y@c.com": "ENTERPRISEPACK",
      "z@c.com": "ENTERPRISEPACK(all)",
    });
  });

  it.each([
    ["a part number in any case", "enterprisepack", "ENTERPRISEPACK"],
    ["a GUID", "6FD2C87F-B296-42F0-B197-1E91E994B900", "6fd2c87f-b296-42f0-b197-1e91e994b900"],
    [
      "a GUID in the form of the old scripts",
      '"contoso:6fd2c87f-b296-42f0-b197-1e91e994b900"',
      "6fd2c87f-b296-42f0-b197-1e91e994b900",
    ],
    ["the form of a reseller's scripts", '"reseller-account:ENTERPRISEPACK"', "ENTERPRISEPACK"],
    ["the form of a syndication partner's scripts", '"Syndication-Account: ENTERPRISEPACK"', "ENTERPRISEPACK"],
    [
      "a part number with blanks",
      '"Microsoft_365_ Business_ Premium_(no Teams)"',
      "00e1ec7b-e4a3-40d1-9441-b69b597ab222",
    ],
    ["a name of two products", "Microsoft 365 Copilot", "MICROSOFT_365_COPILOT/M365_COPILOT"],
    ["what people call two products for short", "E3", "SPE_E3/ENTERPRISEPACK"],
    ["a product name", "office 365 e3", "ENTERPRISEPACK"],
    ["a name of the source document", "Enterprise E5 (with Phone System)", "ENTERPRISEPREMIUM"],
    ["the form of the old scripts, blank at the end included", '"contoso:ENTERPRISEPACK "', "ENTERPRISEPACK"],
    ["a part number that the catalog does not know", "NEW_PRODUCT_2031", "NEW_PRODUCT_2031"],
    [
      "a GUID that the catalog does not know",
      "00000000-0000-4000-8000-00000000ABCD",
      "00000000-0000-4000-8000-00000000abcd",
    ],
    [
      "the GUID of a product whose part number others have too",
      "54a152dc-90de-4996-93d2-bc47e670fc06",
      "54a152dc-90de-4996-93d2-bc47e670fc06",
    ],
    ["a part number that several products have: the tenant tells", "MCOPSTN5", "MCOPSTN5"],
  ])("takes a licence by %s", (_, written, sku) => {
    expect(linesOf(`assignments: [{ name: a, licenses: [${written}], users: [x@c.com] }]`).users).toEqual({
      "x@c.com": sku,
    });
  });

  it("gives one licence to who is asked for it by GUID here and by part number there: the GUID's", () => {
    const guid = "6fd2c87f-b296-42f0-b197-1e91e994b900";
    for (const [one, other] of [
      [guid, "ENTERPRISEPACK"],
      ["Office 365 E3", guid],
    ])
      expect(
        linesOf(`assignments:
  - { name: a, licenses: [{ sku: ${one}, disable: [SWAY] }], users: [x@c.com] }
  - { name: b, licenses: [${other}], users: [x@c.com] }
`).users,
      ).toEqual({ "x@c.com": `${guid}(-SWAY)` });
  });

  it("lets a bundle be called what people call a licence for short, and takes the bundle", () => {
    const text = `bundles: { E3: [STANDARDPACK, MCOEV], m365-e5: [SPE_E5] }
assignments: [{ name: a, licenses: [e3, M365-E5], users: [x@c.com] }]
`;
    expect(linesOf(text).users).toEqual({ "x@c.com": "MCOEV, SPE_E5, STANDARDPACK" });
  });

  it("reads lists of several files, columns included, relative to the file that names them", () => {
    const text = `assignments:
  - name: a
    licenses: [MCOEV]
    usersFrom: [lists/a.txt, { file: lists/b.csv, column: Mail }]
include: [parts/more.yaml]
`;
    const part = "assignments:\n  - { name: b, licenses: [MCOEV], usersFrom: ../lists/c.txt }\n";
    const files = {
      "stacks/lists/a.txt": "a@c.com",
      "stacks/lists/b.csv": "Name;Mail\nB;b@c.com",
      "stacks/lists/c.txt": "c@c.com",
      "stacks/parts/more.yaml": part,
    };
    const stack = loadGood(head + text, files);
    expect(stack.desired.users.map((user) => `${user.name} ${user.declarations[0]?.place?.file ?? ""}`)).toEqual([
      "a@c.com stacks/lists/a.txt",
      "b@c.com stacks/lists/b.csv",
      "c@c.com stacks/lists/c.txt",
    ]);
    expect(stack.files).toEqual([
      "stacks/test.yaml",
      "stacks/parts/more.yaml",
      "stacks/lists/a.txt",
      "stacks/lists/b.csv",
      "stacks/lists/c.txt",
    ]);
  });

  it("uses a bundle of one file in another, and a part that two files include once", () => {
    const files = {
      "stacks/bundles.yaml": "bundles: { voice: [MCOEV] }\n",
      "stacks/more.yaml": "include: [bundles.yaml]\nassignments: [{ name: b, licenses: [Voice], users: [b@c.com] }]\n",
    };
    expect(
      linesOf(
        "include: [bundles.yaml, more.yaml]\nassignments: [{ name: a, licenses: [voice], users: [a@c.com] }]",
        files,
      ).users,
    ).toEqual({ "a@c.com": "MCOEV", "b@c.com": "MCOEV" });
  });

  it("lets anchors, aliases and merge keys stand for anything", () => {
    const text = `bundles:
  base: &base [Office 365 E3]
assignments:
  - &first
    name: a
    licenses: *base
    users: [a@c.com]
  - <<: *first
    name: b
    users: [b@c.com]
`;
    expect(linesOf(text).users).toEqual({ "a@c.com": "ENTERPRISEPACK", "b@c.com": "ENTERPRISEPACK" });
  });

  it("carries names over as written: guests, apostrophes, plus signs, other scripts, upper case", () => {
    const names = [
      "lee_fabrikam.com#EXT#@contoso.onmicrosoft.com",
      "o'neil@c.com",
      "a+b@c.com",
      "zoë@c.com",
      "ANNA@C.COM",
      "юлия@пример.рф",
    ];
    expect(
      Object.keys(
        linesOf(
          `assignments: [{ name: a, licenses: [MCOEV], users: [${names.map((name) => `"${name}"`).join(", ")}] }]`,
        ).users,
      ).sort(),
    ).toEqual([...names].sort());
  });

  it("has defaults for all that a stack does not say", () => {
    const { policy, protect, timeZone, desired, findings } = loadGood(head);
    expect(policy).toEqual({
      limits: { kind: "limited", people: 10, atMost: 25, perDays: 7 },
      approvals: [],
      protected: [],
      release: [],
      onMissingUser: "error",
      onShortage: { kind: "refuse" },
      allowInterruption: [],
      rules: {},
    });
    expect({ protect, timeZone, findings, users: desired.users }).toEqual({
      protect: true,
      timeZone: "UTC",
      findings: [],
      users: [],
    });
  });

  it("knows whose turn comes first, where the order decides and the assignment counts", () => {
    const { policy } = loadGood(`${head}onShortage: assignInOrder
assignments:
  - { name: board, priority: 10, licenses: [Visio Plan 2], users: [a@c.com], groups: [G] }
  - { name: rest, priority: 0, licenses: [MCOEV], users: [b@c.com] }
  - { name: over, priority: 5, licenses: [MCOEV], users: [a@c.com], until: 2020-01-01 }
`);
    expect(policy.onShortage).toMatchObject({
      priorities: [{ priority: 10, skus: ["VISIOCLIENT"], principals: ["a@c.com"] }],
    });
  });

  it("knows what an assignment wants together, where the order decides and the assignment counts", () => {
    const assignments = `assignments:
  - { name: desk, together: true, licenses: [Visio Plan 2, STANDARDPACK], users: [a@c.com, b@c.com], groups: [G] }
  - { name: one, together: true, licenses: [MCOEV], users: [a@c.com] }
  - { name: over, together: true, licenses: [MCOEV, MCOPSTN1], users: [a@c.com], until: 2020-01-01 }
  - { name: apart, together: false, licenses: [MCOEV, ENTERPRISEPACK], users: [a@c.com] }
`;
    const shortage = (text: string) => loadGood(head + assignments + text).policy.onShortage;
    expect(shortage("onShortage: assignInOrder\n")).toEqual({
      kind: "inOrder",
      order: ["a@c.com", "b@c.com", "G"],
      together: [{ skus: ["VISIOCLIENT", "STANDARDPACK"], principals: ["a@c.com", "b@c.com", "G"] }],
    });
    expect(shortage("")).toEqual({ kind: "refuse" });
  });

  it("reads every key of the policy, from included files too where they may have it", () => {
    const text = `usageLocation: { default: US, from: country }
include: [part.yaml]
assignments: [{ name: a, licenses: [MCOEV], users: [a@c.com], groups: [G] }]
authoritative: { skus: [Visio Plan 2, MCOEV], scope: tenant }
onMissingUser: wait
onShortage: assignInOrder
limits: { people: 2.5%, atMost: 0, per: 30d }
approve: [{ losses: 340, of: [office 365 e1, Lyon, ann@c.com, g], until: 2026-12-24, reason: the Lyon office closes }]
protected: [Break@c.com]
release: [moved@c.com, Old Team]
allowInterruption: [A@c.com]
rules: { person-two-spellings: "off" }
prices: { currency: EUR, monthly: { Office 365 E3: 21.3, MCOEV: 7 } }
timeZone: Europe/Paris
protect: false
`;
    const { policy, protect } = loadGood(head + text, {
      "stacks/part.yaml": "protected: [safe@c.com, break@C.com]\nrelease: [old@c.com]\n",
    });
    expect(policy).toEqual({
      usageLocation: { default: "US", fromCountry: true },
      limits: { kind: "limited", people: 2.5, atMost: 0, perDays: 30 },
      approvals: [
        {
          losses: 340,
          of: ["STANDARDPACK", "Lyon", "ann@c.com", "G"],
          until: "2026-12-24",
          reason: "the Lyon office closes",
          place: { file: "stacks/test.yaml", line: 9, column: 11 },
        },
      ],
      protected: ["Break@c.com", "safe@c.com"],
      release: ["moved@c.com", "Old Team", "old@c.com"],
      authoritative: { skus: ["VISIOCLIENT", "MCOEV"], scope: "tenant" },
      onMissingUser: "wait",
      onShortage: { kind: "inOrder", order: ["a@c.com", "G"] },
      allowInterruption: ["A@c.com"],
      rules: { "person-two-spellings": "off" },
      prices: { currency: "EUR", bySku: { ENTERPRISEPACK: 21.3, MCOEV: 7 } },
    });
    expect(protect).toBe(false);
  });

  it("reads limits: none-removed", () => {
    expect(loadGood(`${head}limits: none-removed\n`).policy.limits).toEqual({ kind: "noneRemoved" });
  });

  it("names files relative to the root it was given, whatever the working directory is", () => {
    const root = makeFolder({
      "stacks/a.yaml": `${head}assignments: [{ name: a, licenses: [MCOEV], usersFrom: l.txt }]`,
      "stacks/l.txt": "a@c.com",
    });
    const result = loadStack("stacks/a.yaml", { now, root });
    expect(result.kind === "ok" && result.stack.desired.users[0]?.declarations[0]?.place).toEqual({
      file: "stacks/l.txt",
      line: 1,
      column: 1,
    });
  });
});

describe("dates", () => {
  const stack = (dates: string, zone = "UTC"): string =>
    `${head}timeZone: ${zone}\nassignments: [{ name: a, licenses: [MCOEV], users: [a@c.com], groups: [G], ${dates} }]`;
  const active = (dates: string, clock: string, zone?: string): number =>
    loadGood(stack(dates, zone), {}, new Date(clock)).desired.users.length;

  it.each([
    ["until counts on its day", "until: 2027-03-31", "2027-03-31T23:59:59Z", 1],
    ["and no longer on the next", "until: 2027-03-31", "2027-04-01T00:00:00Z", 0],
    ["from counts on its day", "from: 2027-03-31", "2027-03-31T00:00:00Z", 1],
    ["and not before", "from: 2027-03-31", "2027-03-30T23:59:59Z", 0],
    ["one day only", "from: 2027-03-31, until: 2027-03-31", "2027-03-31T12:00:00Z", 1],
  ])("%s", (_, dates, clock, expected) => expect(active(dates, clock)).toBe(expected));

  it.each([
    ["Pacific/Auckland", "2027-03-31T11:30:00Z", 0],
    ["UTC", "2027-03-31T11:30:00Z", 1],
    ["America/Los_Angeles", "2027-04-01T06:30:00Z", 1],
  ])("are days in the stack's time zone: %s", (zone, clock, expected) =>
    expect(active("until: 2027-03-31", clock, zone)).toBe(expected),
  );

  it("tells what sleeps, for explanations", () => {
    expect(loadGood(stack("until: 2026-01-31")).desired).toMatchObject({
      users: [],
      groups: [],
      dormant: [
        {
          assignment: "a",
          until: "2026-01-31",
          principals: ["a@c.com", "G"],
          skus: ["MCOEV"],
          place: { line: 3, column: 15 },
        },
      ],
    });
  });

  it("leaves with a person what another assignment gives too", () => {
    const text = `${head}assignments:
  - { name: a, licenses: [MCOEV, STANDARDPACK], users: [a@c.com], until: 2026-01-01 }
  - { name: b, licenses: [MCOEV], users: [a@c.com] }
`;
    expect(canonicalLines(loadGood(text).desired).users).toEqual({ "a@c.com": "MCOEV" });
  });
});

it("loads 10,000 people from a list in about a second", () => {
  const names = Array.from({ length: 10_000 }, (_, index) => `person${index}@contoso.com`);
  const root = makeFolder({
    "stacks/a.yaml":
      `${head}assignments: [{ name: a, licenses: [Office 365 E3, MCOEV], usersFrom: l.txt }, { name: b, licenses: ` +
      `[MCOPSTN1], users: [${names.slice(0, 2000).join(", ")}] }]`,
    "stacks/l.txt": names.join("\n"),
  });
  loadStack("stacks/a.yaml", { now, root });
  const cost = costOf(() => {
    const result = loadStack("stacks/a.yaml", { now, root });
    if (result.kind !== "ok") throw new Error("not loaded");
    expect(Object.keys(canonicalLines(result.stack.desired).users)).toHaveLength(10_000);
  });
  expect(cost).toBeLessThan(1500);
});
