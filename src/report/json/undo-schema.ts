import { z } from "zod";

const license = z.object({
  skuId: z.string(),
  partNumber: z.string(),
  disabledPlans: z.array(z.object({ id: z.string(), name: z.string() })).describe("Off before the run"),
});

/**
 * What each changed principal held before a run, on the path that the run changes: direct licences of people, licences
 * of groups.
 */
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
      usageLocationAfter: z
        .string()
        .optional()
        .describe("What the run sets; absent where it leaves the location alone"),
      licenses: z.array(license),
      changed: z
        .array(z.string())
        .optional()
        .describe("SKU ids that the run gives, takes or changes; everything else is as it was"),
    }),
  ),
});

export type Undo = z.infer<typeof undoSchema>;

export type ReadUndo =
  | { readonly kind: "undo"; readonly undo: Undo }
  | { readonly kind: "invalid"; readonly message: string };

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
  return {
    kind: "invalid",
    message:
      `${name}: not an undo file of m365-licenses: ` +
      (issue === undefined ? "" : `${issue.path.join(".") || "the whole"}: ${issue.message}`),
  };
}
