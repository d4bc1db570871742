import { z } from "zod";
import { describeIssue } from "./describe-issue";

// What stands in the file becomes names of files, comments and values of a stack: one line each, and of what is known
// to look a certain way nothing else.
const line = z.string().regex(/^[^\p{Cc}\p{Zl}\p{Zp}]+$/u, "one line of text");

/** Names of files have 255 bytes; that of a part has a date and a digest too. */
const mostBytes = 200;

const country = z.string().regex(/^[A-Z]{2}$/, "two letters");

const license = z.object({
  skuId: line,
  partNumber: line,
  disabledPlans: z.array(z.object({ id: line, name: line })).describe("Off before the run"),
});

/**
 * What each changed principal held before a run, on the path that the run changes: direct licences of people, licences
 * of groups.
 */
export const undoSchema = z.object({
  format: z.literal("m365-licenses/undo"),
  version: z.literal(1),
  stack: z
    .string()
    .regex(/^[\p{L}\p{N}_][\p{L}\p{N}_. -]*$/u, "the name of a stack, without a folder")
    .refine((name) => Buffer.byteLength(name) <= mostBytes, "a name that a file can have, with a date behind it"),
  tenant: z.object({ id: line, displayName: z.string() }),
  today: z.iso.date(),
  digest: z
    .string()
    .regex(/^[0-9a-f]{1,64}$/, "a digest")
    .describe("Of the plan that the run carried out"),
  principals: z.array(
    z.object({
      principal: z.enum(["user", "group"]),
      id: line,
      name: line.describe("As written in the stack"),
      currentName: line,
      usageLocation: country.optional(),
      usageLocationAfter: country.optional().describe("What the run sets; absent where it leaves the location alone"),
      licenses: z.array(license),
      changed: z
        .array(line)
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
  return { kind: "invalid", message: `${name}: not an undo file of m365-licenses: ${describeIssue(issue)}` };
}
