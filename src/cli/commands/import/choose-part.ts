import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Observed } from "../../../terms/observed";
import { formatProblem } from "../../../stack/problems/format-problem";
import { decodeText } from "../../../stack/files/decode-text";
import { readList } from "../../../stack/files/read-list";
import { count } from "../../../report/content/words";
import { CliFailure, type CliContext } from "../../context";
import type { LicensedGroup } from "./combinations";
import { partOfPeople, partOwned, type PartOfTenant } from "./part-of-tenant";
import { readState, type OwnedLicense } from "./read-state";

/** What of the tenant is to be written. */
export type Choice =
  | { readonly kind: "everything" }
  | { readonly kind: "people"; readonly file: string; readonly names: readonly string[] }
  | {
      readonly kind: "state";
      readonly file: string;
      readonly tool: "terraform" | "pulumi";
      readonly licenses: readonly OwnedLicense[];
    };

export const everything: Choice = { kind: "everything" };

/** Problems of one file that are told; a file with more is another file. */
const toldAtMost = 20;

export function chooseState(context: CliContext, file: string): Choice {
  const state = readState(readText(context, file));
  if (state.kind === "invalid")
    throw new CliFailure(
      "state-invalid",
      `${file} cannot be read as a state:`,
      "Take terraform.tfstate, what `terraform state pull` prints, or what `pulumi stack export` prints.",
      listed(state.problems),
    );
  if (state.licenses.length === 0)
    throw new CliFailure(
      "state-without-licenses",
      `${file} owns no licence: it has neither azuread user licences nor azuread group licences.`,
      "Is it the state of the right workspace or stack?",
    );
  return { kind: "state", file, tool: state.tool, licenses: state.licenses };
}

export function choosePeople(context: CliContext, file: string): Choice {
  const { names, problems } = readList(readText(context, file), file, undefined, { file, line: 1, column: 1 });
  if (problems.length > 0)
    throw new CliFailure(
      "people-invalid",
      `${file} cannot be read as a list of people:`,
      "Correct it and run again.",
      listed(problems.map(formatProblem)),
    );
  return { kind: "people", file, names: names.map(({ name }) => name) };
}

/** @throws CliFailure where nobody whom the file names is in this tenant. */
export function choosePart(choice: Choice, observed: Observed, groups: readonly LicensedGroup[]): PartOfTenant {
  if (choice.kind === "everything")
    return { users: observed.users, groups, missing: [], notes: [], isElsewhere: false };
  const part =
    choice.kind === "state" ? partOwned(observed, groups, choice.licenses) : partOfPeople(observed, choice.names);
  if (part.isElsewhere)
    throw new CliFailure(
      "file-of-another-tenant",
      `Nobody whom ${choice.file} names is in the tenant ${observed.tenant.displayName} ` +
        `(${count(part.missing.length, "person or group", "people or groups")}).`,
      "Is it the file of another tenant? Nothing was written.",
    );
  return part;
}

function readText(context: CliContext, file: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(resolve(context.workingFolder, file));
  } catch (error) {
    throw new CliFailure(
      "file-missing",
      `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
      "Check its name; it is relative to this folder.",
    );
  }
  const decoded = decodeText(bytes);
  if (decoded.kind === "ok") return decoded.text.replace(/^\ufeff/, "");
  throw new CliFailure("file-encoding", `${file}:${String(decoded.line)}: ${decoded.message}`, "Save it as UTF-8.");
}

function listed(problems: readonly string[]): readonly string[] {
  const rest = problems.length - toldAtMost;
  return [...problems.slice(0, toldAtMost), ...(rest > 0 ? [`and ${String(rest)} more`] : [])];
}
