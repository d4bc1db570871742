import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startEmulator, type Emulator } from "../../emulator/src/start";
import { contoso } from "../../emulator/test/support/contoso";
import { commandNames } from "../../src/cli/program";
import { enginePin } from "../../src/cli/engine/find-engine";
import { commandLine } from "../cli/command-line";
import { Patient, stateOf } from "../cli/doctor/patient";

const page = readFileSync(resolve(__dirname, "../../docs/first-hour.md"), "utf8");

/** The lines that somebody is to type, in their order. */
const commands = [...page.matchAll(/^```(?:sh|text)\n([\s\S]*?)^```$/gm)].flatMap(([, text = ""]) =>
  text.trim().split("\n"),
);
const own = commands.flatMap((line) => /^npx (?:m365-licenses|pulumi-m365-licenses) (.*)$/.exec(line)?.[1] ?? []);

let emulator: Emulator;
let patient: Patient;
beforeAll(async () => {
  emulator = await startEmulator({ tenant: contoso() });
  emulator.clock.set(Date.parse("2026-11-23T12:00:00Z"));
  patient = new Patient();
  for (const made of ["Pulumi.yaml", "stacks"]) patient.remove(made);
});
afterAll(async () => {
  await emulator.stop();
  patient.dispose();
});

describe("docs/first-hour.md", () => {
  it("names commands that there are, and the engine of this version", () => {
    expect(own.length).toBeGreaterThan(7);
    for (const line of own) expect(commandNames).toContain(line.split(" ")[0]);
    for (const [, name = ""] of page.matchAll(/`npx m365-licenses (\w+)/g)) expect(commandNames).toContain(name);
    expect(commands).toContain(`npm install --save-dev --save-exact ${enginePin.join("@")}`);
  });

  it("leads from an empty folder to a stack that is valid, without a write to the tenant", async () => {
    emulator.service.counter.reset();
    const before = emulator.tenant.log.length;
    const environment = patient.environment({ M365_LICENSES_GRAPH_ENDPOINT: emulator.url });
    const ran: string[] = [];
    for (const line of own) {
      const args = line.split(" ");
      // The engine is begun by the first and asked by the last: test/engine/adopt goes that way with a real one.
      if (args[0] === "pulumi") patient.engine({ stacks: { contoso: stateOf() } });
      if (args[0] === "pulumi" || args[0] === "plan") continue;
      const { code, out, err } = await commandLine(args, { folder: patient.folder, environment });
      expect(code, `${line}\n${out}${err}`).toBe(0);
      if (args[0] === "doctor") expect(out).toContain("A preview would work");
      ran.push(args[0] ?? "");
    }
    expect(ran).toEqual(["init", "doctor", "skus", "status", "import", "validate"]);
    expect(readFileSync(join(patient.folder, "stacks/contoso.yaml"), "utf8")).toContain("adele@contoso.com");
    expect(emulator.service.counter.read().writes).toBe(0);
    expect(emulator.tenant.log.length).toBe(before);
  });
});
