import type { GroupToMake, PeopleQuestion } from "../../terms/desired";
import { isInFile, type Place } from "../../terms/place";
import type { AssignmentDocument } from "../language/assignment";
import { keyPlaceAt, nodeAt, placeAt, type Path } from "../language/tree";
import { isDay } from "./dates";
import type { Allowance } from "./allowance";
import type { BundleShelf } from "./bundles";
import type { ListedName } from "../files/read-list";
import { nameOfGroup, resolveGroupsToMake } from "./groups-to-make";
import { readLists, takeGroups, takeNames, type ListContext } from "./listed-names";
import { reportMixedScripts } from "./mixed-scripts";
import { type Asked, resolveQuestion } from "./people-question";
import { licensePlaces, resolveLicense, type PlacedLicense } from "./resolve-licenses";
import type { LicenseContext } from "./resolve-sku";
import type { YamlNode } from "../yaml/yaml-node";

/** An assignment with every name resolved and every list read. */
export interface ResolvedAssignment {
  readonly name: string;
  /** The name with the blanks that may stand around it. */
  readonly written: string;
  readonly place: Place;
  readonly licenses: readonly PlacedLicense[];
  readonly people: readonly ListedName[];
  readonly groups: readonly ListedName[];
  /** Those of `groups` that the stack makes. */
  readonly make: readonly GroupToMake[];
  /** People whom the tenant names. */
  readonly asks?: PeopleQuestion;
  readonly usageLocation?: { readonly country: string; readonly place: Place };
  readonly onPremisesPstn?: Place;
  /** The higher gets a seat first. */
  readonly priority: number;
  /** Its licences are given all at once or not at all. */
  readonly together: boolean;
  readonly from?: string;
  readonly until?: string;
  /** Whether it counts on the day of the run. */
  readonly state: "active" | "notYet" | "ended";
}

export interface AssignmentContext extends LicenseContext, ListContext {
  readonly today: string;
  readonly bundles: BundleShelf;
  readonly allowance: Allowance;
}

/** @param path of the assignment in `tree` */
export function resolveAssignment(
  document: AssignmentDocument,
  tree: YamlNode,
  path: Path,
  context: AssignmentContext,
): ResolvedAssignment {
  const at = (...steps: PropertyKey[]): Place => placeAt(tree, [...path, ...steps]);
  const licenses = document.licenses.flatMap((reference, index) => {
    const bundled = typeof reference === "string" ? context.bundles.find(reference) : undefined;
    if (bundled !== undefined) return bundled;
    const resolved = resolveLicense(reference, licensePlaces(tree, [...path, "licenses", index]), context);
    return resolved === undefined ? [] : [resolved];
  });
  const { from, until, state } = resolveDates(document, at, context);
  const named = takeNames(document.users ?? [], (index) => at("users", index), context).concat(
    readLists(document.usersFrom, tree, [...path, "usersFrom"], context),
  );
  const listed = takeGroups((document.groups ?? []).map(nameOfGroup), (index) => at("groups", index), context);
  const toMake = resolveGroupsToMake(document.groups ?? [], tree, [...path, "groups"], context);
  const members = toMake.reduce((sum, group) => sum + (group.members?.length ?? 0), 0);
  const admitted = context.allowance.admits(
    document.name,
    named.length + listed.length + members,
    licenses.length,
    at(),
  );
  const asked = resolveQuestion(document, tree, path, named, context);
  const questions = 1 + (asked?.membersOf?.length ?? 0);
  const admitsQuestions = asked !== undefined && context.allowance.admitsQuestions(document.name, questions, at());
  const people = admitted ? named : [];
  const groups = admitted ? listed : [];
  reportMixedScripts(people, context);
  reportMixedScripts(groups, context);
  if (document.usageLocation !== undefined && document.groups !== undefined) {
    context.report.finding({
      code: "location-of-group",
      place: at("usageLocation"),
      message:
        `The usage location of the assignment \`${document.name}\` is for the people of \`users\` and ` +
        `\`usersFrom\`; members of its groups keep theirs.`,
      remedy: "Give the groups an assignment of their own.",
      principals: document.groups.map(nameOfGroup),
    });
  }
  const node = nodeAt(tree, path);
  if (node.kind === "map" && node.pruned !== true) reportNobody(document, named, listed, node.place, context);
  return {
    name: document.name.trim(),
    written: document.name,
    place: placeAt(tree, path),
    licenses,
    people,
    groups,
    make: admitted ? toMake : [],
    ...(admitsQuestions ? { asks: questionOf(asked, document, licenses) } : {}),
    state,
    priority: document.priority ?? 0,
    together: document.together === true,
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
    ...(document.usageLocation === undefined
      ? {}
      : { usageLocation: { country: document.usageLocation, place: at("usageLocation") } }),
    ...(document.pstn === undefined ? {} : { onPremisesPstn: keyPlaceAt(tree, [...path, "pstn"]) }),
  };
}

