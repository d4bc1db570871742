import type { CompanySubscription } from "@microsoft/microsoft-graph-types";
import type { SubscriptionEnd, SubscriptionEnds } from "../../terms/forecast";
import { asCount, asText, type Wire } from "../batches/wire";
import type { Reader } from "./reader";

/**
 * When the terms of commercial subscriptions are over: `GET /directory/subscriptions`, which needs
 * Organization.Read.All. `nextLifecycleDateTime` is when a subscription "will move to the next state … if not renewed"
 * (Microsoft, companySubscription): of an enabled one its term is over then and a grace begins, of one in grace
 * (`Warning`) the seats are gone.
 */
export async function readSubscriptionEnds(reader: Reader): Promise<SubscriptionEnds> {
  const ends: SubscriptionEnd[] = [];
  const answer = await reader.readPages({ url: "/directory/subscriptions" }, (entries) => {
    for (const entry of entries) ends.push(...endOf(entry));
  });
  if (answer.kind === "done") return { kind: "known", ends };
  const why = /Authorization_RequestDenied/i.test(answer.error.code)
    ? "that needs the permission Organization.Read.All"
    : answer.error.message.replace(/\.$/, "");
  return { kind: "unknown", why: `When subscriptions end is not known: ${why}.` };
}

function endOf(entry: Wire<CompanySubscription>): readonly SubscriptionEnd[] {
  const skuId = asText(entry["skuId"])?.toLowerCase();
  const moment = Date.parse(asText(entry["nextLifecycleDateTime"]) ?? "");
  const seats = asCount(entry["totalLicenses"]);
  const status = asText(entry["status"]);
  if (skuId === undefined || Number.isNaN(moment) || seats === 0) return [];
  if (status !== "Enabled" && status !== "Warning") return [];
  const of = status === "Warning" ? "grace" : "term";
  const day = new Date(moment).toISOString().slice(0, 10);
  return [{ skuId, seats, day, of, isTrial: entry["isTrial"] === true }];
}
