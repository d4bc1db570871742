import type { Settings } from "../settings/settings";
import type { Before } from "./before";
import type { Actor, PrimitiveChange, LogEntry } from "./changes";
import type { TenantState } from "./tenant-state";
import type { RuleBook } from "./plan-rules";
import type { LicensingContext } from "./licensing-context";
import type { GroupQueue } from "./groups/group-queue";
import type { Clock } from "./clock";

/** Who changes the tenant, and with which request. */

export interface Cause {
  readonly actor: Actor;
  readonly requestId: string | null;
}
export type CommitListener = (before: Before, time: number) => void;
/**
 * An emulated tenant: its state, its log, and the work that has yet to fall due. It knows no network and no timers;
 * `settle` lets everything happen that has fallen due, and every reader calls it first.
 */
export interface Tenant {
  readonly state: TenantState;
  /** Everything that happened up to now, what has just fallen due included. */
  readonly log: readonly LogEntry[];
  readonly queue: GroupQueue;
  readonly clock: Clock;
  settings(): Settings;
  /** Changes settings while the tenant runs. */
  configure(settings: Settings): void;
  rules(): RuleBook;
  context(now?: number): LicensingContext;
  settle(): void;
  /** Applies changes as one transaction and logs them with their effect on people. */
  commit(cause: Cause, changes: readonly PrimitiveChange[], time?: number): void;
  onCommit(listener: CommitListener): void;
}
