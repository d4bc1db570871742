/** Where a report goes: one comment of a pull request, or one issue, found again by its marker. */
export interface GitHost {
  readonly name: string;
  /** Returns what was done, for the job's log. */
  readonly comment: (marker: string, text: string) => Promise<"created" | "updated">;
  readonly issue: (marker: string, title: string, text: string) => Promise<"created" | "updated">;
  /** Closes the open issue of this marker, with the text as its last word. */
  readonly closeIssue: (marker: string, text: string) => Promise<"closed" | "none open">;
}
