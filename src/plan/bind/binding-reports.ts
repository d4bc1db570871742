import type { DesiredPrincipal } from "../../terms/desired";
import type { Place } from "../../terms/place";
import { type FindingList, people } from "../basis/findings";
import type { LedgerEntry } from "../../terms/ledger";
import type { Absence, ObservedUser } from "../../terms/observed";

function placeOf(principal: DesiredPrincipal | undefined): Place | undefined {
  return principal?.declarations.find((declaration) => declaration.place !== undefined)?.place;
}

/** What is to be said about people whose names and ids do not meet. */
export class BindingReports {
  constructor(private readonly findings: FindingList) {}

  unknown(principal: DesiredPrincipal, absence: Absence | undefined, nearest: readonly string[]): void {
    const { name } = principal;
    const deleted = absence?.kind === "deleted" ? " An account of this name was deleted." : "";
    this.findings.add({
      code: "user-unknown",
      severity: "error",
      key: name,
      principal: name,
      place: placeOf(principal),
      message: () =>
        "The tenant has no user " +
        `${name}.${deleted}${nearest.length === 0 ? "" : ` The nearest are ${nearest.join(", ")}.`}`,
      remedy: "Mend the name, take the line out, or set `onMissingUser: wait` if the account will be made later.",
    });
  }

  renamed(principal: DesiredPrincipal, user: ObservedUser): void {
    this.findings.addRule({
      code: "user-renamed",
      severity: "warning",
      key: user.id,
      principal: principal.name,
      place: placeOf(principal),
      message: () => `${principal.name} is now called ${user.userPrincipalName}; it is the same person.`,
      remedy: `Write ${user.userPrincipalName} instead of ${principal.name}.`,
    });
  }

  vanished(entry: LedgerEntry, kind: "deleted" | "missing" | "purged", declared: DesiredPrincipal | undefined): void {
    const what = {
      deleted: "was deleted",
      missing: "is missing from the tenant",
      purged: "is neither in the tenant nor among its deleted accounts",
    }[kind];
    this.findings.addRule({
      code: "user-gone",
      severity: "warning",
      key: kind,
      principal: entry.name,
      place: placeOf(declared),
      message: (names) =>
        names.length === 1
          ? `${names[0] ?? ""} ${what}.`
          : `${people(names.length)}: each ${what}: ${names.join(", ")}.`,
      remedy:
        kind === "deleted"
          ? "Take the line out of the stack, or restore the account within 30 days."
          : "Take the line out of the stack.",
    });
  }

  succeeded(entry: LedgerEntry, successor: ObservedUser): void {
    this.findings.addRule({
      code: "user-succeeded",
      severity: "info",
      key: entry.id,
      principal: entry.name,
      message: () =>
        `${entry.name} (id ${entry.id}) was deleted; the account with id ${successor.id} has the name now, and ` +
        "begins with nothing.",
    });
  }

  /** The former person is in the file too, under the present name. */
  passedOn(principal: DesiredPrincipal, former: ObservedUser, holder: ObservedUser): void {
    this.findings.addRule({
      code: "user-succeeded",
      severity: "info",
      key: former.id,
      principal: principal.name,
      place: placeOf(principal),
      message: () =>
        `${principal.name} is the name of another account now (id ${holder.id}). The person whom this stack knew by ` +
        `it (id ${former.id}) is called ${former.userPrincipalName}, is in the file under that name too, and keeps ` +
        "what is declared there.",
    });
  }

  unreachable(name: string, reason: string, declared: DesiredPrincipal | undefined): void {
    this.findings.add({
      code: "user-unreachable",
      severity: "warning",
      key: reason,
      principal: name,
      place: placeOf(declared),
      message: (names) =>
        `${people(names.length)} could not be read (${reason}) and ${names.length === 1 ? "is" : "are"} left ` +
        `alone: ${names.join(", ")}.`,
      remedy:
        "Nothing is taken from them or given to them; the next run tries again. Where it stays so, a restricted " +
        "administrative unit may keep this application out.",
    });
  }

  taken(principal: DesiredPrincipal, owned: LedgerEntry, user: ObservedUser | undefined, holder: ObservedUser): void {
    const before =
      user === undefined
        ? `whose id ${owned.id} cannot be found, nor be confirmed as deleted`
        : `who is now called ${user.userPrincipalName} (id ${owned.id})`;
    this.findings.add({
      code: "user-name-taken",
      severity: "error",
      key: principal.name,
      principal: principal.name,
      place: placeOf(principal),
      message: () =>
        `${principal.name} belongs to somebody else now (id ${holder.id}). This stack knows it as the name of a ` +
        `person ${before}.`,
      remedy:
        `Take ${principal.name} out and write the present name of the person meant; ` +
        `or forget the former person without taking anything: \`release: [${principal.name}]\`.`,
    });
  }

  twoNames(first: DesiredPrincipal, second: DesiredPrincipal, user: ObservedUser): void {
    this.findings.add({
      code: "user-twice",
      severity: "error",
      key: user.id,
      principal: second.name,
      place: placeOf(second),
      message: (names) =>
        `${[first.name, ...names].join(" and ")} are the same person (${user.userPrincipalName}, id ${user.id}).`,
      remedy: `Write ${user.userPrincipalName} everywhere.`,
    });
  }
}
