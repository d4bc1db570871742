import type { ProblemCode } from "../problems/problem-codes";

/** What the language says of a value that does not fit: the code, and what is expected instead. */
export interface Complaint {
  readonly code: ProblemCode;
  readonly text: string;
  /** Of a map with a key that it does not know: the keys that it knows. */
  readonly keys?: readonly string[];
  /** Keys that another map of the language knows, and what to do with them. */
  readonly elsewhere?: { readonly keys: readonly string[]; readonly hint: string };
}

/**
 * A complaint as the message of a schema: a message is all that a failed check hands on, so that everything that is to
 * be said has to be in it.
 */
export function complain(code: ProblemCode, text: string, more: Omit<Complaint, "code" | "text"> = {}): string {
  return JSON.stringify({ code, text, ...more } satisfies Complaint);
}

/** The inverse of `complain`; a message that no schema of ours wrote is a text of its own. */
export function complaintOf(message: string): Complaint {
  return message.startsWith("{") ? (JSON.parse(message) as Complaint) : { code: "wrong-value", text: message };
}
