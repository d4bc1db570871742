import { z } from "zod";

const step = z.object({
  op: z.string(),
  urn: z.string(),
  oldState: z.object({ inputs: z.record(z.string(), z.unknown()).optional() }).optional(),
  newState: z.object({ inputs: z.record(z.string(), z.unknown()).optional() }).optional(),
  detailedDiff: z.record(z.string(), z.object({ kind: z.string(), inputDiff: z.boolean() })).nullish(),
});

const diagnostic = z.object({
  urn: z.string().optional(),
  message: z.string().optional(),
  severity: z.string().optional(),
});

const preview = z.object({
  steps: z.array(step).default([]),
  diagnostics: z.array(diagnostic).default([]),
  changeSummary: z.record(z.string(), z.number()).default({}),
});

export type Preview = z.infer<typeof preview>;
export type PreviewStep = z.infer<typeof step>;

/** Reads what `pulumi preview --json` prints. Fails where it printed anything else. */
export function parsePreview(stdout: string): Preview {
  return preview.parse(JSON.parse(stdout));
}

/** The steps of the resources whose type ends with `type`, refreshes left out. */
export function stepsOf(parsed: Preview, type: string): readonly PreviewStep[] {
  return parsed.steps.filter(({ op, urn }) => op !== "refresh" && urn.split("::")[2]?.endsWith(type));
}

/** What changes, as sorted paths such as `users["adele@contoso.com"]`. */
export function changedPaths(parsed: Preview, type: string): readonly string[] {
  return stepsOf(parsed, type)
    .flatMap(({ detailedDiff }) => Object.keys(detailedDiff ?? {}))
    .sort();
}
