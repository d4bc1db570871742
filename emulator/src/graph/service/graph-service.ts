import { channel } from "node:diagnostics_channel";
import type { Tenant } from "../../tenant/tenant-type";
import { answerBatch } from "../batch";
import { answerError, RequestError } from "../graph-error";
import type { GraphRequest } from "../graph-request";
import { isGuid } from "../read-body";
import { NameRanges } from "../name-ranges";
import { Replica } from "../replica";
import type { Surface } from "../route";
import { createRouter } from "../router";
import { allRoutes } from "../routes/all-routes";
import { FaultBook, type FaultyResponse } from "./faults";
import { type Call, findCall, wrongMethod } from "./find-call";
import { letFaultStrike, type Refuse } from "./let-fault-strike";
import { Locks } from "./locks";
import type { Passage } from "./passage";
import { Random } from "./random";
import { describeConcurrency, describeThrottling } from "./refusals-for-now";
import { Counter } from "./statistics";
import { Throttle } from "./throttle";

export interface ServiceOptions {
  readonly tenant: Tenant;
  readonly newId: () => string;
  /** Decides the order of the answers of a batch. */
  readonly seed: number;
}

const route = createRouter(allRoutes);

/** What was asked, as whoever subscribes to the channel is told. */
export interface Asked {
  readonly method: string;
  readonly version: string;
  /** Decoded, without host, version and query. */
  readonly path: string;
  readonly query: ReadonlyMap<string, string>;
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, string>;
  /** Names of what a JSON body has. */
  readonly body: readonly string[];
}

/** Channel of node:diagnostics_channel on which every request is told, items of batches each on their own. */
const askedChannel = "m365-licenses-emulator:asked";
const asked = channel(askedChannel);

function describeAsked(request: GraphRequest): Asked {
  const { method, version, query, headers, body } = request;
  const names = body.kind === "json" && typeof body.value === "object" && body.value !== null ? body.value : {};
  return { method, version, path: pathOf(request), query, headers, body: Object.keys(names) };
}

/** Answers what is asked of the tenant as Graph would, with its limits, its locks and whatever is to go wrong. */
export class GraphService {
  readonly faults = new FaultBook();
  readonly counter = new Counter();
  readonly #surface: Surface;
  readonly #throttle: Throttle;
  readonly #locks: Locks;
  readonly #random: Random;

  constructor({ tenant, newId, seed }: ServiceOptions) {
    const settings = (): ReturnType<Tenant["settings"]> => tenant.settings();
    this.#surface = { tenant, newId, replica: new Replica(tenant), nameRanges: new NameRanges(tenant) };
    this.#throttle = new Throttle(tenant.clock, () => tenant.state.users.size, settings);
    this.#locks = new Locks(tenant.clock, settings);
    this.#random = new Random(seed);
  }

  /** Answers a request, a batch included. Never throws for what a client sent. */
  answer(request: GraphRequest): FaultyResponse {
    const [first, ...rest] = request.segments;
    return first?.text.toLowerCase() === "$batch" && rest.length === 0
      ? this.#answerBatch(request)
      : this.#answerOne(request, { inBatch: false, together: request.requestId });
  }

  #answerBatch(request: GraphRequest): FaultyResponse {
    const { tenant, newId } = this.#surface;
    tenant.settle();
    const refuse = refuserOf(request, tenant);
    if (request.method !== "POST") return refuse(wrongMethod);
    const answerItem = (item: GraphRequest, passage: Passage): FaultyResponse => this.#answerOne(item, passage);
    return letFaultStrike(
      this.faults.strike("POST", "/$batch", false),
      () => guarded(refuse, () => answerBatch(request, tenant.settings(), answerItem, newId, this.#random)),
      refuse,
      tenant,
    );
  }

  #answerOne(request: GraphRequest, passage: Passage): FaultyResponse {
    const { tenant } = this.#surface;
    tenant.settle();
    const refuse = refuserOf(request, tenant);
    if (asked.hasSubscribers) asked.publish(describeAsked(request));
    const call = findCall(request, route, tenant.settings());
    if (call.kind === "misdirected") return refuse(call.error);

    const caller = request.caller.actor.id;
    const isThrottled = tenant.settings().throttling === "on";
    const verdict = isThrottled ? this.#throttle.admit(caller, call.units, call.isWrite) : undefined;
    if (verdict?.kind === "refused") {
      const { error, headers } = describeThrottling(tenant, request, verdict);
      this.counter.count(call.name, error.status, 0, false);
      return refuse(error, headers);
    }

    const effect = this.faults.strike(request.method, pathOf(request), passage.inBatch);
    const response = letFaultStrike(effect, () => this.#carryOut(request, call, passage, refuse), refuse, tenant);

    const isRefused = response.status >= 400;
    const isFree = isRefused && tenant.settings().resourceUnitsOfRefusals === "free";
    if (isFree && verdict !== undefined) this.#throttle.refund(caller, call.units);
    const units = isFree ? 0 : call.units;
    this.counter.count(call.name, response.status, units, call.isWrite && !isRefused);
    return withUsage(response, units, verdict?.percentage);
  }

  /** Does what a request asks for, unless somebody else is writing to the same object. */
  #carryOut(request: GraphRequest, call: Call, passage: Passage, refuse: Refuse): FaultyResponse {
    const { tenant } = this.#surface;
    const object = lockedBy(call, tenant);
    if (object !== undefined && !this.#locks.take(object, passage.together)) {
      const { error, headers } = describeConcurrency(tenant);
      return refuse(error, headers);
    }
    return guarded(refuse, () => call.route.handle(request, this.#surface, call.parameters));
  }
}

function refuserOf(request: GraphRequest, tenant: Tenant): Refuse {
  return (error, headers) => answerError(request, error, tenant.clock(), headers);
}

function guarded(refuse: Refuse, handle: () => FaultyResponse): FaultyResponse {
  try {
    return handle();
  } catch (error) {
    if (error instanceof RequestError) return refuse(error.error);
    throw error;
  }
}

/** Says in the headers what a request cost, and how much of a limit is used where it is worth saying. */
function withUsage(response: FaultyResponse, units: number, percentage: number | undefined): FaultyResponse {
  const headers = {
    ...response.headers,
    "x-ms-resource-unit": String(units),
    ...(percentage === undefined ? {} : { "x-ms-throttle-limit-percentage": percentage.toFixed(2) }),
  };
  return { ...response, headers };
}

function pathOf(request: GraphRequest): string {
  return `/${request.segments.map(({ text }) => text).join("/")}`;
}

function lockedBy({ route: { locks }, parameters }: Call, tenant: Tenant): string | undefined {
  if (locks === undefined) return undefined;
  const name = parameters.get(locks) ?? "";
  return isGuid(name) ? name.toLowerCase() : tenant.state.userIdsByName.get(name.toLowerCase());
}
