import { RunError } from "@pulumi/pulumi/errors";
import { getRootDirectory } from "@pulumi/pulumi/metadata";
import { formatProblem } from "../../stack/problems/format-problem";
import type { Problem } from "../../stack/problems/problem";
import { visible } from "../../text/visible";
import { refusalOf } from "../engine/refusal";
import { reportFolderOf } from "../reports/report-folder";
import { writeReports } from "../reports/write-reports";

/** Ends the program with what is wrong with its stack, in the reports of the stack too. */
export function refuseProgram(stack: string, problems: readonly Problem[]): RunError {
  const folder = reportFolderOf(process.env, getRootDirectory());
  const unwritten =
    folder === undefined ? [] : writeReports(folder, stack, { kind: "failed", problems: [...problems] });
  return runError([...problems.map(formatProblem), ...unwritten.map(visible)].join("\n"));
}

/** What a function for programs is refused with, as programs end with it. */
export async function refusedBy<Answer>(answer: () => Promise<Answer>): Promise<Answer> {
  try {
    return await answer();
  } catch (failure) {
    throw runError(refusalOf(failure).message);
  }
}

export function runError(message: string): RunError {
  const error = new RunError(message);
  // The SDK formats the stack of whatever is thrown, for 34 s on Node 20 where the frames are its own, and then shows
  // the message alone.
  error.stack = error.message;
  return error;
}
