/**
 * Text with single blanks for every kind and length of white space, and none at the ends: Microsoft's table has tabs
 * and no-break spaces.
 */
export function tidyBlanks(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** Text as names are compared: no difference of case or of white space. */
export function foldName(text: string): string {
  return tidyBlanks(text).toLowerCase();
}

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a folded name is a GUID. */
export function isGuid(folded: string): boolean {
  return guid.test(folded);
}

/**
 * Whether a text can stand in a canonical line as it is: letters, digits, underscores. Some part numbers have commas
 * and parentheses.
 */
export function isPlainPartNumber(text: string): boolean {
  return /^\w+$/.test(text);
}
