import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startEmulator, type Emulator } from "../../../emulator/src/start";
import { commandLine } from "../command-line";

const created = "2020-01-01T00:00:00Z";
const m365E3 = "05e9a617-0261-4cee-bb44-138d3ef5d965";
type TenantDocument = Exclude<Parameters<typeof startEmulator>[0]["tenant"], string>;
/** Held for years. */
const states: NonNullable<TenantDocument["users"]>[number]["states"] = [
  { skuId: m365E3, assignedByGroup: null, disabledPlans: [], state: "Active", error: "None", lastUpdated: created },
];
const signedIn = (moment: string) => ({ signInActivity: { lastSignInDateTime: moment } });
const person = (name: string) => ({ userPrincipalName: `${name}@contoso.com`, usageLocation: "GB", created });

const tenant = {
  displayName: "Contoso",
  verifiedDomains: ["contoso.onmicrosoft.com", "contoso.com"],
  skus: ["SPE_E3", "ENTERPRISEPREMIUM", "MCOEV", "ENTERPRISEPACK"].map((sku) => ({ sku, enabled: 20 })),
  users: [
    { ...person("adele"), licenses: ["ENTERPRISEPREMIUM", "MCOEV"], properties: signedIn("2026-11-20T08:00:00Z") },
    { ...person("boss"), accountEnabled: false, states },
    { ...person("diego"), accountEnabled: false, states },
    { ...person("gus"), states, properties: { userType: "Guest", ...signedIn("2026-11-04T08:00:00Z") } },
    { ...person("lee"), states, properties: signedIn("2026-03-04T08:00:00Z") },
    { ...person("zoe"), states },
    { ...person("mia"), accountEnabled: false },
  ],
  groups: [{ displayName: "Sales", members: ["mia@contoso.com"], licenses: ["SPE_E3"] }],
};

const stack = `tenant: contoso.onmicrosoft.com
prices: { currency: EUR, monthly: { SPE_E3: 36.5, ENTERPRISEPREMIUM: 40, MCOEV: 7.5 } }
protected: [boss@contoso.com]
assignments:
  - name: staff # everybody
    licenses: [SPE_E3]
    users:
      - diego@contoso.com # left in May
      - zoe@contoso.com # keep
      - gus@contoso.com
    usersFrom: lists/staff.txt
  - name: callers
    licenses: [ENTERPRISEPREMIUM, MCOEV]
    users: [adele@contoso.com]
`;
const list = "# the old team\nlee@contoso.com\nann@contoso.com # new\n";

interface Told {
  readonly code?: string;
  readonly seats: readonly {
    readonly name: string;
    readonly reason: string;
    readonly way: { readonly kind: string };
  }[];
  readonly neverSeen: readonly string[];
  readonly signInsUnknown?: string;
  readonly changed: readonly string[];
  readonly products: readonly object[];
}

let emulator: Emulator;
let folder: string;
const put = (path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};
const read = (path: string): string => readFileSync(join(folder, path), "utf8");
const requests: string[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "reclaim-"));
  put("stacks/contoso.yaml", stack);
  put("stacks/lists/staff.txt", list);
  emulator = await startEmulator({ tenant });
});
afterEach(async () => {
  await emulator.stop();
  rmSync(folder, { recursive: true });
  requests.length = 0;
});

async function reclaim(...args: readonly string[]): Promise<{ readonly code: number; readonly told: Told }> {
  const { code, out, err } = await commandLine(["reclaim", ...args, "--json"], { folder, graph: emulator.url });
  expect(err).toBe("");
  return { code, told: JSON.parse(out) as Told };
}

const named = ({ seats }: Told): readonly string[] =>
  seats.map(({ name, reason, way }) => `${name} ${reason} ${way.kind}`);

