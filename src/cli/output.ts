import { paintedLines, visible, visibleLines } from "../text/visible";

/** A stream of the process, as it is. */
export interface Stream {
  readonly write: (text: string) => void;
  /** Somebody watches: colours and progress are worth it. */
  readonly isTerminal: boolean;
  readonly columns: number | undefined;
}

/** One of the two streams a command writes to. Whatever it writes there stays text: see src/text/visible.ts. */
export interface Output extends Stream {
  /** Lines. */
  readonly write: (text: string) => void;
  /** Lines that we may have painted. */
  readonly writePainted: (text: string) => void;
  /** What has escapes of its own: JSON, and commands that are meant for the agent of a pipeline. */
  readonly writeEscaped: (text: string) => void;
  /** One line that the next one replaces; an empty one takes it away. */
  readonly writeStatus: (text: string) => void;
}

export function visibleOutput({ write, isTerminal, columns }: Stream): Output {
  return {
    isTerminal,
    columns,
    write: (text) => write(visibleLines(text)),
    writePainted: (text) => write(paintedLines(text)),
    writeEscaped: write,
    writeStatus: (text) => write(`\r\u001b[K${visible(text)}`),
  };
}