/** What is asked, with what whoever is found gets. */
function questionOf(
  asked: Asked,
  { name, usageLocation, pstn, together, priority = 0 }: AssignmentDocument,
  licenses: readonly PlacedLicense[],
): PeopleQuestion {
  return {
    assignment: name.trim(),
    ...asked,
    licenses: licenses.map(({ license }) => license),
    ...(usageLocation === undefined ? {} : { usageLocation }),
    ...(pstn === undefined ? {} : { onPremisesPstn: true }),
    ...(together === true ? { together } : {}),
    ...(priority === 0 ? {} : { priority }),
    licensePlaces: new Map(licenses.map(({ license, place }) => [license.sku, place])),
  };
}

type Dates = Pick<ResolvedAssignment, "from" | "until" | "state">;

/** Both days are inclusive: `until: 2027-03-31` counts on that day, and no longer on the next. */
function resolveDates(
  document: AssignmentDocument,
  at: (...steps: PropertyKey[]) => Place,
  context: AssignmentContext,
): Dates {
  const day = (key: "from" | "until"): string | undefined => {
    const written = document[key];
    if (written === undefined || isDay(written)) return written;
    context.report.problem(
      "date-invalid",
      at(key),
      `\`${written}\` is no day of the calendar.`,
      "Write year, month and day, for example `2027-03-31`.",
    );
    return undefined;
  };
  const from = day("from");
  const until = day("until");
  if (from !== undefined && until !== undefined && until < from)
    context.report.problem(
      "date-order",
      at("until"),
      `The assignment \`${document.name}\` ends on ${until}, before it begins on ${from}.`,
      "Swap the two, or mend the wrong one.",
    );
  const ended = until !== undefined && until < context.today;
  if (ended) {
    context.report.finding({
      code: "assignment-ended",
      place: at("until"),
      message: `The assignment \`${document.name}\` ended on ${until}; what only it gave is taken back.`,
      remedy: "Delete it once a run has done that.",
    });
  }
  const state = ended ? "ended" : from !== undefined && context.today < from ? "notYet" : "active";
  return { state, ...(from === undefined ? {} : { from }), ...(until === undefined ? {} : { until }) };
}

function reportNobody(
  document: AssignmentDocument,
  people: readonly ListedName[],
  groups: readonly ListedName[],
  place: Place,
  context: AssignmentContext,
): void {
  const asks = document.usersWhere !== undefined || document.membersOf !== undefined;
  if (document.users === undefined && document.usersFrom === undefined && document.groups === undefined && !asks)
    context.report.problem(
      "assignment-nobody",
      place,
      `The assignment \`${document.name}\` says nothing about who gets its licences.`,
      isInFile(place)
        ? "Add `users`, `usersFrom`, `usersWhere`, `membersOf` or `groups`."
        : "Add `users`, `usersWhere`, `membersOf` or `groups`.",
    );
  else if (people.length + groups.length === 0 && document.usersFrom === undefined && !asks)
    context.report.finding({
      code: "assignment-empty",
      place,
      message: `Nobody is in the assignment \`${document.name}\`.`,
      remedy: "Delete it, or name somebody.",
    });
}
