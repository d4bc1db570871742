import type { TenantPort, WriteOutcome } from "../terms/port";
import type { SubscriptionEnds } from "../terms/forecast";
import type { Observed, ObjectId, ReadRequest, SkuId } from "../terms/observed";
import { awaitGroupsThere, awaitProcessing } from "./read/await-groups";
import { type Clock, systemClock } from "./batches/clock";
import { ClockSkew } from "./connect/clock-skew";
import type { ConnectionSettings } from "./connect/connection-settings";
import type { Figures } from "./batches/figures";
import { GraphFailure } from "./connect/graph-failure";
import { createGraphHttp } from "./connect/graph-http";
import { fillSnapshot } from "./read/read-tenant";
import { describeProxy } from "./connect/proxy";
import type { ReadContext } from "./read/read-context";
import type { ReaderContext } from "./read/question";
import { readSubscriptionEnds } from "./read/read-subscription-ends";
import { type Reader, createReader } from "./read/reader";
import { reread } from "./read/reread";
import { type Snapshot, createSnapshot, findUnknown, isKnownInPerson, markWritten, select } from "./read/snapshot";
import { TokenSource } from "./connect/token-source";
import { verifyTenant } from "./read/verify-tenant";
import type { Pace } from "./batches/pace";
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
  /** Bounded wait until groups that were just made are found; tells which are not. */
  readonly awaitGroupsThere: (groupIds: readonly ObjectId[]) => Promise<readonly ObjectId[]>;
  /** When what is bought ends; asked once a session. Throws nothing where only that cannot be read. */
  readonly readSubscriptionEnds: () => Promise<SubscriptionEnds>;
  /** The tenant that the state names: meeting another one throws `GraphFailure` `wrong-tenant`. */
  readonly expectTenant: (id: ObjectId) => void;
  /** The next read asks again. */
  readonly forget: () => void;
  /**
   * No further request is begun. What was sent already gets its outcome by its answer, everything else is `notSent`.
   */
  readonly stop: () => void;
  readonly figures: Readonly<Figures>;
  /** Milliseconds by which this machine's clock is ahead of Graph's; undefined before the first answer. */
  readonly clockSkew: () => number | undefined;
}

const defaultGroupWait = 600_000;

/** What a session has beside its answers; `snapshot` is what was read so far. */
interface State {
  readonly settings: ConnectionSettings;
  readonly options: SessionOptions;
  readonly context: ReaderContext;
  readonly reader: Reader;
  readonly pace: Pace;
  readonly stopper: AbortController;
  readonly skew: ClockSkew;
  readonly log: (line: string) => void;
  /** What people are thought to hold directly: where a list shows them without, they are read by id. */
  readonly holdings: Map<ObjectId, readonly SkuId[]>;
  snapshot: Snapshot;
  subscriptionEnds: Promise<SubscriptionEnds> | undefined;
  expected: string | undefined;
  mayWrite: boolean;
}

/** Nothing is sent before the first read. */
export function connectTenant(settings: ConnectionSettings, options: SessionOptions = {}): TenantSession {
  const state = beginSession(settings, options);
  return {
    figures: state.context.figures,
    clockSkew: () => state.skew.milliseconds,
    expectTenant: (id) => {
      const known = state.snapshot.tenant?.id;
      state.expected = id.toLowerCase();
      state.mayWrite = false;
      if (known !== undefined) verify(state, known);
    },
    awaitGroupsThere: (groupIds) => awaitGroupsThere({ ...state.context, reader: state.reader }, groupIds),
    forget: () => {
      state.snapshot = { ...createSnapshot(), written: state.snapshot.written };
    },
    stop: () => state.stopper.abort(),
    readSubscriptionEnds: () => (state.subscriptionEnds ??= readSubscriptionEnds(state.reader)),
    readTenant: (request) => readTenant(state, request),
    reread: (userIds, groupIds, inPerson) => reread(readContext(state), { userIds, groupIds, inPerson }),
    write: (writes, onOutcome) =>
      write(
        state,
        writes.map((one) => ({ kind: "assign", ...one })),
        onOutcome,
      ),
    reprocess: (userIds, onOutcome) =>
      write(
        state,
        userIds.map((id) => ({ kind: "reprocess", principal: "user", id, name: id })),
        onOutcome,
      ),
    awaitGroups: async (groupIds, onWaiting) => {
      const limit = options.groupWaitMilliseconds ?? defaultGroupWait;
      return {
        unfinished: await awaitProcessing({ ...state.context, reader: state.reader }, groupIds, limit, onWaiting),
      };
    },
  };
}

