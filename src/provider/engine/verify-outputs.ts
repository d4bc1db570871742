import { z } from "zod";
import { describeIssue } from "../../report/json/describe-issue";
import { Refusal } from "./refusal";
import type { Outputs } from "../contract/properties";

/** Put together when a state is first read: a first run reads none, and starts sooner. */
function describeOutputs() {
  const text = z.string();
  const texts = z.array(text);
  const policy = z.object({
    usageLocation: z.object({ default: text.optional(), fromCountry: z.boolean() }).optional(),
    limits: z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("noneRemoved") }),
      z.object({ kind: z.literal("limited"), people: z.number(), atMost: z.number(), perDays: z.number() }),
    ]),
    approvals: z.array(z.object({ losses: z.number(), of: texts, until: text, reason: text })),
    protected: texts,
    release: texts,
    authoritative: z.object({ skus: texts, scope: z.enum(["declared", "tenant"]) }).optional(),
    onMissingUser: z.enum(["error", "wait"]),
    onShortage: z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("refuse") }),
      z.object({
        kind: z.literal("inOrder"),
        order: texts,
        priorities: z.array(z.object({ priority: z.number(), skus: texts, principals: texts })).optional(),
        together: z.array(z.object({ skus: texts, principals: texts })).optional(),
      }),
    ]),
    allowInterruption: texts,
    rules: z.record(text, z.enum(["error", "warning", "info", "off"])),
  });
  const names = z.object({ users: texts, groups: texts, blocks: z.record(text, text).optional() });
  return z.object({
    tenant: text,
    tenantId: text,
    policy,
    source: text.optional(),
    __ledger: text,
    __shown: text.refine((shown) => names.safeParse(parsed(shown)).success, "names are expected").optional(),
    __urn: text,
    __settled: texts.optional(),
    __begun: z.object({ until: text, given: text }).optional(),
  });
}

let described: ReturnType<typeof describeOutputs> | undefined;

/**
 * What a run believes of a state has the form in which a run left it: somebody may have edited it, or put half of it
 * back.
 *
 * @throws Refusal with the place in the resource's outputs
 */
export function verifyOutputs(outputs: Outputs): void {
  described ??= describeOutputs();
  const { error } = described.safeParse(outputs);
  if (error === undefined) return;
  throw new Refusal(
    "state-damaged",
    `The outputs of the resource in the state are damaged: ${describeIssue(error.issues[0])}. Nothing was read or ` +
      "changed.",
    "Restore the state from its history.",
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
