import type { ObjectId } from "../../../terms/observed";
import type { MailboxPurpose } from "../../../terms/waste";
import { query } from "../../batches/odata";
import { isObject } from "../../batches/wire";
import type { Reader } from "../reader";

export interface Mailboxes {
  /** Who is not in it has no mailbox, or one that could not be read. */
  readonly purposes: ReadonlyMap<ObjectId, MailboxPurpose>;
  /** Why nothing is known; absent: what can be known is. */
  readonly unknown?: string;
}

/**
 * What mailboxes are for (Microsoft, mailboxSettings: `userPurpose`), which Exchange answers person by person and needs
 * MailboxSettings.Read for: only who asks for it pays for it.
 */
export async function readMailboxes(reader: Reader, ids: readonly ObjectId[]): Promise<Mailboxes> {
  const select = query({ $select: "id,mailboxSettings" });
  const answers = await reader.ask(ids.map((id) => ({ url: `/users/${id}?${select}` })));
  const purposes = new Map<ObjectId, MailboxPurpose>();
  let isDenied = false;
  for (const [at, id] of ids.entries()) {
    const answer = answers[at];
    if (answer?.kind === "done") {
      const settings = answer.body["mailboxSettings"];
      const purpose = isObject(settings) ? settings["userPurpose"] : undefined;
      if (purpose === "shared" || purpose === "user") purposes.set(id, purpose);
      else if (typeof purpose === "string") purposes.set(id, "other");
    } else if (answer?.error.status === 403) isDenied = true;
  }
  return isDenied && purposes.size === 0
    ? { purposes, unknown: "that needs the permission MailboxSettings.Read" }
    : { purposes };
}
