import type { Settings } from "../settings/settings";
import type { FaultyResponse, TransportFault } from "./service/faults";
import { badRequest, RequestError } from "./graph-error";
import { json, type GraphRequest, type RequestBody } from "./graph-request";
import { isObject, readObject } from "./read-body";
import { readQuery, splitPath } from "./router";
import type { Passage } from "./service/passage";
import type { Random } from "./service/random";

/** More requests than this make a batch fail as a whole. */
const maxItems = 20;
/** A batch that takes longer than this is answered 504, whatever became of its items. */
const maxBatchMs = 30_000;

interface Item {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: RequestBody;
  readonly dependsOn: readonly string[];
}

type AnswerOne = (request: GraphRequest, passage: Passage) => FaultyResponse;

/**
 * Answers a batch. Items without dependsOn are under way at the same moment, so that two writes to one object
 * collide; an item whose predecessor failed answers 424. How long a batch takes is counted, not waited for: along its
 * longest chain of dependsOn.
 */
export function answerBatch(
  request: GraphRequest,
  settings: Settings,
  answerOne: AnswerOne,
  newId: () => string,
  random: Random,
): FaultyResponse {
  const items = readItems(request, settings);
  const answers = new Map<string, FaultyResponse>();
  const finishedAt = new Map<string, number>();
  const waiting = new Set(items);
  while (waiting.size > 0) {
    const ready = [...waiting].filter((item) => item.dependsOn.every((id) => answers.has(id)));
    if (ready.length === 0)
      throw new RequestError(badRequest("The dependsOn properties of the requests form a circle.", "BadRequest"));
    for (const item of ready) {
      waiting.delete(item);
      const failed = item.dependsOn.some((id) => (answers.get(id)?.status ?? 500) >= 400);
      const passage: Passage = {
        inBatch: true,
        together: item.dependsOn.length === 0 ? request.requestId : `${request.requestId}/${item.id}`,
      };
      const answer = failed ? failedDependency() : answerOne(toRequest(request, item, newId()), passage);
      answers.set(item.id, answer);
      const startsAt = Math.max(0, ...item.dependsOn.map((id) => finishedAt.get(id) ?? 0));
      finishedAt.set(
        item.id,
        startsAt + (failed ? 0 : settings.latencyMs + (answer.transport?.kind === "delay" ? answer.transport.ms : 0)),
      );
    }
  }
  if (settings.slowBatch === "504" && Math.max(...finishedAt.values()) > maxBatchMs)
    throw new RequestError({ status: 504, code: "UnknownError", message: "" });
  const transport = [...answers.values()].find((answer) => answer.transport !== undefined)?.transport;
  const order = items.map((item) => item.id);
  if (settings.batchOrder === "shuffled") shuffle(order, random);
  const throttled = settings.throttledBatch === "424" && [...answers.values()].some((answer) => answer.status === 429);
  return withTransport(
    json(throttled ? 424 : 200, { responses: order.map((id) => viewAnswer(id, answers.get(id))) }),
    transport,
  );
}

function withTransport(response: FaultyResponse, transport: TransportFault | undefined): FaultyResponse {
  return transport === undefined ? response : { ...response, transport };
}

function viewAnswer(id: string, answer: FaultyResponse | undefined): unknown {
  const body = answer?.body;
  const headers = { "Cache-Control": "no-cache", "Content-Type": "application/json", ...answer?.headers };
  if (body === undefined || body.kind === "none") return { id, status: answer?.status ?? 500, headers, body: null };
  return {
    id,
    status: answer?.status ?? 500,
    headers,
    body: body.kind === "json" ? body.value : (JSON.parse(body.text) as unknown),
  };
}

function failedDependency(): FaultyResponse {
  return json(424, {
    error: { code: "FailedDependency", message: "The request failed because a request that it depends on failed." },
  });
}

function toRequest(batch: GraphRequest, item: Item, requestId: string): GraphRequest {
  const [path = "", ...search] = item.url.split("?");
  const segments = splitPath(path);
  if (segments === undefined)
    throw new RequestError(badRequest(`Invalid url of the request with id ${item.id}.`, "BadRequest"));
  return {
    ...batch,
    method: item.method,
    segments,
    query: readQuery(search.join("?")),
    target: item.url.startsWith("/") ? item.url : `/${item.url}`,
    headers: item.headers,
    body: item.body,
    requestId,
  };
}

function readItems(request: GraphRequest, settings: Settings): readonly Item[] {
  const { requests } = readObject(request);
  if (!Array.isArray(requests)) throw new RequestError(badRequest("Invalid batch payload format.", "BadRequest"));
  if (requests.length === 0)
    throw new RequestError(badRequest("The batch must contain at least one request.", "BadRequest"));
  if (requests.length > maxItems) {
    throw new RequestError(
      settings.batchTooLarge === "exceedsLimit"
        ? badRequest("Number of requests inside batch exceeds the limit.", "BadRequest")
        : badRequest(`Number of batch request steps exceeds the maximum value of ${maxItems}.`, "MaximumValueExceeded"),
    );
  }
  const items = requests.map((value: unknown, at) => readItem(value, at));
  const ids = new Set<string>();
  for (const { id } of items) {
    if (ids.has(id))
      throw new RequestError(badRequest(`Request Id : ${id} has to be unique in a batch.`, "BadRequest"));
    ids.add(id);
  }
  for (const item of items) {
    const unknown = item.dependsOn.find((id) => !ids.has(id) || id === item.id);
    if (unknown !== undefined)
      throw new RequestError(
        badRequest(`Invalid dependency '${unknown}' of the request with id ${item.id}.`, "BadRequest"),
      );
  }
  return items;
}

function readItem(value: unknown, at: number): Item {
  if (!isObject(value)) throw new RequestError(badRequest("Invalid batch payload format.", "BadRequest"));
  const { method, url, headers = {}, body, dependsOn = [] } = value;
  // Numbers are taken for texts: the CLI for Microsoft 365 sends them.
  const id = typeof value["id"] === "number" ? String(value["id"]) : value["id"];
  if (typeof id !== "string" || id === "")
    throw new RequestError(badRequest(`The request at position ${at} has no id.`, "BadRequest"));
  if (typeof method !== "string" || typeof url !== "string" || url === "")
    throw new RequestError(badRequest(`The request with id ${id} has no method or no url.`, "BadRequest"));
  if (!isObject(headers) || !Array.isArray(dependsOn) || !dependsOn.every((other) => typeof other === "string")) {
    throw new RequestError(badRequest("Invalid batch payload format.", "BadRequest"));
  }
  const named = new Map(Object.entries(headers).map(([name, header]) => [name.toLowerCase(), String(header)]));
  const writes = ["POST", "PATCH", "PUT"].includes(method.toUpperCase());
  // Seen in full answers, also for an action that needs no body: one such item fails the whole batch.
  if (writes && (body === undefined || body === null || !named.has("content-type"))) {
    throw new RequestError(
      badRequest(`Write request id : ${id} does not contain Content-Type header or body.`, "BadRequest"),
    );
  }
  return {
    id,
    method: method.toUpperCase(),
    url,
    headers: named,
    dependsOn,
    body: body === undefined || body === null ? { kind: "none" } : { kind: "json", value: body },
  };
}

function shuffle(ids: string[], random: Random): void {
  for (let at = ids.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random.next() * (at + 1));
    [ids[at], ids[other]] = [ids[other] ?? "", ids[at] ?? ""];
  }
}
