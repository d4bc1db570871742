/** What a finding is about, in the order in which it is looked at. */
export const parts = [
  "tools",
  "credential",
  "permissions",
  "tenant",
  "state",
  "clock",
  "proxy",
  "reports",
  "stacks",
] as const;

export type Part = (typeof parts)[number];

/** What somebody may want to do, and what stands in the way of which. */
export type Deed = "preview" | "apply" | "groups" | "locations" | "reprocessing";

export interface Finding {
  readonly part: Part;
  /** Stable; docs/errors.md explains each. */
  readonly code: string;
  /**
   * `fine`: as it should be. `note`: to be known. `warning`: odd, or in the way of something else than a preview.
   * `error`: a preview would not work.
   */
  readonly severity: "fine" | "note" | "warning" | "error";
  readonly message: string;
  readonly prevents: readonly Deed[];
  readonly remedy?: string;
  /** To be pasted, line by line, after the remedy was read. */
  readonly commands?: readonly string[];
}

type Said = Pick<Finding, "part" | "code" | "message">;

export function fine(said: Said): Finding {
  return { ...said, severity: "fine", prevents: [] };
}

export function note(said: Said & Pick<Finding, "remedy" | "commands">): Finding {
  return { ...said, severity: "note", prevents: [] };
}

export function warning(said: Said & { readonly remedy: string } & Partial<Finding>): Finding {
  return { prevents: [], ...said, severity: "warning" };
}

/** In the way of a preview, and so of everything. */
export function error(said: Said & { readonly remedy: string; readonly commands?: readonly string[] }): Finding {
  return { ...said, severity: "error", prevents: ["preview", "apply"] };
}
