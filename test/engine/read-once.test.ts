import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { engineEnvironment } from "../../scripts/workspace/engine-environment.mjs";
import { engineFolder } from "../support/engine";
import { contoso } from "./support/contoso";
import { createScenario, type Scenario } from "./support/scenario";

const preload = join(__dirname, "support/note-opened.cjs");
let scenario: Scenario;
beforeEach(async () => {
  scenario = await createScenario(contoso({ people: { adele: [], diego: [] } }));
  scenario.workspace.write("stacks/lists/sales.csv", "Buyer,Seller\nadele@contoso.com,diego@contoso.com\n");
  scenario.stack(
    `tenant: contoso.onmicrosoft.com
assignments:
  - { name: buyers, licenses: [ENTERPRISEPACK], usersFrom: { file: lists/sales.csv, column: Buyer } }
  - { name: sellers, licenses: [STANDARDPACK], usersFrom: { file: lists/sales.csv, column: Seller } }
`,
  );
});
afterEach(() => scenario.dispose());

interface Opened {
  readonly process: number;
  readonly by: string;
  readonly file: string;
}

/** How often each process of a command opened each file of the stack: `main.js contoso.yaml` → 1. */
async function opened(...args: readonly string[]): Promise<Readonly<Record<string, number>>> {
  const { root, home, state } = scenario.workspace;
  const notes = join(root, "opened.txt");
  rmSync(notes, { force: true });
  const child = spawn(process.execPath, [join(root, "dist/src/cli/main.js"), ...args], {
    cwd: root,
    stdio: "ignore",
    env: {
      ...engineEnvironment({ engineFolder: await engineFolder(), home, state }),
      M365_LICENSES_GRAPH_ENDPOINT: scenario.emulator.url,
      NODE_OPTIONS: `--require ${preload}`,
      NOTE_OPENED_IN: notes,
      NOTE_OPENED_OF: join(root, "stacks"),
    },
  });
  const [code] = (await once(child, "exit")) as [number | null];
  expect(code).toBe(0);
  const lines = readFileSync(notes, "utf8").trim().split("\n");
  const counts: Record<string, number> = {};
  const processes = new Map<string, number>();
  for (const line of lines) {
    const { process: id, by, file } = JSON.parse(line) as Opened;
    // Two processes of one program would each be the first.
    expect(processes.get(by) ?? id).toBe(id);
    processes.set(by, id);
    const key = `${basename(by)} ${basename(file)}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

const onceBy = (...programs: readonly string[]): Readonly<Record<string, number>> =>
  Object.fromEntries(
    programs.flatMap((program) => [`${program} contoso.yaml`, `${program} sales.csv`].map((key) => [key, 1])),
  );

describe("a stack is read once in each process", () => {
  it("by a plan: the command itself, the program and the provider", async () => {
    const all = onceBy("main.js", "index.js", "host.cjs");
    expect(await opened("plan", "contoso", "--out", "reports")).toEqual(all);
    // The command trusts the approved plan, and reads no stack.
    expect(await opened("apply", "--approved", "reports/contoso.plan.json")).toEqual(onceBy("index.js", "host.cjs"));
    expect(await opened("drift")).toEqual(all);
  });

  it("by a command that needs no engine", async () => {
    const alone = onceBy("main.js");
    expect(await opened("validate")).toEqual(alone);
    expect(await opened("explain", "adele@contoso.com")).toEqual(alone);
    expect(await opened("status", "--stack", "contoso")).toEqual(alone);
  });
});
