import { afterAll, afterEach, beforeAll, describe, expect, it, type TestContext } from "vitest";
import { startEmulator, type Emulator } from "../../../emulator/src/start";
import { engineFolder } from "../../support/engine";
import { contoso } from "../support/contoso";
import { NewMachine, nextOf, type Said } from "./new-machine";
import { LocalRegistry } from "./registry";

/** From nothing to an applied and undone change, by what a person types. */
const minutes = 60_000;

let registry: LocalRegistry | undefined;
let emulator: Emulator;
let engine: string;
let machine: NewMachine | undefined;

beforeAll(async () => {
  engine = await engineFolder();
  registry = await LocalRegistry.start();
  emulator = await startEmulator({ tenant: contoso({ people: { adele: ["ENTERPRISEPACK"], megan: [] } }) });
});
afterEach(async () => {
  await machine?.dispose();
  machine = undefined;
});
afterAll(async () => {
  await emulator.stop();
  await registry?.stop();
});

interface Begun {
  readonly machine: NewMachine;
  /** Types a line that has to succeed. */
  readonly typed: (line: string) => Promise<Said>;
}

function begin({ skip }: TestContext, engineOnPath: string | undefined, more: Record<string, string> = {}): Begun {
  if (registry === undefined) skip("npm's registry cannot be reached from here, and nothing can be installed");
  const fresh = new NewMachine(registry?.url ?? "", engineOnPath, more);
  machine = fresh;
  return {
    machine: fresh,
    typed: async (line) => {
      const said = await fresh.type(line);
      expect(said.code, `$ ${line}\n${said.output}`).toBe(0);
      return said;
    },
  };
}

describe("a company adopts it", () => {
  it("tries the whole story in an empty folder, with three commands", { timeout: 15 * minutes }, async (context) => {
    const { machine: fresh, typed } = begin(context, engine);
    const begun = await typed("npx --yes pulumi-m365-licenses init --try --pipeline github");
    const files = fresh.files();
    await typed("npx --yes pulumi-m365-licenses init --try --pipeline github");
    expect(fresh.files()).toEqual(files);
    expect(nextOf(begun)).toEqual(["npm install", "npm start"]);
    let story = "";
    for (const line of nextOf(begun)) story = (await typed(line)).output;
    for (const chapter of ["1. Declare", "3. Change it", "4. A change that takes from too many", "6. Undo"])
      expect(story).toContain(`\n${chapter}`);
  });

  it("begins in a repository with an ES module package", { timeout: 15 * minutes }, async (context) => {
    const { machine: fresh, typed } = begin(context, engine, { M365_LICENSES_GRAPH_ENDPOINT: emulator.url });
    fresh.write("package.json", '{\n\t"name": "it",\n\t"type": "module"\n}\n');
    const begun = await typed("npx --yes pulumi-m365-licenses init contoso.onmicrosoft.com");
    let planned = "";
    for (const line of nextOf(begun)) planned = (await typed(line)).output;
    expect(planned).toContain("nothing to do");
    await typed("npx m365-licenses pulumi up --stack contoso --yes --skip-preview");

    const before = fresh.read("stacks/contoso.yaml");
    const megan = "  - { name: megan, licenses: [ENTERPRISEPACK], users: [megan@contoso.com] }\n";
    fresh.write("stacks/contoso.yaml", before.replace(/^assignments:\n/m, `$&${megan}`));
    expect((await typed("npx m365-licenses plan contoso --out reports")).output).toContain("1 gains");
    const applied = await typed("npx m365-licenses apply --approved reports/contoso.plan.json --out reports");
    expect((await typed("npx m365-licenses status megan@contoso.com")).output).toContain("ENTERPRISEPACK");

    const undo = /m365-licenses (restore \S+)/.exec(applied.output)?.[1] ?? "restore ?";
    await typed(`npx m365-licenses ${undo}`);
    await typed("npx m365-licenses pulumi up --stack contoso --yes --skip-preview");
    expect((await typed("npx m365-licenses status megan@contoso.com")).output).not.toContain("ENTERPRISEPACK");
  });

  it("says how to get an engine where there is none", { timeout: 10 * minutes }, async (context) => {
    const { machine: fresh, typed } = begin(context, undefined);
    await typed("npx --yes pulumi-m365-licenses init contoso.onmicrosoft.com");
    expect(JSON.parse(fresh.read("package.json"))).toMatchObject({ devDependencies: { pulumi: "3.259.0" } });
    const { code, output } = await fresh.type("npx --yes pulumi-m365-licenses plan");
    expect(code).toBe(1);
    expect(output).toContain("npm install --save-dev --save-exact pulumi@3.259.0");
  });
});
