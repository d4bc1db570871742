import type { Group, User } from "@microsoft/microsoft-graph-types";
import type { ItemAnswer } from "../batches/batch";
import { type Wire, asText, isMissing } from "../batches/wire";
import type { ReadContext } from "./read-context";
import { absenceKey } from "./snapshot";

/**
 * 404 by id: deleted where `deletedItems` still has it (30 days), purged where that says 404 too, and unreadable in
 * every other case.
 */
export async function explainGone(
  context: ReadContext,
  principal: "user" | "group",
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  const answers = await context.reader.ask(
    ids.map((id) => ({ url: `/directory/deletedItems/${encodeURIComponent(id)}` })),
  );
  for (const [index, lookup] of ids.entries()) {
    const answer = answers[index];
    const id = lookup.toLowerCase();
    const key = absenceKey(principal, lookup);
    const found: Wire<User & Group> = answer?.kind === "done" ? answer.body : {};
    const isOfAnother = answer?.kind === "done" && asText(found.id)?.toLowerCase() !== id;
    if (answer?.kind === "done" && !isOfAnother) {
      const formerName = [found.userPrincipalName, found.displayName].find(
        (name): name is string => typeof name === "string" && name !== "",
      );
      context.snapshot.absent.set(key, {
        kind: "deleted",
        lookup,
        id,
        ...(formerName === undefined ? {} : { formerName }),
      });
    } else if (answer?.kind === "refused" && isMissing(answer.error)) {
      context.snapshot.absent.set(key, { kind: "purged", lookup, id });
    } else {
      context.snapshot.absent.set(key, {
        kind: "unreadable",
        lookup,
        reason: `not found, and the deleted people could not be read: ${whyUnread(answer)}`,
      });
    }
  }
}

function whyUnread(answer: ItemAnswer | undefined): string {
  return answer?.kind === "done" ? "Graph answered with somebody else" : (answer?.error.message ?? "no answer");
}
