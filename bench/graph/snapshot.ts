import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Row } from "../table";
import { serveTenant } from "./engine-floor";
import { repositoryRoot } from "./workspace";

interface Measured {
  readonly people: number;
  readonly seconds: number;
  readonly before: number;
  readonly peak: number;
}

/**
 * A process that only reads everybody: its processor time, and the most memory it had, of the 600 MB that a provider
 * may have.
 */
export async function benchSnapshot(people: number): Promise<Row> {
  const tenant = await serveTenant(people, ["ENTERPRISEPACK"]);
  try {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["--require", "tsx/cjs", join(__dirname, "read-everybody.ts"), tenant.url],
      { cwd: repositoryRoot },
    );
    const { people: found, seconds, before, peak } = JSON.parse(stdout) as Measured;
    return {
      what: `a process that reads ${people} people`,
      figure: `${peak.toFixed(0)} MB, ${before.toFixed(0)} MB before it read, ${seconds.toFixed(1)} s of processor`,
      ratio: peak / 600,
      limit: 1,
      complaint: found === people ? "" : `found ${found}`,
    };
  } finally {
    tenant.stop();
  }
}
