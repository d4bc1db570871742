import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Row } from "../table";
import { serveTenant } from "./engine-floor";
import { repositoryRoot } from "./workspace";

export interface Measured {
  readonly people: number;
  /** From the first request to the answer. */
  readonly elapsed: number;
  readonly requests: number;
  /** Of the processor. */
  readonly seconds: number;
  readonly before: number;
  readonly peak: number;
}

/** A process that only reads: everybody, or so many by name. */
export async function measureReading(url: string, declared?: number): Promise<Measured> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      "--require",
      "tsx/cjs",
      join(__dirname, "read-everybody.ts"),
      url,
      ...(declared === undefined ? [] : [String(declared)]),
    ],
    { cwd: repositoryRoot },
  );
  return JSON.parse(stdout) as Measured;
}

/**
 * A process that only reads everybody: its processor time, and the most memory it had, of the 600 MB that a provider
 * may have.
 */
export async function benchSnapshot(people: number): Promise<Row> {
  const tenant = await serveTenant(people, ["ENTERPRISEPACK"]);
  try {
    const { people: found, seconds, before, peak } = await measureReading(tenant.url);
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
