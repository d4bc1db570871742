import { expect } from "vitest";
import { administrate, type AdministratorAction } from "../../../emulator/src/control/administrate";
import type { TenantDocument } from "../../../emulator/src/start";
import { after, asked, before, everydayTenant, header, holdingsAfter, movers, untouched } from "./everyday";
import { holdings, losses, writesSince } from "./observe";
import { openProject, type Project, type Run } from "./project";

export type Settings = Readonly<Record<string, unknown>>;

/**
 * A story with an end that must be the same whatever a setting says. Returns the statuses that Graph answered
 * meanwhile.
 */
export type Scene = (
  settings: Settings,
  faults?: Parameters<Project["emulator"]["service"]["faults"]["add"]>[0],
) => Promise<readonly string[]>;

type Story = (project: Project) => Promise<void>;

function scene(story: Story, tenant: TenantDocument = everydayTenant): Scene {
  return async (settings, fault) => {
    const project = await openProject(tenant, settings);
    try {
      if (fault !== undefined) project.emulator.service.faults.add(fault);
      await story(project);
      return Object.keys(project.emulator.service.counter.read().byStatus);
    } finally {
      await project.dispose();
    }
  };
}

const green = { reasons: [], refused: [] };

/** Time in which everything is processed, replicated and counted; what follows is a run of the next morning. */
const aWhile = 60_000;

/** Plans again: nothing differs, nothing is written. */
async function expectConverged(project: Project, yaml: string): Promise<void> {
  const { emulator } = project;
  emulator.clock.advance(aWhile);
  const since = emulator.tenant.log.length;
  const again = await project.up(yaml);
  expect(again).toMatchObject({ ...green, changed: false });
  expect(again.plan.transitions).toEqual([]);
  expect(writesSince(emulator, since)).toEqual([]);
}

function administrateAll({ emulator }: Project, ...actions: readonly AdministratorAction[]): void {
  for (const action of actions) expect(administrate(emulator.tenant, action)).toMatchObject({ kind: "done" });
}

