/** The day of Microsoft's table. */
export const tableDate = "2026-11-28";
