import { z } from "zod";
import { placeSchema } from "../../report/json/plan-schema";
import { reportVersion } from "../../report/json/report-version";
import type { ObservedPool, Snapshot } from "./snapshot";

/*
 * What a page over many stacks asks of each report, and no more: a year of a hundred stacks is tens of thousands of
 * them. Whatever else stands in one is taken as it comes, so that reports of every older version are read.
 */

const head = { version: z.int().min(1).max(reportVersion), stack: z.string(), at: z.string().optional() };
const tenant = z.object({ id: z.string(), displayName: z.string() });
const number = z.number();

const planSchema = z.object({
  ...head,
  format: z.literal("m365-licenses/plan"),
  pools: z
    .object({
      currency: z.string().optional(),
      lines: z.array(
        z.object({
          skuId: z.string(),
          partNumber: z.string(),
          name: z.string(),
          bought: number,
          used: number,
          price: number.optional(),
        }),
      ),
    })
    .optional(),
  plan: z.object({
    today: z.iso.date(),
    tenant,
    skus: z.record(z.string(), z.object({ partNumber: z.string(), name: z.string() })),
    seats: z.array(z.object({ skuId: z.string(), bought: number, usedNow: number })),
    findings: z.array(
      z.object({
        code: z.string(),
        severity: z.enum(["error", "warning", "info"]),
        message: z.string(),
        remedy: z.string().optional(),
        principals: z.array(z.string()),
        place: placeSchema.optional(),
      }),
    ),
    waits: z.array(z.unknown()).optional(),
  }),
});
const runSchema = z.object({
  ...head,
  format: z.literal("m365-licenses/run"),
  today: z.iso.date(),
  tenant,
  seats: z.array(z.object({ skuId: z.string(), bought: number, used: number })),
});
const refusalSchema = z.object({
  ...head,
  format: z.literal("m365-licenses/refusal"),
  problems: z.array(
    z.object({
      code: z.string().optional(),
      message: z.string(),
      remedy: z.string().optional(),
      place: placeSchema.optional(),
    }),
  ),
});
const schema = z.discriminatedUnion("format", [planSchema, runSchema, refusalSchema]);

/** Undefined for what is no report; who wants to know why asks `readKept`. */
export function readSnapshot(text: string): Snapshot | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) return undefined;
  const { data } = parsed;
  const common = { stack: data.stack, ...(data.at === undefined ? {} : { at: data.at }) };
  switch (data.format) {
    case "m365-licenses/plan": {
      const { plan, pools } = data;
      return {
        kind: "plan",
        ...common,
        day: plan.today,
        tenant: plan.tenant,
        ...(pools?.currency === undefined ? {} : { currency: pools.currency }),
        isWhole: pools !== undefined,
        pools:
          pools?.lines ??
          plan.seats.map(({ skuId, bought, usedNow }): ObservedPool => ({
            ...(plan.skus[skuId] ?? { partNumber: skuId, name: skuId }),
            skuId,
            bought,
            used: usedNow,
          })),
        findings: plan.findings,
        waiting: plan.waits?.length ?? 0,
      };
    }
    case "m365-licenses/run":
      return { kind: "run", ...common, day: data.today, tenant: data.tenant, seats: data.seats };
    case "m365-licenses/refusal":
      return { kind: "refusal", ...common, problems: data.problems };
  }
}
