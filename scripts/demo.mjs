import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { administrator, startEmulatedTenant } from "./demo/emulated-tenant.mjs";
import { whenInterrupted } from "./interrupt.mjs";
import { describeSetupError, projectRoot, setUp } from "./setup.mjs";
import { engineEnvironment } from "./workspace/engine-environment.mjs";
import { copyProject } from "./workspace/project-copy.mjs";
import { RunningEngine } from "./workspace/run-engine.mjs";

const folder = join(projectRoot, ".demo");
const project = join(folder, "project");

/** @param {string} text */
const say = (text) => void process.stdout.write(`${text}\n`);

let step = 0;
/** @param {string} title @param {string} text */
function chapter(title, text) {
  step += 1;
  say(`\n${"=".repeat(96)}\n${step}. ${title}\n${"=".repeat(96)}\n${text}\n`);
}

/** @param {string} file below stacks/ @param {(text: string) => string} change */
function edit(file, change) {
  const path = join(project, "stacks", file);
  const before = readFileSync(path, "utf8");
  const after = change(before);
  if (after === before) throw new Error(`The demo's change of stacks/${file} changed nothing.`);
  writeFileSync(path, after);
}

/** @param {NodeJS.ProcessEnv} env */
function engine(env) {
  /** @param {"succeeds" | "fails"} expected @param {string[]} args */
  return async (expected, ...args) => {
    say(`$ pulumi ${args.join(" ")}`);
    const { code } = await new RunningEngine(args, {
      cwd: project,
      env,
      onOutput: (text) => void process.stdout.write(text),
    }).finished;
    say(`(exit code ${code})`);
    if ((code === 0) !== (expected === "succeeds"))
      throw new Error(`\`pulumi ${args.join(" ")}\` was expected to ${expected === "succeeds" ? "succeed" : "fail"}.`);
  };
}

/** @param {string} url @param {string} engineFolder */
async function tell(url, engineFolder) {
  const home = join(folder, "home");
  const state = join(folder, "state");
  for (const path of [project, home, state]) mkdirSync(path, { recursive: true });
  copyProject(projectRoot, project);
  cpSync(join(projectRoot, "stacks"), join(project, "stacks"), { recursive: true });
  const pulumi = engine({ ...engineEnvironment({ engineFolder, home, state }), M365_LICENSES_GRAPH_ENDPOINT: url });
  const admin = administrator(url);
  const showTenant = async () => say(`\nThe tenant now:\n${await admin.describe()}`);

  chapter(
    "A tenant that scripts have left behind",
    "Some people hold what stacks/contoso.yaml declares, most do not. Nothing is managed yet.",
  );
  await pulumi("succeeds", "stack", "init", "contoso");
  await showTenant();

  chapter(
    "The first preview and the first up",
    "Who already holds what is declared is adopted without a call; everybody else gets one call each.",
  );
  await pulumi("succeeds", "preview", "--diff");
  await pulumi("succeeds", "up", "--yes", "--skip-preview", "--suppress-progress");
  await showTenant();

  chapter(
    "A pull request",
    "Patti joins sales, temp1 leaves, Alex becomes a lead engineer: Office 365 E5 instead of E3.",
  );
  edit("lists/sales.txt", (text) => `${text.trimEnd()}\npatti@contoso.com\n`);
  edit("contoso.yaml", (text) =>
    text
      .replace(/^ *- temp1@contoso\.com\n/m, "")
      .replace(/^ *- alex@contoso\.com\n/m, "")
      .replace(
        /^( *)- name: reception\n/m,
        "$1- name: lead engineers\n$1  licenses: [Office 365 E5, VISIOCLIENT]\n$1  users: [alex@contoso.com]\n\n$&",
      ),
  );
  await pulumi("succeeds", "preview", "--diff");
  await pulumi("succeeds", "up", "--yes", "--skip-preview", "--suppress-progress");
  await showTenant();

  chapter(
    "A pull request that would strip half the company",
    "An export broke, and lists/sales.txt comes back with one name. The preview refuses; nothing is written.",
  );
  const sales = readFileSync(join(project, "stacks/lists/sales.txt"), "utf8");
  edit("lists/sales.txt", () => "adele@contoso.com\n");
  await pulumi("fails", "preview", "--diff");
  await showTenant();
  edit("lists/sales.txt", () => sales);

  chapter(
    "An administrator's change behind our back",
    "Somebody takes Adele's Phone System and Calling Plan away in the portal. The nightly job sees it, the next " +
      "up repairs it.",
  );
  await admin.removeLicense("adele@contoso.com", "MCOPSTN1");
  await admin.removeLicense("adele@contoso.com", "MCOEV");
  await pulumi("fails", "preview", "--diff", "--expect-no-changes");
  await pulumi("succeeds", "up", "--yes", "--skip-preview", "--suppress-progress");
  await pulumi("succeeds", "preview", "--expect-no-changes");
  await showTenant();

  say(`\nThat was all on this machine. State, stacks and engine home are in .demo/ until the next demo.`);
}

async function main() {
  const { engineFolder } = await setUp();
  rmSync(folder, { recursive: true, force: true });
  whenInterrupted(
    () => void process.stderr.write("\nThe demo is being stopped: its engine and its tenant end with it.\n"),
  );
  const tenant = await startEmulatedTenant(projectRoot, join(projectRoot, "templates/try/tenant.yaml"));
  try {
    await tell(tenant.url, engineFolder);
  } finally {
    await tenant.stop();
  }
}

try {
  await main();
} catch (error) {
  process.exitCode = 1;
  process.stderr.write(`${describeSetupError(error) ?? (error instanceof Error ? error.message : String(error))}\n`);
}
