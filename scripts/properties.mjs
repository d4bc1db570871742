import { join } from "node:path";
import { runCommand } from "./run-command.mjs";
import { projectRoot } from "./setup.mjs";

// `npm run properties`: the planner's properties on a million random tenants, or on as many as the variable says.
const { code } = await runCommand(
  process.execPath,
  [
    join(projectRoot, "node_modules", "vitest", "vitest.mjs"),
    ...["run", "--project", "unit", "test/plan/properties"],
    ...process.argv.slice(2),
  ],
  { cwd: projectRoot, env: { M365_LICENSES_PROPERTY_RUNS: "1000000", ...process.env }, output: "inherit" },
);
process.exitCode = code ?? 1;
