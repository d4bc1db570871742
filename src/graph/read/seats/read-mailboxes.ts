import type { MailboxSettings, User } from "@microsoft/microsoft-graph-types";
import type { ObjectId } from "../../../terms/observed";
import type { MailboxPurpose } from "../../../terms/waste";
import { propertiesOf, query } from "../../batches/odata";
import { type Wire, asWire } from "../../batches/wire";
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
  const select = query({ $select: propertiesOf<User>("id", "mailboxSettings") });
  const answers = await reader.ask(ids.map((id) => ({ url: `/users/${id}?${select}` })));
  const purposes = new Map<ObjectId, MailboxPurpose>();
  let isDenied = false;
  for (const [at, id] of ids.entries()) {
    const answer = answers[at];
    if (answer?.kind === "done") {
      const person: Wire<User> = answer.body;
      const purpose = asWire<MailboxSettings>(person.mailboxSettings)?.userPurpose;
      if (purpose === "shared" || purpose === "user") purposes.set(id, purpose);
      else if (typeof purpose === "string") purposes.set(id, "other");
    } else if (answer?.error.status === 403) isDenied = true;
  }
  return isDenied && purposes.size === 0
    ? { purposes, unknown: "that needs the permission MailboxSettings.Read" }
    : { purposes };
}
