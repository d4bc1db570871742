import type { z } from "zod";

/**
 * What is wrong with a document, and where in it, as one part of a sentence: `plan.seats[1].skuId: a text is expected,
 * and there is nothing`. Values are not repeated: a state holds secrets.
 *
 * @param within where the part that was checked stands
 */
export function describeIssue(issue: z.core.$ZodIssue | undefined, within: readonly PropertyKey[] = []): string {
  return issue === undefined ? "it does not fit" : `${placeOf([...within, ...issue.path])}: ${expectation(issue)}`;
}

function placeOf(path: readonly PropertyKey[]): string {
  const text = path.map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`)).join("");
  return text.replace(/^\./, "") || "the whole";
}

const types: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  tuple: "a list",
  object: "an object",
  record: "an object",
};

/** The schema's own words where it has any; those of the library begin like this, and are meant for programs. */
function expectation(issue: z.core.$ZodIssue): string {
  if (!/^Invalid (?:input|option)/.test(issue.message)) return issue.message;
  if (issue.code === "invalid_type") {
    const found = issue.message.endsWith("received undefined") ? ", and there is nothing" : "";
    return `${types[issue.expected] ?? issue.expected} is expected${found}`;
  }
  if (issue.code === "invalid_value")
    return `${issue.values.map((value) => `\`${String(value)}\``).join(" or ")} is expected`;
  return issue.code === "invalid_union" ? "it has none of the forms that are known" : "it does not fit";
}
