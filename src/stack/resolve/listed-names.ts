import type { Place } from "../../terms/place";
import type { AssignmentDocument } from "../language/assignment";
import type { ListReference } from "../language/references";
import { placeAt, type Path } from "../language/tree";
import { groupNameFault, principalNameFault } from "../files/principal-name";
import type { ListedName } from "../files/read-list";
import type { StackReport } from "../problems/report";
import type { YamlNode } from "../yaml/yaml-node";

export interface ListContext {
  readonly report: StackReport;
  /** Reads a list that the file of the assignment names. */
  readonly readList: (
    reference: { readonly file: string; readonly column?: string },
    place: Place,
  ) => readonly ListedName[];
}

/** Names of people as written in the stack file; a malformed one is reported and left out. */
export function takeNames(
  names: readonly string[],
  placeOf: (index: number) => Place,
  context: Pick<ListContext, "report">,
): readonly ListedName[] {
  return names.flatMap((written, index) => {
    const name = written.trim();
    const fault = principalNameFault(name);
    if (fault === undefined) return [{ name, place: placeOf(index) }];
    context.report.problem(
      "principal-name",
      placeOf(index),
      fault,
      "Write one user principal name, like `adele@contoso.com`.",
    );
    return [];
  });
}

/** Names of groups; one that no directory can hold is reported and left out. */
export function takeGroups(
  names: readonly string[],
  placeOf: (index: number) => Place,
  context: Pick<ListContext, "report">,
): readonly ListedName[] {
  return names.flatMap((written, index) => {
    const name = written.trim();
    const fault = groupNameFault(name);
    if (fault === undefined) return [{ name, place: placeOf(index) }];
    context.report.problem("group-name", placeOf(index), fault, "Write the group's display name as the portal has it.");
    return [];
  });
}

/** @param path of the key that names the lists */
export function readLists(
  from: AssignmentDocument["usersFrom"],
  tree: YamlNode,
  path: Path,
  context: Pick<ListContext, "readList">,
): readonly ListedName[] {
  if (from === undefined) return [];
  const read = (reference: ListReference, where: Path): readonly ListedName[] => {
    if (typeof reference === "string") return context.readList({ file: reference }, placeAt(tree, where));
    const { file, column } = reference;
    return context.readList(column === undefined ? { file } : { file, column }, placeAt(tree, [...where, "file"]));
  };
  if (!Array.isArray(from)) return read(from, path);
  return from.flatMap((reference, index) => read(reference, [...path, index]));
}
