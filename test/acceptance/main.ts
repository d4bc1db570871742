import { runCases } from "./run-cases";
import { say, stayCommand } from "./stay-command";

/** Exit code 1 where a case failed or something is left. */
stayCommand("acceptance", async (graph, options) => {
  const { results, left } = await runCases(graph, options, ({ kind, name, why }) =>
    say(`${kind.padEnd(7)} ${name}${why === undefined ? "" : `: ${why}`}`),
  );
  const failed = results.filter(({ kind }) => kind === "failed").length;
  const passed = results.filter(({ kind }) => kind === "passed").length;
  say(`${passed} passed, ${failed} failed, ${results.length - passed - failed} skipped; ${left.length} things left`);
  for (const line of left) say(`left: ${line}`);
  return failed + left.length === 0;
}).parse();
