const millisecondsPerDay = 86_400_000;

/** The day (YYYY-MM-DD) that lies `days` days before another. */
export function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * millisecondsPerDay).toISOString().slice(0, 10);
}
