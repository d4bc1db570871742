import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";
import { loadStack } from "../../../src/stack/load-stack";
import type { Problem } from "../../../src/stack/problems/problem";
import type { Stack } from "../../../src/stack/stack";

/** The clock of the tests: a Monday at noon, UTC. */
export const now = new Date("2026-11-23T12:00:00Z");

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** A folder with these files in it, gone after the tests. */
export function makeFolder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = mkdtempSync(join(tmpdir(), "stack-"));
  made.push(root);
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), content);
  }
  return root;
}

type Files = Readonly<Record<string, string | Uint8Array>>;

/** Loads `stacks/test.yaml`, of which this is the text, with these files beside it. */
export function load(text: string, files: Files = {}, clock = now) {
  return loadStack("stacks/test.yaml", { now: clock, root: makeFolder({ "stacks/test.yaml": text, ...files }) });
}

export function loadGood(text: string, files: Files = {}, clock = now): Stack {
  const result = load(text, files, clock);
  if (result.kind === "invalid") throw new Error(result.problems.map(short).join("\n"));
  return result.stack;
}

/** "stacks/test.yaml:3:5 code", one a problem. */
export function problemsOf(text: string, files: Files = {}, clock = now): readonly string[] {
  return fullProblemsOf(text, files, clock).map(short);
}

export function fullProblemsOf(text: string, files: Files = {}, clock = now): readonly Problem[] {
  const result = load(text, files, clock);
  return result.kind === "invalid" ? result.problems : [];
}

export function findingsOf(text: string, files: Files = {}, clock = now): readonly string[] {
  return loadGood(text, files, clock).findings.map(
    (finding) =>
      `${finding.place?.file ?? ""}:${finding.place?.line ?? 0}:${finding.place?.column ?? 0} ${finding.code}`,
  );
}

function short(problem: Problem): string {
  return `${problem.place.file}:${problem.place.line}:${problem.place.column} ${problem.code}`;
}

/** Processor time of a call in milliseconds: what it costs, however busy the machine is with others. */
export function costOf(call: () => void): number {
  const before = process.cpuUsage();
  call();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
