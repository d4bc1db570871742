import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { parseLedger } from "../../../plan/ledger/ledger-text";
import type { LedgerEntry } from "../../../terms/ledger";
import type { CliContext } from "../../context";
import { runEngine } from "../../engine/run-engine";
import { momentText } from "../../moment";

/** Something that a stack will take back, and that was not there when it looked. */
export interface Unseen {
  readonly principal: "user" | "group";
  readonly id: string;
  readonly name: string;
  readonly skuId: string;
  /** As the stack file called it. */
  readonly written: string;
  /** ISO 8601. */
  readonly since: string;
}

/** Of a state that the engine exports, what holds a ledger. */
const stateSchema = z.object({
  deployment: z.object({
    resources: z
      .array(z.object({ type: z.string(), outputs: z.object({ __ledger: z.string().optional() }).optional() }))
      .optional(),
  }),
});

/**
 * What the ledger of a stack has as seen absent and not believed to be gone. Undefined where the state cannot be read:
 * what the tenant says can be told all the same.
 */
export async function readUnseen(context: CliContext, stack: string): Promise<readonly Unseen[] | undefined> {
  const folder = mkdtempSync(join(tmpdir(), "m365-licenses-state-"));
  const file = join(folder, "state.json");
  try {
    const { exitCode } = await runEngine(
      context,
      ["stack", "export", "--stack", stack, "--file", file, "--non-interactive"],
      "Reading the state",
    );
    return exitCode === 0 ? unseenOf(readFileSync(file, "utf8")) : undefined;
  } catch {
    return undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function unseenOf(state: string): readonly Unseen[] {
  const { deployment } = stateSchema.parse(JSON.parse(state));
  return (deployment.resources ?? []).flatMap(({ type, outputs }) => {
    if (!type.endsWith("m365:TenantLicenses") || outputs?.__ledger === undefined) return [];
    const { users, groups } = parseLedger(outputs.__ledger);
    return [...unseenIn("user", users), ...unseenIn("group", groups)];
  });
}

function unseenIn(principal: Unseen["principal"], entries: readonly LedgerEntry[]): readonly Unseen[] {
  return entries.flatMap(({ id, name, skus }) =>
    skus.flatMap(({ skuId, written, seenAbsent: since }) =>
      since === undefined ? [] : [{ principal, id, name, skuId, written, since }],
    ),
  );
}

/** Lines for a terminal; none where nothing is to be told. */
export function unseenLines(stack: string, unseen: readonly Unseen[] | undefined): readonly string[] {
  if (unseen === undefined) return ["", `The state of ${stack} could not be read: what it waits for is not told.`];
  if (unseen.length === 0) return [];
  return [
    "",
    `To be taken back by ${stack}, and not believed to be gone; every run looks again:`,
    ...unseen.map(
      ({ principal, name, written, since }) =>
        `  ${principal === "group" ? "group " : ""}${name}: ${written}, seen absent since ${momentText(since)}`,
    ),
  ];
}
