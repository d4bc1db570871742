import { parseRoster } from "../../roster/parse";
import type { Desired, DesiredPrincipal } from "../../terms/desired";
import type { Finding } from "../../terms/plan";
import { declaredText, linesOfText } from "../contract/declared-text";
import type { ProgramInputs } from "../contract/properties";
import type { StackFile } from "./stack-file";

/** What the program declared, with places where the stack file can still be read and says the same. */
export interface Declared {
  readonly desired: Desired;
  readonly findings: readonly Finding[];
}

/**
 * The declared state. The inputs hold it already, resolved; the stack file only explains it (place, assignment,
 * reason). If the file is gone or says something else, the plan has no places and nothing else changes.
 */
export function readDeclared(inputs: ProgramInputs, file: StackFile | undefined): Declared {
  if (file?.text === declaredText(inputs)) return file;
  return { desired: desiredFromLines(inputs), findings: [] };
}

function desiredFromLines({ tenant, users, groups, make = [], asks = [] }: ProgramInputs): Desired {
  return {
    tenant,
    users: Object.entries(users).map(principal),
    groups: Object.entries(groups).map(principal),
    ...(make.length === 0 ? {} : { make }),
    ...(asks.length === 0 ? {} : { asks }),
    dormant: [],
  };
}

function principal([name, line]: [string, string]): DesiredPrincipal {
  return { name, ...parseRoster(line), declarations: [] };
}

/** The program's inputs with the lines that it passed as one text. */
export function unfold<Told extends Pick<ProgramInputs, "users" | "groups" | "__declared">>(told: Told): Told {
  const { __declared: text, ...inputs } = told;
  return { ...inputs, ...(text === undefined ? {} : linesOfText(text)) } as Told;
}
