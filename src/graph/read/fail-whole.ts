import { isConcurrencyViolation, type WireError } from "../batches/wire";
import { GraphFailure } from "../connect/graph-failure";

/** What every tenant has is not found, or is not what it must be: a fault that passes, or somebody in between. */
export const unusableRemedy =
  "Nothing was changed. Run again in some minutes; if it stays, `npx m365-licenses doctor` says whether Graph itself " +
  "answers.";

/** For answers that concern everything: no access, out of reach. */
export function failWhole(what: string, error: WireError): GraphFailure {
  const tried = error.tried === undefined ? "" : ` (asked ${error.tried})`;
  const fact = `${what} failed${tried}: ${error.message}`;
  if (error.status === 401)
    return new GraphFailure("signed-out", fact, "Sign in again, or check the credential of this run.", error.requestId);
  if (error.status === 403) {
    return new GraphFailure(
      "forbidden",
      fact,
      "Grant the app LicenseAssignment.ReadWrite.All, User.Read.All (User.ReadWrite.All to fill usage " +
        "locations), GroupMember.Read.All and Organization.Read.All, with admin consent.",
      error.requestId,
    );
  }
  const { status } = error;
  if (status === 0 || status === 408 || status === 429 || status >= 500 || isConcurrencyViolation(error))
    return new GraphFailure("unavailable", fact, "Nothing was changed. Run again in some minutes.", error.requestId);
  return new GraphFailure("answer-unusable", fact, unusableRemedy, error.requestId);
}

export function refuseStopped(signal: AbortSignal): void {
  if (signal.aborted) throw new GraphFailure("stopped", "Reading the tenant was stopped.", "Run again.");
}
