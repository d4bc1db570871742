import type { IncomingMessage, ServerResponse } from "node:http";
import type { z } from "zod";
import type { ApplicationDocument } from "../file/tenant-document";
import { saveTenant } from "../file/save-tenant";
import { describeRefusal } from "../graph/describe-refusal";
import type { FaultRule } from "../graph/service/faults";
import type { GraphService } from "../graph/service/graph-service";
import { readBody, sendJson } from "../server/http-server";
import { readSettings, SettingsError } from "../settings/settings";
import type { MovableClock } from "../tenant/clock";
import type { PlanRule } from "../tenant/model";
import type { Tenant } from "../tenant/tenant-type";
import { findStranger } from "./refuse-strangers";
import { administrate, type AdministratorAction } from "./administrate";
import { administratorAction, clockMove, faultRule } from "./control-messages";

export interface ControlContext {
  readonly tenant: Tenant;
  readonly clock: MovableClock;
  readonly service: GraphService;
  readonly extraRules: readonly PlanRule[];
  readonly applications: readonly ApplicationDocument[];
}

class ControlError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

type Handler = (context: ControlContext, read: () => unknown, url: URL) => unknown;

const handlers: Readonly<Record<string, Handler>> = {
  "GET /log": ({ tenant }, _read, url) => {
    const since = Number(url.searchParams.get("since") ?? 0);
    return { entries: tenant.log.slice(Number.isFinite(since) ? Math.max(0, since) : 0) };
  },
  "GET /tenant": ({ tenant, extraRules, applications }) =>
    saveTenant(tenant.state, extraRules, tenant.settings(), applications, tenant.queue.pending()),
  "POST /administrator": ({ tenant }, read) => {
    const outcome = administrate(tenant, check(administratorAction, read()) as AdministratorAction);
    if (outcome.kind === "refused")
      throw new ControlError(409, describeRefusal(outcome.refusal, tenant.settings()).message);
    return { done: true };
  },
  "GET /settings": ({ tenant }) => tenant.settings(),
  "PATCH /settings": ({ tenant }, read) => {
    const given = read();
    if (typeof given !== "object" || given === null)
      throw new ControlError(400, "Settings are an object of names and values.");
    tenant.configure(readSettings({ ...given }, tenant.settings()));
    return tenant.settings();
  },
  "GET /clock": ({ clock }) => ({ now: new Date(clock.now()).toISOString() }),
  "POST /clock": ({ clock, tenant }, read) => {
    const move = check(clockMove, read());
    if ("advance" in move) clock.advance(move.advance);
    else if ("set" in move) clock.set(Date.parse(move.set));
    else if (move.freeze) clock.freeze();
    else clock.run();
    tenant.settle();
    return { now: new Date(clock.now()).toISOString() };
  },
  "GET /faults": ({ service }) => ({ rules: service.faults.list() }),
  "POST /faults": ({ service }, read) => {
    const rule = check(faultRule, read());
    const id = rule.id ?? `fault-${service.faults.list().length + 1}`;
    service.faults.add({ ...rule, id } as FaultRule);
    return { id };
  },
  "DELETE /faults": ({ service }, _read, url) => {
    service.faults.clear(url.searchParams.get("id") ?? undefined);
    return { rules: service.faults.list() };
  },
  "GET /statistics": ({ service }) => service.counter.read(),
  "DELETE /statistics": ({ service }) => {
    service.counter.reset();
    return service.counter.read();
  },
};

/** Serves the control API: JSON in, JSON out, for tests and for whoever plays administrator. */
export async function serveControl(
  context: ControlContext,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(message.url ?? "/", "http://control");
  const handler = handlers[`${message.method ?? "GET"} ${url.pathname}`];
  try {
    const stranger = findStranger(message.method ?? "GET", message.headers);
    if (stranger !== undefined) throw new ControlError(stranger.status, stranger.message);
    const body = await readBody(message);
    if (handler === undefined)
      throw new ControlError(
        404,
        `There is no ${message.method ?? ""} ${url.pathname}. There are ${Object.keys(handlers).join(", ")}.`,
      );
    context.tenant.settle();
    sendJson(
      response,
      200,
      handler(context, () => parse(body), url),
    );
  } catch (error) {
    const status = error instanceof ControlError ? error.status : error instanceof SettingsError ? 400 : 500;
    sendJson(response, status, { error: error instanceof Error ? error.message : String(error) });
  }
}

function parse(body: Buffer | undefined): unknown {
  try {
    return JSON.parse(body?.toString("utf8") ?? "") as unknown;
  } catch {
    throw new ControlError(400, "The body must be JSON.");
  }
}

function check<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new ControlError(
    400,
    parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("\n"),
  );
}
