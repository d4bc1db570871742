import { unknownValue } from "@pulumi/pulumi/runtime/rpc";
import type { Ledger } from "../../terms/ledger";
import type { Inputs, LineByName, ProgramInputs } from "../contract/properties";

/** What a preview cannot know yet, because another resource has still to be created. */
export interface SetAside {
  /** Inputs as far as they are known. */
  readonly inputs: ProgramInputs;
  /** The ledger without those whose line is unknown: they are neither declared nor undeclared in this preview. */
  readonly ledger: Ledger;
  /** Paths that are unknown, e.g. `users["adele@contoso.com"]` or `groups`. */
  readonly paths: readonly string[];
  /** Puts what is unknown back into planned lines, so that the engine shows it as unknown and not as removed. */
  readonly putBack: (lines: Pick<Inputs, "users" | "groups">) => Pick<Inputs, "users" | "groups">;
}

type Told = Pick<ProgramInputs, "tenant" | "policy" | "__declared" | "__later">;

/** Properties without which nothing can be planned, and that another resource has still to tell. */
export function stillUnknown({ tenant, policy, __declared: lines, __later: later = {} }: Told): readonly string[] {
  const isUnknown = ([, value]: readonly [string, unknown]): boolean => value === unknownValue;
  const named = Object.entries(later).filter(isUnknown);
  // What is made of them is unknown with them, and has no name that a program knows.
  const unnamed = Object.entries({ tenant, policy, lines }).filter(isUnknown);
  return (named.length > 0 ? named : unnamed).map(([property]) => property);
}

/** Whether anything that is declared is not known yet. Lines that are one text are known, all of them. */
export function hasUnknown(told: Told & Pick<ProgramInputs, "users" | "groups">): boolean {
  if (stillUnknown(told).length > 0) return true;
  if (told.__declared !== undefined) return false;
  return [told.users, told.groups].some((lines: LineByName | typeof unknownValue) =>
    typeof lines === "string" ? true : Object.values(lines).includes(unknownValue),
  );
}

/**
 * Sets aside what is unknown, so that the rest can be planned. An unknown line must never look like a removal.
 */
export function setUnknownAside(inputs: ProgramInputs, ledger: Ledger): SetAside {
  if (inputs.__declared !== undefined) return { inputs, ledger, paths: [], putBack: (lines) => lines };
  const users = split("users", inputs.users);
  const groups = split("groups", inputs.groups);
  return {
    inputs: { ...inputs, users: users.known, groups: groups.known },
    ledger: {
      ...ledger,
      users: ledger.users.filter((entry) => !users.covers(entry.name)),
      groups: ledger.groups.filter((entry) => !groups.covers(entry.name)),
    },
    paths: [...users.paths, ...groups.paths],
    putBack: (lines) => ({ users: users.putBack(lines.users), groups: groups.putBack(lines.groups) }),
  };
}

function split(property: string, value: LineByName | typeof unknownValue) {
  if (typeof value === "string") {
    return { known: {}, paths: [property], covers: () => true, putBack: () => value as unknown as LineByName };
  }
  const names = Object.keys(value).filter((name) => value[name] === unknownValue);
  const folded = new Set(names.map((name) => name.toLowerCase()));
  return {
    known: Object.fromEntries(Object.entries(value).filter(([, line]) => line !== unknownValue)),
    paths: names.map((name) => `${property}[${JSON.stringify(name)}]`),
    covers: (name: string) => folded.has(name.toLowerCase()),
    putBack: (lines: LineByName): LineByName => ({
      ...lines,
      ...Object.fromEntries(names.map((name) => [name, unknownValue])),
    }),
  };
}
