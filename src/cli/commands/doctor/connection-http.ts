import type { ConnectionSettings } from "../../../graph/connect/connection-settings";
import { createGraphHttp, type GraphHttp } from "../../../graph/connect/graph-http";
import { TokenSource } from "../../../graph/connect/token-source";
import type { Patience } from "./patience";

/** Graph by these settings, for somebody who does not wait long. */
export function connectionHttp(
  settings: ConnectionSettings,
  patience: Patience,
): {
  readonly http: GraphHttp;
  readonly token: () => Promise<string>;
} {
  const tokens = new TokenSource(settings, { signInPatience: patience.signIn });
  return {
    http: createGraphHttp(settings, () => tokens.token(), { answerPatience: patience.answer }),
    token: () => tokens.token(),
  };
}
