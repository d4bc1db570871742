import type { PendingGroup } from "../tenant/groups/group-queue";
import type { TenantDocument } from "./tenant-document";

type PendingDocument = NonNullable<TenantDocument["pending"]>[number];

/** Unfinished group processing as a document has it: dates and ids. */
export function savePending({ groupId, waiting, running }: PendingGroup): PendingDocument {
  const due = (time: number): string => new Date(time).toISOString();
  return {
    group: groupId,
    ...(waiting === undefined
      ? {}
      : {
          waiting: {
            members: waiting.scope === "everybody" ? "everybody" : [...waiting.scope],
            due: due(waiting.dueAt),
          },
        }),
    ...(running === undefined ? {} : { running: { members: [...running.memberIds], due: due(running.dueAt) } }),
  };
}

export function readPending({ group, waiting, running }: PendingDocument): PendingGroup {
  return {
    groupId: group.toLowerCase(),
    ...(waiting === undefined
      ? {}
      : {
          waiting: {
            scope: waiting.members === "everybody" ? "everybody" : new Set(waiting.members),
            dueAt: Date.parse(waiting.due),
          },
        }),
    ...(running === undefined ? {} : { running: { memberIds: running.members, dueAt: Date.parse(running.due) } }),
  };
}
