/** The day of every run. */
export const today = "2026-03-02";
export const now = "2026-03-02T09:00:00.000Z";
/** More than an hour before: what is not there then is believed to be gone. */
export const longAgo = "2026-03-01T09:00:00.000Z";
