import { describe, expect, it } from "vitest";
import { readMailboxes } from "../../../src/graph/read/seats/read-mailboxes";
import type { Reader } from "../../../src/graph/read/reader";

const done = (mailboxSettings: unknown) => ({ kind: "done", body: { mailboxSettings } });
const refused = (status: number) => ({ kind: "refused", error: { status, code: "ErrorAccessDenied", message: "No." } });

async function read(...answers: readonly object[]) {
  const reader = { ask: () => Promise.resolve(answers) } as unknown as Reader;
  const { purposes, unknown } = await readMailboxes(
    reader,
    answers.map((_, at) => String(at)),
  );
  return { purposes: Object.fromEntries(purposes), unknown };
}

describe("readMailboxes", () => {
  it("tells shared mailboxes from those of people and of rooms, and knows nothing of what it cannot read", async () => {
    const odd = [done(null), done({ userPurpose: 5 }), done({}), refused(404)];
    const answers = [
      done({ userPurpose: "shared" }),
      done({ userPurpose: "user" }),
      done({ userPurpose: "room" }),
      ...odd,
    ];
    expect(await read(...answers)).toEqual({ purposes: { 0: "shared", 1: "user", 2: "other" }, unknown: undefined });
  });

  it("says which permission it lacks", async () => {
    expect(await read(refused(403), refused(403))).toEqual({
      purposes: {},
      unknown: "that needs the permission MailboxSettings.Read",
    });
    expect((await read(refused(403), done({ userPurpose: "user" }))).unknown).toBeUndefined();
  });
});