function beginSession(settings: ConnectionSettings, options: SessionOptions): State {
  const { onWaiting, answerPatience } = options;
  const waiting = onWaiting === undefined ? {} : { onWaiting };
  const patience = answerPatience === undefined ? {} : { answerPatience };
  const stopper = new AbortController();
  const clock = options.clock ?? systemClock;
  const skew = new ClockSkew(clock.epoch);
  const tokens = new TokenSource(settings, waiting);
  const figures: Figures = { requests: 0, batches: 0, retries: 0 };
  const onAnswer = (milliseconds: number): void => {
    figures.latency = milliseconds;
  };
  const context: ReaderContext = {
    http: skew.watch(
      createGraphHttp(settings, () => tokens.token(), { ...waiting, ...patience, now: clock.now, onAnswer }),
    ),
    clock,
    signal: options.signal === undefined ? stopper.signal : AbortSignal.any([options.signal, stopper.signal]),
    figures,
    ...waiting,
  };
  return {
    settings,
    options,
    context,
    reader: createReader(context),
    pace: createWritePace(clock),
    stopper,
    skew,
    log: options.log ?? ((): void => undefined),
    holdings: new Map(),
    snapshot: createSnapshot(),
    subscriptionEnds: undefined,
    expected: options.expectedTenantId?.toLowerCase(),
    mayWrite: false,
  };
}

/** Whatever tenant the first answer came from is the one for the rest of the process. */
function verify(state: State, id: ObjectId): void {
  if (state.expected !== undefined && id !== state.expected) {
    throw new GraphFailure(
      "wrong-tenant",
      `This stack belongs to tenant ${state.expected}, and the credentials of this run lead to tenant ${id}.`,
      "Sign in to the right tenant, or use another stack for this one. Nothing was changed.",
    );
  }
  state.expected = id;
}

function readContext(state: State): ReadContext {
  const { reader, snapshot, holdings, log } = state;
  return { reader, snapshot, single: snapshot.written, holdings, log, verify: (id) => verify(state, id) };
}

async function readTenant(state: State, request: ReadRequest): Promise<Observed> {
  const { settings, context, log, snapshot } = state;
  const way = settings.proxy === undefined ? "" : `, proxy ${describeProxy(settings.proxy)}`;
  if (context.figures.requests === 0)
    log(`Graph at ${settings.endpoint}, credential ${settings.credential.kind}${way}`);
  for (const { id, skuIds } of request.unlessHeld ?? []) state.holdings.set(id.toLowerCase(), skuIds);
  for (const id of request.inPerson ?? [])
    if (!isKnownInPerson(snapshot, id, request.asked?.attributes)) markWritten(snapshot, "user", id);
  const begin = { ...context.figures, at: context.clock.now() };
  await fillSnapshot(readContext(state), findUnknown(snapshot, request));
  log(`${snapshot.users.size} people and ${snapshot.groups.size} groups known; ${sumUp(context, begin)}`);
  return select(snapshot, request);
}

async function write(
  state: State,
  orders: readonly Order[],
  onOutcome: (outcome: WriteOutcome) => void,
): Promise<readonly WriteOutcome[]> {
  const { context, reader, pace, log } = state;
  if (orders.length === 0) return [];
  if (!state.mayWrite && !context.signal.aborted) {
    await verifyTenant(reader, (id) => verify(state, id));
    state.mayWrite = true;
  }
  const begin = { ...context.figures, at: context.clock.now() };
  const nameOf = (guid: string): string | undefined => nameIn(state.snapshot, guid) ?? state.options.nameOf?.(guid);
  const outcomes = await writeOrders({ ...context, reader, nameOf, pace }, orders, onOutcome);
  log(`${orders.length} people and groups to write: ${countKinds(outcomes)}; ${sumUp(context, begin)}`);
  for (const order of orders) markWritten(state.snapshot, order.principal, order.id);
  return outcomes;
}

/** The part number of a SKU or the name of a service plan of this tenant. */
function nameIn(snapshot: Snapshot, guid: string): string | undefined {
  for (const sku of snapshot.skus ?? []) {
    if (sku.skuId === guid) return sku.partNumber;
    const plan = sku.servicePlans.find((candidate) => candidate.id === guid);
    if (plan !== undefined) return plan.name;
  }
  return undefined;
}

/** What was done since, for the log. */
function sumUp({ figures, clock }: ReaderContext, begin: Readonly<Figures> & { readonly at: number }): string {
  const requests = figures.requests - begin.requests;
  const repetitions = figures.retries - begin.retries;
  return `${requests} requests, ${repetitions} repetitions, ${((clock.now() - begin.at) / 1000).toFixed(1)} s`;
}

function countKinds(outcomes: readonly WriteOutcome[]): string {
  const counts = new Map<WriteOutcome["kind"], number>();
  for (const { kind } of outcomes) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => `${count} ${kind}`).join(", ");
}
