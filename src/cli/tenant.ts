import { connectReader } from "../graph/connect-reader";
import { connectTenant, type TenantSession } from "../graph/connect-tenant";
import { readConnectionSettings } from "../graph/connect/connection-settings";
import { failWhole } from "../graph/read/fail-whole";
import type { Reader } from "../graph/read/reader";
import type { WireObject } from "../graph/batches/wire";
import type { ReadRequest } from "../terms/observed";
import { printAside, type CliContext } from "./context";

/** The tenant that the environment leads to; nothing is sent before the first read. */
export function openTenant(context: CliContext): TenantSession {
  return connectTenant(readConnectionSettings(context.environment), {
    signal: context.signal,
    onWaiting: sayWaiting(context),
  });
}

function sayWaiting(context: CliContext): (text: string) => void {
  return (text) => printAside(context, text);
}

export const emptyRequest: ReadRequest = {
  userNames: [],
  userIds: [],
  groupNames: [],
  groupIds: [],
  wholeTenant: false,
};

/** For what a person at the command line wants to know and the planner does not need. */
export function openReader(context: CliContext): Reader {
  return connectReader(readConnectionSettings(context.environment), {
    signal: context.signal,
    onWaiting: sayWaiting(context),
  });
}

/** Every page of a collection; `what` is named in an error. */
export async function readCollection(
  reader: Reader,
  path: string,
  what: string,
  onPage: (entries: readonly WireObject[]) => void,
): Promise<void> {
  const answer = await reader.readPages({ url: path }, onPage);
  if (answer.kind !== "done") throw failWhole(what, answer.error);
}
