import type { PeopleQuestion } from "../../terms/desired";
import type { Place } from "../../terms/place";
import { type FindingPart, listSome, people } from "../basis/findings";
import type { Found, Unanswered } from "./find-people";

/**
 * Of so many and fewer the half may be gone by chance: the same bound from which on "everybody" means something to the
 * guard.
 */
const few = 3;

/** What an assignment's people are compared with. */
export interface Measure {
  /** Of the run before that asked the same. */
  readonly before: number | undefined;
  readonly userCount: number | undefined;
}

/** What of a question refuses the plan; nothing where its people can be believed. */
export function refuseUnanswered(question: PeopleQuestion, { kind, what, why, place }: Unanswered): FindingPart {
  const { assignment } = question;
  if (kind === "group")
    return {
      code: "selection-group",
      severity: "error",
      key: `${assignment} ${what}`,
      place,
      message: () =>
        `Whom "${assignment}" means is not known: the group ${what} cannot be asked for its members, since ${why}.`,
      remedy:
        "Write a group of the tenant, by its object id where the name is not unique, or take it out of `membersOf`.",
    };
  return {
    code: "selection-refused",
    severity: "error",
    key: `${assignment} ${what}`,
    place,
    message: () => `Whom "${assignment}" means is not known: Graph does not take the filter \`${what}\`: ${why}`,
    remedy: "Write it with other attributes or operators (docs/stack-language.md), or put these people into a group.",
  };
}

/** Answers that nobody can have meant: none, far fewer than last time, everybody. */
export function refuseSize(
  question: PeopleQuestion,
  found: Found,
  { before, userCount }: Measure,
): FindingPart | undefined {
  const { assignment, atLeast, atMost, place } = question;
  const size = found.people.size;
  const part = { severity: "error", key: assignment, place } as const;
  const fewer = (limit: string, instead: string): FindingPart => ({
    ...part,
    code: "selection-too-few",
    message: () => `${people(size)} of the tenant ${size === 1 ? "is" : "are"} meant by "${assignment}"; ${limit}.`,
    remedy: `Look at the filter and at the attributes in the tenant. ${instead}`,
  });
  if (atLeast !== undefined) {
    if (size < atLeast) return fewer(`\`atLeast\` says ${atLeast}`, `If it is right: \`atLeast: ${size}\`.`);
  } else if (size === 0)
    return fewer("nobody is no answer", "If it is right: `atLeast: 0`, or take the assignment out.");
  else if (before !== undefined && before > few && size * 2 < before)
    return fewer(
      `the run before found ${before}, and fewer than half are refused`,
      `If it is right: \`atLeast: ${size}\`.`,
    );
  const more = (limit: string, instead: string): FindingPart => ({
    ...part,
    code: "selection-too-many",
    message: () => `${people(size)} of the tenant are meant by "${assignment}"; ${limit}.`,
    remedy: instead,
  });
  if (atMost !== undefined)
    return size > atMost ? more(`\`atMost\` says ${atMost}`, `If it is right: \`atMost: ${size}\`.`) : undefined;
  if (userCount !== undefined && userCount > few && found.named >= userCount)
    return more(
      `that is everybody in the tenant, guests and service accounts too`,
      "Say whom you mean, like `userType eq 'Member' and accountEnabled eq true`. " +
        `If everybody is right: \`atMost: ${Math.max(size, userCount)}\`.`,
    );
  return undefined;
}

/** Who is kept although the answer leaves them out. */
export function reportLagging({ assignment, where, place }: PeopleQuestion, names: readonly string[]): FindingPart {
  const why =
    where === undefined
      ? "this stack has written to them within the hour, and lists of members lag behind"
      : "they match it, and lists lag behind";
  return {
    code: "selection-lags",
    severity: "info",
    key: assignment,
    principals: names,
    place,
    message: (all) =>
      `${people(all.length)} of "${assignment}" ${all.length === 1 ? "is" : "are"} missing from Graph's answer and ` +
      `kept: ${why}: ${listSome(all)}.`,
  };
}

/** Somebody for whom two assignments say different things. */
export function reportContradiction(
  code: "plans-contradict" | "location-contradicts",
  question: PeopleQuestion,
  name: string,
  { what, other, place }: { readonly what: string; readonly other: string; readonly place: Place | undefined },
): FindingPart {
  return {
    code,
    severity: "error",
    key: `${question.assignment} ${what} ${other}`,
    principal: name,
    place,
    message: (all) => `"${question.assignment}" wants ${what} ${other}, for ${people(all.length)}: ${listSome(all)}.`,
    remedy: "Make the two say the same, or leave these people out of one of them (`except`).",
  };
}
