import type { Emulator } from "../../../emulator/src/start";

/** Every moment in which a person stopped having a SKU by any path, as the emulated tenant recorded it. */
export function lostMoments(emulator: Emulator, userId: string): readonly string[] {
  return emulator.tenant.log.flatMap(({ change }) =>
    change.kind === "effectiveLicenses" && change.userId === userId ? change.lost : [],
  );
}

/** How many transactions an application made that changed this person's own licences. */
export function writesTo(emulator: Emulator, userId: string): number {
  const transactions = emulator.tenant.log
    .filter(
      ({ actor, change }) =>
        actor.kind === "application" &&
        (change.kind === "stateSet" || change.kind === "stateRemoved") &&
        change.userId === userId,
    )
    .map(({ transaction }) => transaction);
  return new Set(transactions).size;
}

/** Position in the log, to ask later what happened since. */
export function logLength(emulator: Emulator): number {
  return emulator.tenant.log.length;
}
