import { systemClock } from "./batches/clock";
import type { ConnectionSettings } from "./connect/connection-settings";
import { createGraphHttp } from "./connect/graph-http";
import { TokenSource } from "./connect/token-source";
import { createReader, type Reader } from "./read/reader";

/** Reads what the planner does not need. Nothing is sent before the first question. */
export function connectReader(
  settings: ConnectionSettings,
  {
    signal = new AbortController().signal,
    onWaiting,
  }: { readonly signal?: AbortSignal; readonly onWaiting?: (text: string) => void } = {},
): Reader {
  const waiting = onWaiting === undefined ? {} : { onWaiting };
  const tokens = new TokenSource(settings, waiting);
  const http = createGraphHttp(settings, () => tokens.token(), waiting);
  return createReader({
    http,
    clock: systemClock,
    signal,
    figures: { requests: 0, batches: 0, retries: 0 },
    ...waiting,
  });
}
