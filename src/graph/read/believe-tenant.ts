import type { Observed, ObservedSku } from "../../terms/observed";
import type { ItemAnswer } from "../batches/batch";
import { type WireObject, isObject, noAnswer } from "../batches/wire";
import { GraphFailure } from "../connect/graph-failure";
import { failWhole, unusableRemedy } from "./fail-whole";
import { observeOrganization, observeSku } from "./observe";
import type { ReadContext } from "./read-context";
import { byText } from "../../text/order";

type Answer = ItemAnswer | undefined;

/** The tenant's id comes before anything else of the same answer is believed. */
export function believeTenant(context: ReadContext, tenantAnswer: Answer, skuAnswer: Answer): void {
  const tenant = tenantOf(bodyOf(tenantAnswer, "/organization"));
  context.verify(tenant.id);
  const skus = skusOf(bodyOf(skuAnswer, "/subscribedSkus"));
  context.snapshot.tenant = tenant;
  context.snapshot.skus = skus;
}

function bodyOf(answer: Answer, path: string): WireObject {
  if (answer?.kind === "done") return answer.body;
  throw failWhole(`Reading ${path}`, answer?.error ?? noAnswer("no answer"));
}

function tenantOf(body: WireObject): Observed["tenant"] {
  const wire: unknown = Array.isArray(body["value"]) ? body["value"][0] : undefined;
  const tenant = isObject(wire) ? observeOrganization(wire) : undefined;
  if (tenant === undefined) throw unusable("/organization has no tenant in it");
  return tenant;
}

/** All or nothing: what the tenant does not have seems to be what nobody may keep. */
function skusOf(body: WireObject): readonly ObservedSku[] {
  const wires: unknown = body["value"];
  if (!Array.isArray(wires)) throw unusable("/subscribedSkus has no subscriptions in it");
  const skus = wires.map((wire) => (isObject(wire) ? observeSku(wire) : undefined)).filter((sku) => sku !== undefined);
  if (skus.length < wires.length)
    throw unusable(`/subscribedSkus has subscriptions that cannot be read: ${wires.length - skus.length}`);
  if (new Set(skus.map(({ skuId }) => skuId)).size < skus.length)
    throw unusable("/subscribedSkus has a subscription twice");
  return skus.sort((a, b) => byText(a.partNumber, b.partNumber) || byText(a.skuId, b.skuId));
}

function unusable(what: string): GraphFailure {
  return new GraphFailure("answer-unusable", `Graph's answer to ${what}.`, unusableRemedy);
}
