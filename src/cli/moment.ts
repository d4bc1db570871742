/** A moment as Graph writes it, for people: `2026-11-23 09:30 UTC`; whatever else it is, as it is. */
export function momentText(moment: string): string {
  const match = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?Z$/.exec(moment);
  return match === null ? moment : `${match[1] ?? ""} ${match[2] ?? ""} UTC`;
}
