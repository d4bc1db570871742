import { byText } from "../text/order";

/** A place in a stack or list file; line and column count from 1. */
export interface FilePlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A place in what a program says: a property by its path, e.g. `assignments[0].licenses[1]`. */
export interface PropertyPlace {
  readonly property: string;
  readonly file?: undefined;
  readonly line?: undefined;
  readonly column?: undefined;
}

/** Where something is said that is to be mended. */
export type Place = FilePlace | PropertyPlace;

export function isInFile(place: Place): place is FilePlace {
  return place.file !== undefined;
}

/** `stacks/contoso.yaml:14:7`, or `assignments[0].licenses[1]`. */
export function formatPlace(place: Place): string {
  return isInFile(place) ? `${place.file}:${String(place.line)}:${String(place.column)}` : place.property;
}

/** The same within a sentence: `in stacks/contoso.yaml, line 14`, or `at assignments[0].licenses[1]`. */
export function placeInWords(place: Place): string {
  return isInFile(place) ? `in ${place.file}, line ${String(place.line)}` : `at \`${place.property}\``;
}

/** Orders by file, line and column; properties by their path, the tenth of a list after the ninth. */
export function comparePlaces(one: Place | undefined, other: Place | undefined): number {
  const [left, right] = [keyOf(one), keyOf(other)];
  return byText(left.text, right.text) || left.line - right.line || left.column - right.column;
}

function keyOf(place: Place | undefined): { readonly text: string; readonly line: number; readonly column: number } {
  if (place === undefined) return { text: "", line: 0, column: 0 };
  if (isInFile(place)) return { text: place.file, line: place.line, column: place.column };
  return { text: place.property.replace(/\d+/g, (digits) => digits.padStart(9, "0")), line: 0, column: 0 };
}
