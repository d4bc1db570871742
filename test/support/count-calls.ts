import { Session } from "node:inspector/promises";

/** Where a function stands: the end of its file's name, and its own. */
export interface Named {
  readonly file: string;
  readonly name: string;
}

/**
 * How often a function is called while something runs in this process, as the runtime itself counts it: nothing is
 * replaced, and a call from the function's own file counts as well.
 */
export async function countCalls<Result>(
  { file, name }: Named,
  act: () => Promise<Result>,
): Promise<{ readonly calls: number; readonly result: Result }> {
  const inspector = new Session();
  inspector.connect();
  try {
    await inspector.post("Profiler.enable");
    await inspector.post("Profiler.startPreciseCoverage", { callCount: true, detailed: false });
    const result = await act();
    const { result: scripts } = await inspector.post("Profiler.takePreciseCoverage");
    const counts = scripts
      .filter(({ url }) => url.endsWith(file))
      .flatMap(({ functions }) => functions.filter(({ functionName }) => functionName === name))
      .map(({ ranges }) => ranges[0]?.count ?? 0);
    return { calls: counts.reduce((sum, count) => sum + count, 0), result };
  } finally {
    inspector.disconnect();
  }
}