describe("reclaim", () => {
  it("finds seats that nobody uses, with why and what they cost, and changes nothing", async () => {
    const { code, told } = await reclaim();
    expect(code).toBe(0);
    expect(named(told)).toEqual([
      "adele@contoso.com paidTwice stack",
      "diego@contoso.com disabled stack",
      "gus@contoso.com guest stack",
      "lee@contoso.com unused stack",
      "mia@contoso.com disabled group",
    ]);
    expect(told.neverSeen).toEqual(["zoe@contoso.com"]);
    expect(told.products).toEqual([
      { name: "Microsoft 365 E3 (SPE_E3)", seats: 4, cost: 146 },
      { name: "Microsoft Teams Phone Standard (MCOEV)", seats: 1, cost: 7.5 },
    ]);
    expect(told.changed).toEqual([]);
    expect([read("stacks/contoso.yaml"), read("stacks/lists/staff.txt")]).toEqual([stack, list]);
    const { out } = await commandLine(["reclaim"], { folder, graph: emulator.url });
    expect(out).toContain("5 seats of 5 people that nobody seems to use, 153.50 EUR a month");
    expect(out).toContain("last sign-in 2026-03-04, 264 days ago; stops: mailbox, files, Teams: mail is deleted");
    expect(out).toContain("by the group Sales");
    expect(out).toContain("Left alone, whatever they use: 1 protected.");
    expect(out).toContain("Nothing was changed. --write takes 3 lines of these out of the stack.");
  });

  it("takes them out of the stack with --write, all comments kept; guests only where they are named", async () => {
    const { code, told } = await reclaim("--write");
    expect(code).toBe(0);
    expect(told.changed).toHaveLength(3);
    const text = read("stacks/contoso.yaml");
    expect(text).not.toContain("diego");
    expect(text).toContain("  - name: staff # everybody\n");
    expect(text).toContain("      - zoe@contoso.com # keep\n      - gus@contoso.com\n");
    expect(read("stacks/lists/staff.txt")).toBe("# the old team\nann@contoso.com # new\n");
    const part = told.changed.find((path) => path.includes("reclaimed/")) ?? "";
    expect(read(part)).toContain("    licenses:\n      - ENTERPRISEPREMIUM\n    users:\n      - adele@contoso.com\n");
    expect((await commandLine(["validate"], { folder })).code).toBe(0);
    const again = await reclaim("--write");
    expect(again.told.changed).toEqual([]);
    expect(named(again.told).filter((text) => text.endsWith(" stack"))).toEqual(["gus@contoso.com guest stack"]);
    expect((await reclaim("--write", "--only", "guests")).told.changed).toEqual(["stacks/contoso.yaml"]);
    expect(read("stacks/contoso.yaml")).not.toContain("gus@");
  });

  it("takes nobody for idle where sign-ins are not told, and says why", async () => {
    await emulator.stop();
    const { skus, users, ...rest } = tenant;
    const e3 = users.map(({ userPrincipalName }) => ({
      ...person("x"),
      userPrincipalName,
      licenses: ["ENTERPRISEPACK"],
    }));
    emulator = await startEmulator({
      tenant: { ...rest, groups: [], skus: skus.filter(({ sku }) => sku === "ENTERPRISEPACK"), users: e3 },
    });
    const { told } = await reclaim();
    expect(told.seats).toEqual([]);
    expect(told.neverSeen).toEqual([]);
    expect(told.signInsUnknown).toBe("Graph tells that only in a tenant with Entra ID P1 or P2");
  });

  it("asks with --mailboxes which of them are shared, and takes none of them whom somebody signs in to", async () => {
    const shared = { mailboxSettings: { userPurpose: "shared" } };
    await emulator.stop();
    const users = [
      { ...person("desk"), states, accountEnabled: false, properties: shared },
      { ...person("used"), states, properties: { ...shared, ...signedIn("2026-11-04T08:00:00Z") } },
      { ...person("room"), states, properties: { mailboxSettings: { userPurpose: "room" } } },
    ];
    emulator = await startEmulator({ tenant: { ...tenant, groups: [], users } });
    const { told } = await reclaim("--mailboxes");
    expect(named(told)).toEqual(["desk@contoso.com sharedMailbox elsewhere"]);
    expect(named((await reclaim()).told)).toEqual(["desk@contoso.com disabled elsewhere"]);
    const { out } = await commandLine(["reclaim", "--mailboxes"], { folder, graph: emulator.url });
    expect(out).toContain("stops: files, Teams, of the mailbox what is beyond 50 GB");
  });

  it("leaves the report in three forms, which load nothing", async () => {
    await reclaim("--out", "out");
    expect(read("out/contoso.reclaim.md")).toContain("| `lee@contoso.com` | `SPE_E3` | last sign-in 2026-03-04");
    const page = read("out/contoso.reclaim.html");
    expect(page).toContain("script-src &#39;none&#39;");
    expect(page).not.toMatch(/(?:src|href)="?https?:/);
    expect(page).toContain("lee@contoso.com");
    expect(JSON.parse(read("out/contoso.reclaim.json"))).toMatchObject({ format: "m365-licenses/reclaim", days: 90 });
  });

  it.each([
    [["--days", "7"], "days-invalid"],
    [["--days", "many"], "days-invalid"],
    [["--only", "disabled,lazy"], "reasons-invalid"],
    [["--out", "stacks/contoso.yaml/x"], "out-unwritable"],
  ])("refuses %j as %s", async (args, code) => {
    const outcome = await reclaim(...args);
    expect([outcome.code, outcome.told.code]).toEqual([1, code]);
    expect(existsSync(join(folder, "out"))).toBe(false);
  });

  it("says of people whom the tenant names that they stay", async () => {
    const asking = `  - name: idle\n    licenses: [SPE_E3]\n    usersWhere: department eq 'Sales'\n`;
    put("stacks/contoso.yaml", stack + asking);
    const { out } = await commandLine(["reclaim"], { folder, graph: emulator.url });
    expect(out.replace(/\n */g, " ")).toContain(
      'Whom the tenant names for "idle" reads "not in the stack" here, and stays',
    );
  });

  it("refuses the stack of another tenant", async () => {
    put("stacks/contoso.yaml", stack.replace("contoso.onmicrosoft.com", "fabrikam.onmicrosoft.com"));
    expect((await reclaim()).told.code).toBe("wrong-tenant");
  });
});
