import type { CliContext } from "./context";

/** A line that says how far long work is; only where somebody watches. */
export interface Progress {
  readonly show: (text: string) => void;
  readonly end: () => void;
}

export function startProgress(context: CliContext): Progress {
  if (!context.err.isTerminal) return { show: () => undefined, end: () => undefined };
  let shown = false;
  return {
    show: (text) => {
      const width = Math.max(20, (context.err.columns ?? 80) - 1);
      context.err.writeStatus(text.slice(0, width));
      shown = true;
    },
    end: () => {
      if (shown) context.err.writeStatus("");
      shown = false;
    },
  };
}
