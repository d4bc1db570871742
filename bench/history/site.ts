import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repositoryRoot } from "../graph/workspace";
import type { Row } from "../table";
import { writeYear, type Year } from "./year";

/** Reads every file of a folder and does nothing with it, in a process of its own as the command is. */
const reader = `
const { readdirSync, readFileSync } = require("node:fs");
const { join } = require("node:path");
for (const entry of readdirSync(process.argv[1], { recursive: true, withFileTypes: true }))
  if (entry.isFile()) readFileSync(join(entry.parentPath, entry.name), "utf8");
`;

/**
 * The page over all stacks out of a report a day of each, of the time in which the same files are only read; needs
 * `dist`. Taking turns, the best of three.
 */
export function benchSite(year: Year): Row {
  const folder = mkdtempSync(join(tmpdir(), "bench-site-"));
  try {
    const reports = writeYear(join(folder, "reports"), year);
    const site = ["dist/src/cli/main.js", "site", "--reports", join(folder, "reports"), "--out", join(folder, "site")];
    let [reading, making] = [Infinity, Infinity];
    let said = "";
    for (let turn = 0; turn < 3; turn += 1) {
      reading = Math.min(reading, timeOf(["-e", reader, join(folder, "reports")]).seconds);
      const made = timeOf(site);
      making = Math.min(making, made.seconds);
      said = made.out;
    }
    const page = join(folder, "site/index.html");
    const isWhole = said.includes(`${String(year.tenants)} stacks`) && readFileSync(page, "utf8").endsWith("</html>\n");
    return {
      what: `site of ${String(reports)} reports, of reading them alone`,
      figure: `${making.toFixed(1)} s of ${reading.toFixed(1)} s, ${(statSync(page).size / 1e6).toFixed(1)} MB`,
      ratio: making / reading,
      limit: 8,
      complaint: isWhole ? "" : said,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function timeOf(args: readonly string[]): { readonly seconds: number; readonly out: string } {
  const begin = performance.now();
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: repositoryRoot, encoding: "utf8" });
  return { seconds: (performance.now() - begin) / 1000, out: stdout + stderr };
}