/** Somebody else who talks to Graph. */
function asAdministrator({ emulator }: Project, method: string, path: string, body?: unknown): Promise<Response> {
  const headers = {
    authorization: "Bearer administrator",
    ...(body === undefined ? {} : { "content-type": "application/json" }),
  };
  return fetch(`${emulator.url}/v1.0${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/**
 * Runs as often as an administrator would who reads what is said and starts again; each red run names only the people
 * in question.
 */
async function upUntilGreen(project: Project, yaml: string, people: RegExp, tries = 3): Promise<readonly Run[]> {
  const runs: Run[] = [];
  for (let at = 0; at < tries; at += 1) {
    const run = await project.up(yaml);
    runs.push(run);
    if (run.reasons.length + run.refused.length === 0) return runs;
    for (const reason of [...run.reasons, ...run.refused]) expect(reason).toMatch(people);
    project.emulator.clock.advance(aWhile);
  }
  throw new Error(runs.flatMap(({ reasons, refused }) => [...reasons, ...refused]).join("\n"));
}

/** Joiner, leaver, swap, groups both ways, plans, then everything again, then destroy. */
export const everyday = scene(async (project) => {
  const { emulator } = project;
  expect(await project.up(before)).toMatchObject(green);
  expect(losses(emulator)).toEqual(["planner@contoso.com: YAMMER_ENTERPRISE"]);
  await expectConverged(project, before);

  const since = emulator.tenant.log.length;
  expect(await project.up(after)).toMatchObject({ ...green, changed: true });
  emulator.clock.advance(aWhile);
  expect(holdings(emulator)).toEqual(holdingsAfter);
  expect([...losses(emulator, since)].sort()).toEqual(asked);
  await expectConverged(project, after);

  expect(await project.up(`${after}protect: false\n`)).toMatchObject({ ...green, changed: true });
  await project.destroy();
  emulator.clock.advance(aWhile);
  expect(holdings(emulator)).toEqual(untouched);
});

const joining =
  `${header}  - { name: joining, licenses: [VISIOCLIENT], ` + "users: [joiner@contoso.com, planner@contoso.com] }\n";

/** Somebody else takes the last seat between the plan and the first write: red, says who, and the next run ends it. */
export const lastSeatTaken = scene(async (project) => {
  administrateAll(project, { kind: "setSeats", sku: "VISIOCLIENT", units: { enabled: 4 } });
  const run = await project.up(joining, () =>
    administrateAll(project, { kind: "assignLicenses", to: "caller@contoso.com", add: ["VISIOCLIENT"] }),
  );
  expect(run.reasons).toHaveLength(1);
  expect(run.reasons[0]).toMatch(/^(joiner|planner)@contoso\.com: .*VISIOCLIENT.* \[no-seats\]$/s);
  administrateAll(project, { kind: "setSeats", sku: "VISIOCLIENT", units: { enabled: 5 } });
  project.emulator.clock.advance(aWhile);
  expect(await project.up(joining)).toMatchObject(green);
  await expectConverged(project, joining);
  expect(losses(project.emulator)).toEqual([]);
});

/** The one free seat is in grace: it serves, or the run says who went without. */
export const seatInGrace = scene(async (project) => {
  administrateAll(project, { kind: "setSeats", sku: "VISIOCLIENT", units: { enabled: 2, warning: 2 } });
  const [first] = await upUntilGreen(
    { ...project, up: upWithSeats(project) },
    joining,
    /(joiner|planner)@contoso\.com|VISIOCLIENT/,
  );
  expect(first?.plan.seats.some(({ warning }) => warning === 2)).toBe(true);
  await expectConverged(project, joining);
  expect(losses(project.emulator)).toEqual([]);
});

/** After a red run an administrator buys what was missing. */
function upWithSeats(project: Project): Project["up"] {
  return async (yaml) => {
    const run = await project.up(yaml);
    if (run.reasons.length + run.refused.length > 0)
      administrateAll(project, { kind: "setSeats", sku: "VISIOCLIENT", units: { enabled: 4, warning: 0 } });
    return run;
  };
}

const salesHasVisio = `${header}  - { name: sales, licenses: [STANDARDPACK, VISIOCLIENT], groups: [Sales] }\n`;

/**
 * A seat for one of two members only: the other one is named, and keeps what he holds himself; once an administrator
 * has mended it, all is well.
 */
export const memberWithoutSeat = scene(async (project) => {
  const { emulator } = project;
  administrateAll(project, { kind: "setSeats", sku: "VISIOCLIENT", units: { enabled: 4 } });
  const run = await project.up(salesHasVisio, () =>
    administrateAll(project, { kind: "assignLicenses", to: "caller@contoso.com", add: ["VISIOCLIENT"] }),
  );
  expect(run.reasons.length).toBeGreaterThan(0);
  for (const reason of run.reasons)
    expect(reason).toMatch(/^mover[12]@contoso\.com .*\[member-(CountViolation|Other)\]$/);
  emulator.clock.advance(aWhile);
  const later = await project.up(salesHasVisio);
  expect(later.plan.findings.map(({ code }) => code)).toContain("member-without");
  administrateAll(project, { kind: "setSeats", sku: "VISIOCLIENT", units: { enabled: 5 } });
  for (const name of movers)
    expect((await asAdministrator(project, "POST", `/users/${name}/reprocessLicenseAssignment`)).status).toBe(200);
  emulator.clock.advance(aWhile);
  expect(await project.up(salesHasVisio)).toMatchObject(green);
  await expectConverged(project, salesHasVisio);
  for (const name of movers)
    expect(holdings(emulator)[name]).toEqual(["STANDARDPACK", "STANDARDPACK by Sales", "VISIOCLIENT by Sales"]);
  expect(losses(emulator)).toEqual([]);
});

/** Somebody joins a group that is being changed. */
export const memberJoins = scene(async (project) => {
  const { emulator } = project;
  const sales = `${header}  - { name: sales, licenses: [STANDARDPACK], groups: [Sales] }\n`;
  const more = sales.replace("STANDARDPACK", "STANDARDPACK, MCOEV");
  expect(await project.up(sales)).toMatchObject(green);
  emulator.clock.advance(aWhile);
  const run = await project.up(more, () =>
    administrateAll(project, { kind: "addMember", group: "Sales", member: "joiner@contoso.com" }),
  );
  expect(run.reasons).toEqual([]);
  emulator.clock.advance(aWhile);
  await expectConverged(project, more);
  expect(holdings(emulator)["joiner@contoso.com"]).toEqual(["MCOEV by Sales", "STANDARDPACK by Sales"]);
  expect(losses(emulator)).toEqual([]);
});

/** A licence that a person holds through a group as well goes only as far as it is direct. */
export const heldTwice = scene(async (project) => {
  const { emulator } = project;
  const both = `${header}  - { name: sales, licenses: [STANDARDPACK], users: [mover1@contoso.com], groups: [Sales] }\n`;
  const groupOnly = `${header}  - { name: sales, licenses: [STANDARDPACK], groups: [Sales] }\n`;
  expect(await project.up(both)).toMatchObject(green);
  await expectConverged(project, both);
  expect(await project.up(groupOnly)).toMatchObject(green);
  await expectConverged(project, groupOnly);
  expect(holdings(emulator)["mover1@contoso.com"]).toEqual(["STANDARDPACK by Sales"]);
  expect(losses(emulator)).toEqual([]);
});

/** A product that nobody may assign: the run is red, names the person, and everybody else is served. */
export const selfService = scene(async (project) => {
  const declared =
    `${header}  - { name: flow, licenses: [FLOW_FREE], users: [planner@contoso.com] }\n  - { name: phones, ` +
    `licenses: [ENTERPRISEPACK], users: [intern1@contoso.com] }\n`;
  const without = declared.replace(/ {2}- \{ name: flow.*\n/, "");
  const run = await project.up(declared);
  expect([...run.reasons, ...run.refused].join("\n")).toContain("planner@contoso.com");
  expect(run.reasons.length + run.refused.length).toBe(1);
  project.emulator.clock.advance(aWhile);
  expect(await project.up(without)).toMatchObject(green);
  await expectConverged(project, without);
  expect(holdings(project.emulator)["intern1@contoso.com"]).toEqual(["ENTERPRISEPACK"]);
  expect(losses(project.emulator)).toEqual([]);
});

/** Declared people hold a product whose subscription was suspended: nobody loses anything, and nothing is tried. */
export const suspendedProduct = scene(async (project) => {
  expect(await project.up(before)).toMatchObject(green);
  administrateAll(project, { kind: "setSeats", sku: "ENTERPRISEPACK", units: { enabled: 0, suspended: 60 } });
  await expectConverged(project, before);
  expect(losses(project.emulator)).toEqual(["planner@contoso.com: YAMMER_ENTERPRISE"]);
});

const withVisio = `${header}  - { name: visio, licenses: [VISIOCLIENT], users: [planner@contoso.com] }\n`;
const toPhones = withVisio.replace("VISIOCLIENT", "ENTERPRISEPACK, MCOEV");

/** A subscription ends, and the file drops it: whoever shows it keeps it, and gets what else is declared. */
export const subscriptionEnded = scene(async (project) => {
  administrateAll(project, { kind: "setSeats", sku: "VISIOCLIENT", units: { enabled: 9 } });
  expect(await project.up(withVisio)).toMatchObject(green);
  administrateAll(project, { kind: "endSubscription", sku: "VISIOCLIENT" });
  const run = await project.up(toPhones);
  expect(run).toMatchObject(green);
  expect(run.plan.findings.filter(({ code }) => code === "license-gone")).toHaveLength(1);
  await expectConverged(project, toPhones);
  expect(holdings(project.emulator)["planner@contoso.com"]).toEqual(["ENTERPRISEPACK", "MCOEV", "VISIOCLIENT"]);
});

/** A subscription is suspended, and the file drops it: it goes where Graph takes it, and is in nobody's way. */
export const subscriptionLapsed = scene(async (project) => {
  administrateAll(project, { kind: "setSeats", sku: "VISIOCLIENT", units: { enabled: 9 } });
  expect(await project.up(withVisio)).toMatchObject(green);
  administrateAll(project, { kind: "setSeats", sku: "VISIOCLIENT", units: { enabled: 0, suspended: 2 } });
  expect(await project.up(toPhones)).toMatchObject(green);
  expect(holdings(project.emulator)["planner@contoso.com"]).toEqual(
    expect.arrayContaining(["ENTERPRISEPACK", "MCOEV"]),
  );
});

/** An add-on alone for a group whose members hold the prerequisite themselves: it works, or the run says why not. */
export const addOnAlone = scene(async (project) => {
  const { emulator } = project;
  const alone = `${header}  - { name: sales, licenses: [MCOEV], groups: [Sales] }\n`;
  const without =
    `${header}  - { name: sales, licenses: [STANDARDPACK], ` + "users: [mover1@contoso.com, mover2@contoso.com] }\n";
  const run = await project.up(alone);
  const said = [...run.reasons, ...run.refused];
  if (said.length > 0) expect(said.join("\n")).toMatch(/Sales/);
  if (said.length === 0) await expectConverged(project, alone);
  emulator.clock.advance(aWhile);
  expect(await project.up(without)).toMatchObject(green);
  await expectConverged(project, without);
  expect(losses(emulator).filter((loss) => !/^mover[12]@contoso\.com: MCOEV$/.test(loss))).toEqual([]);
  for (const name of movers) expect(holdings(emulator)[name]).toEqual(["STANDARDPACK"]);
});

const synced: TenantDocument = {
  ...everydayTenant,
  users: [
    ...(everydayTenant.users ?? []),
    { userPrincipalName: "synced@contoso.com", usageLocation: "US", onPremisesSyncEnabled: true },
  ],
};

/**
 * Another location is declared for somebody whose location comes from on-premises: it stays, the licence is assigned.
 */
export const syncedFromOnPremises = scene(async (project) => {
  const { emulator } = project;
  const declared =
    `${header}  - { name: abroad, licenses: [STANDARDPACK], usageLocation: GB, users: [synced@contoso.com, ` +
    `planner@contoso.com] }\n`;
  expect(await project.up(declared)).toMatchObject(green);
  await expectConverged(project, declared);
  const { users, userIdsByName } = emulator.tenant.state;
  const locationOf = (name: string) => users.get(userIdsByName.get(name) ?? "")?.usageLocation;
  expect([locationOf("synced@contoso.com"), locationOf("planner@contoso.com")]).toEqual(["US", "GB"]);
  expect(losses(emulator)).toEqual([]);
}, synced);

/**
 * A declared person is deleted, and comes back: never an error that stops others, and nothing that others hold moves.
 */
export const deletedAndRestored = scene(async (project) => {
  const { emulator } = project;
  expect(await project.up(before)).toMatchObject(green);
  const id = emulator.tenant.state.userIdsByName.get("caller@contoso.com") ?? "";
  administrateAll(project, { kind: "deleteUser", user: "caller@contoso.com" });
  emulator.clock.advance(aWhile);
  const without = await project.up(before);
  expect(without.reasons).toEqual([]);
  expect(without.plan.transitions).toEqual([]);
  expect((await asAdministrator(project, "POST", `/directory/deletedItems/${id}/restore`)).status).toBe(200);
  emulator.clock.advance(aWhile);
  expect(await project.up(before)).toMatchObject(green);
  await expectConverged(project, before);
  expect(holdings(emulator)["caller@contoso.com"]).toEqual(["ENTERPRISEPACK", "MCOMEETADV"]);
});

/** An account made this very moment: served at once or, where the directory does not show it yet, by the next run. */
export const freshJoiner = scene(async (project) => {
  const { emulator } = project;
  const waiting =
    `${header}  - { name: new, licenses: [STANDARDPACK], users: [fresh@contoso.com, planner@contoso.com] }\n`.replace(
      "assignments:",
      "onMissingUser: wait\nassignments:",
    );
  const body = {
    accountEnabled: true,
    displayName: "Fresh",
    mailNickname: "fresh",
    userPrincipalName: "fresh@contoso.com",
    passwordProfile: { password: "not a secret" },
  };
  expect((await asAdministrator(project, "POST", "/users", body)).status).toBe(201);
  expect(await project.up(waiting)).toMatchObject(green);
  emulator.clock.advance(aWhile);
  expect(await project.up(waiting)).toMatchObject(green);
  await expectConverged(project, waiting);
  expect(holdings(emulator)["fresh@contoso.com"]).toEqual(["STANDARDPACK"]);
  expect(losses(emulator)).toEqual([]);
});
