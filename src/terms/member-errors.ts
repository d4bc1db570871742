/**
 * What an administrator does about each error that `licenseAssignmentStates` can hold, as a sentence without its full
 * stop (Graph, resource type `licenseAssignmentState`).
 */
const mendings: Readonly<Record<string, string>> = {
  CountViolation: "Buy or free seats",
  DependencyViolation: "Declare what it depends on for the same group",
  MutuallyExclusiveViolation: "Take away the licence that it does not go with, or switch one of the two plans off",
  ProhibitedInUsageLocationViolation: "Mend the usage location, or switch off the service plan that is not sold there",
  UniquenessViolation: "Mend the address that somebody else has too",
};

/** Undefined for an error that nothing is known of. */
export function mendingOf(error: string): string | undefined {
  return mendings[error];
}
