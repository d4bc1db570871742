/** For one sign-in, with what Azure's libraries try again by themselves; then the run ends, and says so. */
export const longestSignIn = 90_000;
/** For one answer of a sign-in server. */
export const longestAnswer = 30_000;
/** Seconds: so long at most is waited where a sign-in server asks for it, whatever it asks for. */
export const longestRetryAfter = 10;
