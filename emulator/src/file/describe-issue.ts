import type { z } from "zod";

const types: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  tuple: "a list",
  object: "a map",
  record: "a map",
};

/**
 * What is wrong with a value of a tenant file, as an author of one understands it: the messages of the schema where it
 * has any, and none of the library's own.
 */
export function describeIssue(issue: z.core.$ZodIssue): string {
  if (!/^Invalid (?:input|option)/.test(issue.message)) return issue.message;
  if (issue.code === "invalid_type") {
    const found = issue.message.endsWith("received undefined") ? ", and there is nothing" : "";
    return `must be ${types[issue.expected] ?? issue.expected}${found}`;
  }
  if (issue.code === "invalid_value")
    return `must be ${issue.values.map((value) => `\`${String(value)}\``).join(" or ")}`;
  if (issue.code === "invalid_union")
    return `must be ${[...new Set(issue.errors.flatMap((errors) => errors.slice(0, 1).map(formOf)))].join(", or ")}`;
  return "does not fit here";
}

/** Of one form that a value may have: its shape, or what is wrong in a value that has it. */
function formOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys") return `a map without ${issue.keys.join(", ")}`;
  const text = describeIssue(issue).replace(/^must be /, "");
  return issue.path.length === 0 ? text : `a map in which ${issue.path.join(".")} is ${text}`;
}
