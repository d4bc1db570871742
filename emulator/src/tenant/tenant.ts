import type { Settings } from "../settings/settings";
import { recall } from "./before";
import type { Change, LogEntry, PrimitiveChange } from "./changes";
import { effectiveSkuIds, enabledPlanIds } from "./effective";
import { GroupQueue, type PendingGroup } from "./groups/group-queue";
import { processDueGroups, resumeProcessing } from "./groups/group-processing";
import type { PlanRule, User } from "./model";
import { indexRules } from "./plan-rules";
import { applyChange } from "./apply-change";
import type { TenantState } from "./tenant-state";
import type { Clock } from "./clock";
import type { Cause, CommitListener, Tenant } from "./tenant-type";

export interface TenantOptions {
  readonly state: TenantState;
  readonly settings: Settings;
  readonly clock: Clock;
  /** Every rule of service plans that holds under these settings. */
  readonly rulesUnder: (settings: Settings) => readonly PlanRule[];
  /** Group processing that was unfinished when the tenant was saved. */
  readonly pending?: readonly PendingGroup[];
}

export function createTenant(options: TenantOptions): Tenant {
  const { state, clock } = options;
  let settings = options.settings;
  let rules = indexRules(options.rulesUnder(settings));
  const log: LogEntry[] = [];
  const listeners: CommitListener[] = [];
  let transactions = 0;

  const commit = (cause: Cause, changes: readonly PrimitiveChange[], time: number): void => {
    if (changes.length === 0) return;
    const before = recall(state, changes);
    transactions += 1;
    const append = (change: Change): void => {
      log.push({ sequence: log.length + 1, transaction: transactions, time, ...cause, change });
    };
    for (const change of changes) {
      applyChange(state, change, time);
      append(change);
    }
    for (const [userId, user] of before.users) {
      const effect = describeEffect(state, userId, user, state.users.get(userId));
      if (effect !== undefined) append(effect);
    }
    for (const listener of listeners) listener(before, time);
  };

  const tenant: Tenant = {
    state,
    get log() {
      tenant.settle();
      return log;
    },
    clock,
    queue: new GroupQueue(
      () => settings.groupStepSize,
      () => settings.groupProcessingDelayMs,
    ),
    settings: () => settings,
    configure(next) {
      settings = next;
      rules = indexRules(options.rulesUnder(settings));
    },
    rules: () => rules,
    context: (now = clock()) => ({ state, settings, rules, now }),
    settle: () => processDueGroups(tenant, clock()),
    commit: (cause, changes, time = clock()) => commit(cause, changes, time),
    onCommit: (listener) => void listeners.push(listener),
  };
  resumeProcessing(tenant, options.pending ?? []);
  return tenant;
}

function describeEffect(
  state: TenantState,
  userId: string,
  before: User | undefined,
  after: User | undefined,
): Change | undefined {
  if (before?.states === after?.states) return undefined;
  const had = effectiveSkuIds(before?.states ?? []);
  const has = effectiveSkuIds(after?.states ?? []);
  const plansBefore = enabledPlanIds(before?.states ?? [], state.subscriptions);
  const plansAfter = enabledPlanIds(after?.states ?? [], state.subscriptions);
  const effect = {
    gained: has.filter((skuId) => !had.includes(skuId)),
    lost: had.filter((skuId) => !has.includes(skuId)),
    plansGained: [...plansAfter].filter((plan) => !plansBefore.has(plan)),
    plansLost: [...plansBefore].filter((plan) => !plansAfter.has(plan)),
  };
  if (Object.values(effect).every((list) => list.length === 0)) return undefined;
  return { kind: "effectiveLicenses", userId, ...effect };
}
