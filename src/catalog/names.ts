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

/**
 * Whether a text can stand in a canonical line as it is: letters, digits, underscores. Some part numbers have commas
 * and parentheses.
 */
export function isPlainPartNumber(text: string): boolean {
  return /^\w+$/.test(text);
}
