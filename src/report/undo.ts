import { z } from "zod";
import type { Observed } from "../plan/observed";
import type { Plan } from "../plan/plan";
import { compareText } from "./words";

const license = z.object({
  skuId: z.string(),
  partNumber: z.string(),
  disabledPlans: z.array(z.object({ id: z.string(), name: z.string() })).describe("Off before the run"),
});

/** What each changed principal held before a run, on the path that the run changes: direct licences of people, licences of groups. */
export const undoSchema = z.object({
  format: z.literal("m365-licenses/undo"),
  version: z.literal(1),
  stack: z.string(),
  tenant: z.object({ id: z.string(), displayName: z.string() }),
  today: z.string(),
  digest: z.string().describe("Of the plan that the run carried out"),
  principals: z.array(
    z.object({
      principal: z.enum(["user", "group"]),
      id: z.string(),
      name: z.string().describe("As written in the stack"),
      currentName: z.string(),
      usageLocation: z.string().optional(),
      usageLocationAfter: z.string().optional().describe("What the run sets; absent where it leaves the location alone"),
      licenses: z.array(license),
      changed: z.array(z.string()).optional().describe("SKU ids that the run gives, takes or changes; everything else is as it was"),
    }),
  ),
});

export type Undo = z.infer<typeof undoSchema>;

/** `before` is the tenant that the plan was made on. Principals of whom nothing is known are left out: nothing can be said of them. */
export function composeUndo(plan: Plan, before: Observed, stack: string): Undo {
  const users = new Map(before.users.map((user) => [user.id, user]));
  const groups = new Map(before.groups.map((group) => [group.id, group]));
  const skus = new Map(before.skus.map((sku) => [sku.skuId, sku]));
  const describe = ({ skuId, disabledPlans }: { readonly skuId: string; readonly disabledPlans: readonly string[] }): Undo["principals"][number]["licenses"][number] => {
    const sku = skus.get(skuId);
    const names = new Map(sku?.servicePlans.map(({ id, name }) => [id, name]));
    const plans = disabledPlans.map((id) => ({ id, name: names.get(id) ?? plan.plans[id] ?? id })).sort((one, other) => compareText(one.name, other.name));
    return { skuId, partNumber: sku?.partNumber ?? plan.skus[skuId]?.partNumber ?? skuId, disabledPlans: plans };
  };
  const principals = plan.transitions.flatMap((transition): Undo["principals"] => {
    const user = transition.principal === "user" ? users.get(transition.id) : undefined;
    const held = transition.principal === "group" ? groups.get(transition.id)?.licenses : user?.assignments?.filter((assignment) => assignment.assignedByGroup === undefined);
    if (held === undefined) return [];
    const location = user?.usageLocation;
    return [
      {
        principal: transition.principal,
        id: transition.id,
        name: transition.name,
        currentName: transition.currentName,
        ...(location === undefined ? {} : { usageLocation: location }),
        ...(transition.usageLocation === undefined ? {} : { usageLocationAfter: transition.usageLocation.after }),
        licenses: held.map(describe).sort((one, other) => compareText(one.partNumber, other.partNumber)),
        changed: [...new Set([...transition.grants, ...transition.removals].map((part) => part.skuId))].sort(compareText),
      },
    ];
  });
  return { format: "m365-licenses/undo", version: 1, stack, tenant: plan.tenant, today: plan.today, digest: plan.digest, principals };
}

export function formatUndo(undo: Undo): string {
  return `${JSON.stringify(undo, undefined, 2)}\n`;
}

export type ReadUndo = { readonly kind: "undo"; readonly undo: Undo } | { readonly kind: "invalid"; readonly message: string };

/** Reads an undo file; whatever is wrong with it is one sentence. */
export function readUndo(text: string, name: string): ReadUndo {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { kind: "invalid", message: `${name}: not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  const parsed = undoSchema.safeParse(value);
  if (parsed.success) return { kind: "undo", undo: parsed.data };
  const [issue] = parsed.error.issues;
  return { kind: "invalid", message: `${name}: not an undo file of m365-licenses: ${issue === undefined ? "" : `${issue.path.join(".") || "the whole"}: ${issue.message}`}` };
}
