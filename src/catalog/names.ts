/** Text as names are compared: no difference of case, of kinds and lengths of white space, or at the ends. */
export function foldName(text: string): string {
  return text.replace(/\s+/g, " ").trim().toLowerCase();
}

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a folded name is a GUID. */
export function isGuid(folded: string): boolean {
  return guid.test(folded);
}

/** Whether a text can stand in a canonical line as it is: letters, digits, underscores. Some part numbers have commas and parentheses. */
export function isPlainPartNumber(text: string): boolean {
  return /^\w+$/.test(text);
}
