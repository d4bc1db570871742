import type { Clock } from "../../../src/graph/batches/clock";
import type { GraphHttp } from "../../../src/graph/connect/graph-http";
import { createReader } from "../../../src/graph/read/reader";
import type { ReaderContext } from "../../../src/graph/read/question";
import type { Asked, SentItem, Told } from "../support/scripted-graph";
import { createScriptedTenant, personId, type ScriptedTenant, sku } from "../support/scripted-tenant";
import { spoil, type Wrong } from "./wrong-answers";

export const groupId = personId(900);
export const members = [personId(1), personId(2)];
const heldByGroup = { skuId: sku.mcoev, disabledPlans: [], assignedByGroup: groupId, state: "Active", error: "None" };

/** Six people with E3, two of them in a group that gives Phone System, behind answers that go wrong. */
export interface WrongGraph {
  readonly tenant: ScriptedTenant;
  readonly context: ReaderContext;
  readonly reader: ReturnType<typeof createReader>;
}

/** `wrongs` are the answers to the first requests; afterwards all is well, or the last goes on for ever. */
export function createWrongGraph(wrongs: readonly Wrong[], forEver: boolean): WrongGraph {
  const tenant = createScriptedTenant(6, [sku.e3]);
  let count = 0;
  const http: GraphHttp = {
    pathOfLink: (link) => (link.startsWith("https://graph.test/v1.0/") ? link.slice(23) : undefined),
    send: (request) => {
      const met = wrongs[forEver ? Math.min(count, wrongs.length - 1) : count] ?? { kind: "right" };
      count += 1;
      if (met.kind === "brokenBefore") return Promise.resolve(spoil({}, met));
      const body = request.path === "/$batch" ? answerBatch(tenant, request.body) : tell(tenant, request.path).body;
      return Promise.resolve(spoil(body, met));
    },
  };
  const context: ReaderContext = {
    http,
    clock: createLeapingClock(),
    signal: new AbortController().signal,
    figures: { requests: 0, batches: 0, retries: 0 },
  };
  return { tenant, context, reader: createReader(context) };
}

/** Waits take no time, and yet the time is over afterwards. */
function createLeapingClock(): Clock {
  let time = 0;
  return {
    now: () => time,
    epoch: () => time,
    random: () => 0.5,
    sleep: (milliseconds) => {
      time += Math.max(0, milliseconds);
      return Promise.resolve();
    },
  };
}

function answerBatch(tenant: ScriptedTenant, sent: unknown): unknown {
  const { requests } = sent as { readonly requests: readonly SentItem[] };
  return { responses: requests.map((item) => ({ id: item.id, ...tell(tenant, item.url, item) })) };
}

function tell(tenant: ScriptedTenant, url: string, item?: SentItem): Told {
  const path = decodeURIComponent(url);
  const asked: Asked = { method: item?.method ?? "GET", path, body: item?.body, headers: {} };
  if (path.startsWith("/subscribedSkus"))
    return { status: 200, body: { value: [skuBody(sku.e3, "ENTERPRISEPACK"), skuBody(sku.mcoev, "MCOEV")] } };
  if (path.startsWith(`/groups/${groupId}/members`)) return { status: 200, body: { value: members.map(memberBody) } };
  if (path.startsWith("/groups/")) return { status: 200, body: groupBody };
  if (path.startsWith("/users?")) return { status: 200, body: pageOf(tenant, path) };
  const told = tenant.answer(asked);
  return { status: told.status, body: withGroup(told.body) };
}

const skuBody = (skuId: string, skuPartNumber: string): object => ({
  skuId,
  skuPartNumber,
  appliesTo: "User",
  capabilityStatus: "Enabled",
  consumedUnits: 6,
  prepaidUnits: { enabled: 10, warning: 0, suspended: 0, lockedOut: 0 },
  servicePlans: [],
});

const memberBody = (id: string): object => ({
  "@odata.type": "#microsoft.graph.user",
  id,
  userPrincipalName: `${id}@contoso.com`,
});

const groupBody = {
  id: groupId,
  displayName: "Voice",
  securityEnabled: true,
  assignedLicenses: [{ skuId: sku.mcoev, disabledPlans: [] }],
  licenseProcessingState: { state: "ProcessingComplete" },
};

/** What a person has through the group, beside what is its own. */
function withGroup(body: unknown): unknown {
  const person = body as { readonly id?: string; readonly licenseAssignmentStates?: readonly object[] } | undefined;
  if (person?.licenseAssignmentStates === undefined || !members.includes(person.id ?? "")) return body;
  return { ...person, licenseAssignmentStates: [...person.licenseAssignmentStates, heldByGroup] };
}

/** Two pages of three people; a filter finds everybody. */
function pageOf(tenant: ScriptedTenant, path: string): object {
  const everybody = [...tenant.people.keys()].map((id) =>
    withGroup(tenant.answer({ method: "GET", path: `/users/${id}`, body: undefined, headers: {} }).body),
  );
  if (path.includes("$count")) return { "@odata.count": 6, value: [] };
  if (path.includes("$filter")) return { value: everybody };
  if (path.includes("$skiptoken")) return { value: everybody.slice(3) };
  return { "@odata.nextLink": "https://graph.test/v1.0/users?$skiptoken=2", value: everybody.slice(0, 3) };
}
