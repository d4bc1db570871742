import { formatFilter } from "../../filter/format-filter";
import { parseFilter } from "../../filter/parse-filter";
import type { PeopleQuestion } from "../../terms/desired";
import { formatPlace, isInFile, type Place } from "../../terms/place";
import { principalKey } from "../files/principal-name";
import type { ListedName } from "../files/read-list";
import type { AssignmentDocument } from "../language/assignment";
import { keyPlaceAt, nodeAt, placeAt, type Path } from "../language/tree";
import type { YamlNode } from "../yaml/yaml-node";
import { placeWithin } from "../yaml/place-within";
import { takeGroups, takeNames, type ListContext } from "./listed-names";

/** What an assignment asks the tenant; what its people get is added where the assignment is resolved. */
export type Asked = Pick<PeopleQuestion, "where" | "membersOf" | "except" | "atLeast" | "atMost" | "place">;

/**
 * Whom `usersWhere` and `membersOf` mean. Undefined where the assignment has neither, or what it has cannot be used,
 * which is reported.
 *
 * @param path of the assignment in `tree`
 * @param named whom the assignment names itself
 */
export function resolveQuestion(
  document: AssignmentDocument,
  tree: YamlNode,
  path: Path,
  named: readonly ListedName[],
  context: Pick<ListContext, "report">,
): Asked | undefined {
  const { usersWhere, membersOf, atLeast, atMost } = document;
  if (usersWhere === undefined && membersOf === undefined) {
    refuseUnused(document, tree, path, context);
    return undefined;
  }
  const where = usersWhere === undefined ? undefined : readFilter(usersWhere, tree, [...path, "usersWhere"], context);
  const groups = resolveGroups(membersOf ?? [], tree, [...path, "membersOf"], context);
  const except = resolveExceptions(document, tree, path, named, context);
  if (atLeast !== undefined && atMost !== undefined && atLeast > atMost)
    context.report.problem(
      "wrong-value",
      placeAt(tree, [...path, "atLeast"]),
      `The assignment \`${document.name}\` is to find at least ${atLeast} people and at most ${atMost}.`,
      "Swap the two, or mend the wrong one.",
    );
  if (where === undefined && groups.length === 0) return undefined;
  return {
    ...(where === undefined ? {} : { where }),
    ...(groups.length === 0 ? {} : { membersOf: groups }),
    ...(except === undefined ? {} : { except }),
    ...(atLeast === undefined ? {} : { atLeast }),
    ...(atMost === undefined ? {} : { atMost }),
    place: placeAt(tree, [...path, usersWhere === undefined ? "membersOf" : "usersWhere"]),
  };
}

const faultCodes = {
  syntax: "filter-syntax",
  attribute: "filter-attribute",
  operator: "filter-operator",
} as const;

/** As it is sent; what is wrong with it is reported at the word that is wrong. */
function readFilter(
  text: string,
  tree: YamlNode,
  path: Path,
  { report }: Pick<ListContext, "report">,
): string | undefined {
  const parsed = parseFilter(text);
  if (parsed.kind === "ok") return formatFilter(parsed.filter);
  const node = nodeAt(tree, path);
  for (const { kind, at, message, remedy } of parsed.faults) {
    const place = placeWithin(node, at);
    // A program knows which property it is, and not which letter of it.
    const letter = isInFile(place) ? "" : ` (letter ${String(at + 1)})`;
    report.problem(faultCodes[kind], place, `${message.replace(/\.$/, "")}${letter}.`, remedy);
  }
  return undefined;
}

function resolveGroups(
  entries: NonNullable<AssignmentDocument["membersOf"]>,
  tree: YamlNode,
  path: Path,
  context: Pick<ListContext, "report">,
): NonNullable<PeopleQuestion["membersOf"]> {
  return entries.flatMap((entry, index) => {
    const place =
      typeof entry === "string" ? placeAt(tree, [...path, index]) : placeAt(tree, [...path, index, "group"]);
    const [group] = takeGroups([typeof entry === "string" ? entry : entry.group], () => place, context);
    if (group === undefined) return [];
    const nested = typeof entry !== "string" && entry.nested === true ? { nested: true as const } : {};
    return [{ group: group.name, ...nested, place }];
  });
}

function resolveExceptions(
  document: AssignmentDocument,
  tree: YamlNode,
  path: Path,
  named: readonly ListedName[],
  context: Pick<ListContext, "report">,
): PeopleQuestion["except"] {
  if (document.except === undefined) return undefined;
  const at = (index: number): Path => [...path, "except", index];
  const people = document.except.flatMap((entry, index) =>
    typeof entry === "string" ? takeNames([entry], () => placeAt(tree, at(index)), context) : [],
  );
  const where = document.except.flatMap((entry, index) =>
    typeof entry === "string" ? [] : (readFilter(entry.where, tree, [...at(index), "where"], context) ?? []),
  );
  const places = new Map<string, Place>(named.map(({ name, place }) => [principalKey(name), place]));
  for (const { name, place } of people) {
    const declared = places.get(principalKey(name));
    if (declared !== undefined)
      context.report.problem(
        "except-declared",
        place,
        `${name} is left out of the assignment \`${document.name}\`, and named in it too (${formatPlace(declared)}).`,
        "Take one of the two out.",
      );
  }
  return { names: [...new Set(people.map(({ name }) => name))], where: [...new Set(where)] };
}

/** What says something about people whom nobody is asked for. */
function refuseUnused(
  document: AssignmentDocument,
  tree: YamlNode,
  path: Path,
  { report }: Pick<ListContext, "report">,
): void {
  for (const key of ["except", "atLeast", "atMost"] as const)
    if (document[key] !== undefined)
      report.problem(
        "selection-unused",
        keyPlaceAt(tree, [...path, key]),
        `\`${key}\` is about the people of \`usersWhere\` and \`membersOf\`, and the assignment \`${document.name}\` ` +
          "has neither.",
        key === "except" ? "Take it out; whom a list is not to name, take out of the list." : "Take it out.",
      );
}
