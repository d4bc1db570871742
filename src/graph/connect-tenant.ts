import type { TenantPort, WriteOutcome } from "../terms/port";
import type { Observed, ObjectId, ReadRequest, SkuId } from "../terms/observed";
import { awaitProcessing } from "./read/await-groups";
import { type Clock, systemClock } from "./batches/clock";
import type { ConnectionSettings } from "./connect/connection-settings";
import type { Figures } from "./batches/figures";
import { GraphFailure } from "./connect/graph-failure";
import { createGraphHttp } from "./connect/graph-http";
import { fillSnapshot } from "./read/read-tenant";
import { describeProxy } from "./connect/proxy";
import type { ReadContext } from "./read/read-context";
import { createReader } from "./read/reader";
import { reread } from "./read/reread";
import { createSnapshot, findUnknown, markWritten, select } from "./read/snapshot";
import { createTokenSource } from "./connect/token-source";
import { verifyTenant } from "./read/verify-tenant";
import type { Order } from "./write/write-items";
import { createWritePace, writeOrders } from "./write/writer";

export interface SessionOptions {
  /** Checked at every read, and again before the first write. */
  readonly expectedTenantId?: ObjectId;
  /** Raised when the engine is gone; the same as `stop()`. */
  readonly signal?: AbortSignal;
  /** Debug lines: decisions and counts, never secrets. */
  readonly log?: (line: string) => void;
  /** Names of SKUs and service plans that the tenant itself does not have. */
  readonly nameOf?: (guid: string) => string | undefined;
  /** How long `awaitGroups` waits at most, in milliseconds. */
  readonly groupWaitMilliseconds?: number;
  readonly clock?: Clock;
  /** Waits that somebody who looks at the run should know of, in words. */
  readonly onWaiting?: (text: string) => void;
  /** How long an answer is waited for, in milliseconds. */
  readonly answerPatience?: number;
}

/** A tenant that can be read and written; reads share one snapshot, so keep one session a process. */
export interface TenantSession extends TenantPort {
  /** Asks only for what this process has not read yet. Throws `GraphFailure` for what concerns everything. */
  readonly readTenant: (request: ReadRequest) => Promise<Observed>;
  /** The tenant that the state names: meeting another one throws `GraphFailure` `wrong-tenant`. */
  readonly expectTenant: (id: ObjectId) => void;
  /** The next read asks again. */
  readonly forget: () => void;
  /**
   * No further request is begun. What was sent already gets its outcome by its answer, everything else is `notSent`.
   */
  readonly stop: () => void;
  readonly figures: Readonly<Figures>;
}

const defaultGroupWait = 600_000;

/** Nothing is sent before the first read. */
export function connectTenant(settings: ConnectionSettings, options: SessionOptions = {}): TenantSession {
  const clock = options.clock ?? systemClock;
  const log = options.log ?? ((): void => undefined);
  const stopper = new AbortController();
  const signal = options.signal === undefined ? stopper.signal : AbortSignal.any([options.signal, stopper.signal]);
  const figures: Figures = { requests: 0, batches: 0, retries: 0 };
  const { onWaiting, answerPatience } = options;
  const waiting = onWaiting === undefined ? {} : { onWaiting };
  const patience = answerPatience === undefined ? {} : { answerPatience };
  const http = createGraphHttp(settings, createTokenSource(settings), { ...waiting, ...patience });
  const reader = createReader({ http, clock, signal, figures, ...waiting });
  const pace = createWritePace(clock);
  const holdings = new Map<ObjectId, readonly SkuId[]>();
  let snapshot = createSnapshot();
  let expected = options.expectedTenantId?.toLowerCase();
  let mayWrite = false;

  const verify = (id: ObjectId): void => {
    if (expected !== undefined && id !== expected) {
      throw new GraphFailure(
        "wrong-tenant",
        `This stack belongs to tenant ${expected}, and the credentials of this run lead to tenant ${id}.`,
        "Sign in to the right tenant, or use another stack for this one. Nothing was changed.",
      );
    }
    // Whatever tenant the first answer came from is the one for the rest of the process.
    expected = id;
  };
  const way = settings.proxy === undefined ? "" : `, proxy ${describeProxy(settings.proxy)}`;
  const readContext = (): ReadContext => ({ reader, snapshot, single: snapshot.written, holdings, log, verify });
  const nameOf = (guid: string): string | undefined => {
    for (const sku of snapshot.skus ?? []) {
      if (sku.skuId === guid) return sku.partNumber;
      const plan = sku.servicePlans.find((candidate) => candidate.id === guid);
      if (plan !== undefined) return plan.name;
    }
    return options.nameOf?.(guid);
  };
  const write = async (
    orders: readonly Order[],
    onOutcome: Parameters<TenantPort["write"]>[1],
  ): ReturnType<TenantPort["write"]> => {
    if (orders.length === 0) return [];
    if (!mayWrite && !signal.aborted) {
      await verifyTenant(reader, verify);
      mayWrite = true;
    }
    const begin = { ...figures, at: clock.now() };
    const outcomes = await writeOrders(
      { http, reader, clock, signal, figures, nameOf, pace, ...waiting },
      orders,
      onOutcome,
    );
    log(
      `${orders.length} people and groups to write: ${countKinds(outcomes)}; ` +
        `${figures.requests - begin.requests} requests, ${figures.retries - begin.retries} repetitions, ` +
        seconds(clock.now() - begin.at),
    );
    for (const order of orders) markWritten(snapshot, order.principal, order.id);
    return outcomes;
  };

  return {
    figures,
    expectTenant: (id) => {
      const isKnown = snapshot.tenant?.id;
      expected = id.toLowerCase();
      mayWrite = false;
      if (isKnown !== undefined) verify(isKnown);
    },
    forget: () => {
      snapshot = { ...createSnapshot(), written: snapshot.written };
    },
    stop: () => stopper.abort(),
    readTenant: async (request) => {
      if (figures.requests === 0) log(`Graph at ${settings.endpoint}, credential ${settings.credential.kind}${way}`);
      for (const { id, skuIds } of request.unlessHeld ?? []) holdings.set(id.toLowerCase(), skuIds);
      const begin = { ...figures, at: clock.now() };
      await fillSnapshot(readContext(), findUnknown(snapshot, request));
      log(
        `${snapshot.users.size} people and ${snapshot.groups.size} groups known; ` +
          `${figures.requests - begin.requests} requests, ${figures.retries - begin.retries} repetitions, ` +
          seconds(clock.now() - begin.at),
      );
      return select(snapshot, request);
    },
    reread: (userIds, groupIds) => reread(readContext(), userIds, groupIds),
    write: (writes, onOutcome) =>
      write(
        writes.map((one) => ({ kind: "assign", ...one })),
        onOutcome,
      ),
    reprocess: (userIds, onOutcome) =>
      write(
        userIds.map((id) => ({ kind: "reprocess", principal: "user", id, name: id })),
        onOutcome,
      ),
    awaitGroups: async (groupIds, onWaiting) => ({
      unfinished: await awaitProcessing(
        { reader, clock, signal },
        groupIds,
        options.groupWaitMilliseconds ?? defaultGroupWait,
        onWaiting,
      ),
    }),
  };
}

function countKinds(outcomes: readonly WriteOutcome[]): string {
  const counts = new Map<WriteOutcome["kind"], number>();
  for (const { kind } of outcomes) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => `${count} ${kind}`).join(", ");
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
