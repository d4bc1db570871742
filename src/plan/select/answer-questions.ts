import type { Desired, DesiredPrincipal, DormantAssignment, PeopleQuestion } from "../../terms/desired";
import type { LedgerEntry } from "../../terms/ledger";
import type { ObjectId } from "../../terms/observed";
import { digestOf } from "../basis/digest";
import type { FindingPart } from "../basis/findings";
import type { Answered, Left, PlanInput } from "../basis/plan-input";
import { indexTenant } from "../basis/tenant-index";
import { findPeople } from "./find-people";
import { PeopleMerger } from "./merge-people";
import { refuseSize, refuseUnanswered, reportLagging } from "./report-questions";

/**
 * Puts the people whom the tenant names among those whom the file names: (desired with questions, answers) → desired.
 * From then on nothing tells them apart; how they got there stands in `answered`. What cannot be answered, or has an
 * answer that nobody can have meant, is an error, and whoever has something of such an assignment is left as it is.
 */
export function answerQuestions(input: PlanInput): PlanInput {
  const { desired, ledger, policy, observed, now } = input;
  const { asks = [] } = desired;
  if (input.answered !== undefined || (asks.length === 0 && !desired.dormant.some((one) => one.asks === true)))
    return input;
  const index = indexTenant(observed);
  const untouched = new Set([...policy.protected, ...policy.release].map((name) => name.toLowerCase()));
  for (const id of ledger.protectedIds) untouched.add(id);
  const findings: FindingPart[] = [];
  const counts: Record<string, number> = {};
  const doubtful = new Set<ObjectId>();
  const left = new Map<ObjectId, Left[]>();
  const withheld = new Set(input.withheld);
  const merger = new PeopleMerger(desired.users, ledger.users, index);
  for (const question of asks) {
    const digest = digestOfQuestion(question);
    const before = ledger.asked?.[digest];
    const owners = merger.ownersOf(question);
    const standing = { index, owners, untouched, once: before !== undefined, ...(now !== undefined && { now }) };
    const found = findPeople(question, standing);
    const refusal =
      "kind" in found
        ? refuseUnanswered(question, found)
        : refuseSize(question, found, { before, userCount: observed.userCount });
    if (refusal !== undefined || "kind" in found) {
      if (refusal !== undefined) findings.push(refusal);
      for (const { id } of owners) withheld.add(id);
      continue;
    }
    counts[digest] = found.people.size;
    if (found.lagging.length > 0)
      findings.push(
        reportLagging(
          question,
          found.lagging.map((id) => merger.nameOf(id)),
        ),
      );
    for (const id of found.doubtful) doubtful.add(id);
    for (const [id, one] of found.left) left.set(id, [...(left.get(id) ?? []), one]);
    findings.push(...merger.add(question, found.people));
  }
  const users = merger.toPrincipals();
  const answered: Answered = { findings, counts, doubtful: [...doubtful].sort(), left };
  return {
    ...input,
    desired: { ...desired, users, dormant: desired.dormant.map((one) => withOwners(one, ledger.users)) },
    policy: withOrder(policy, desired, users, asks),
    withheld,
    answered,
  };
}

/** What stands for a question in the ledger: whom it means, not what they get or how many are expected. */
function digestOfQuestion({ where, membersOf, except }: PeopleQuestion): string {
  const groups = membersOf?.map(({ group, nested }) => [group.toLowerCase(), nested ?? false]);
  return digestOf([where ?? null, groups ?? [], except?.names ?? [], except?.where ?? []]).slice(0, 12);
}

/** Whom an assignment meant that has ended nobody can say; who has something of it is told that it ended. */
function withOwners(assignment: DormantAssignment, owned: readonly LedgerEntry[]): DormantAssignment {
  if (assignment.asks !== true) return assignment;
  const skus = new Set(assignment.skus.map((sku) => sku.toUpperCase()));
  const owners = owned.filter((entry) => entry.skus.some(({ written }) => skus.has(written.toUpperCase())));
  return { ...assignment, principals: [...new Set([...assignment.principals, ...owners.map(({ name }) => name)])] };
}

/** Where order decides, people whom the tenant names come after those whom the file names, by name. */
function withOrder(
  policy: PlanInput["policy"],
  desired: Desired,
  users: readonly DesiredPrincipal[],
  asks: readonly PeopleQuestion[],
): PlanInput["policy"] {
  const { onShortage } = policy;
  if (onShortage.kind === "refuse") return policy;
  const added = users.slice(desired.users.length).map(({ name }) => name);
  const principals = (assignment: string): readonly string[] =>
    users.filter((user) => user.declarations.some((one) => one.assignment === assignment)).map(({ name }) => name);
  const skusOf = ({ licenses }: PeopleQuestion): readonly string[] => licenses.map(({ sku }) => sku);
  const together = asks
    .filter((question) => question.together === true && question.licenses.length > 1)
    .map((question) => ({ skus: skusOf(question), principals: principals(question.assignment) }));
  const priorities = asks.flatMap((question) =>
    question.priority === undefined
      ? []
      : [{ priority: question.priority, skus: skusOf(question), principals: principals(question.assignment) }],
  );
  const allTogether = [...(onShortage.together ?? []), ...together];
  const allPriorities = [...(onShortage.priorities ?? []), ...priorities];
  return {
    ...policy,
    onShortage: {
      kind: "inOrder",
      order: [...onShortage.order, ...added],
      ...(allTogether.length > 0 && { together: allTogether }),
      ...(allPriorities.length > 0 && { priorities: allPriorities }),
    },
  };
}
