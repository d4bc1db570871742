const utc = "UTC";

/** Whether YYYY-MM-DD is a day of the calendar. */
export function isDay(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text;
}

/** Whether the runtime knows the IANA time zone. */
export function isTimeZone(name: string): boolean {
  // Most stacks name none, and asking the runtime takes longer than the rest of a small stack.
  if (name === utc) return true;
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The day that it is at `now` in a time zone, YYYY-MM-DD. */
export function dayIn(timeZone: string, now: Date): string {
  if (timeZone === utc) return now.toISOString().slice(0, 10);
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    calendar: "gregory",
    numberingSystem: "latn",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).formatToParts(now);
  const part = (type: string): string => parts.find((entry) => entry.type === type)?.value ?? "";
  return `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}`;
}

export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/** A moment at which it is that day in the time zone. */
export function momentOn(day: string, timeZone: string): Date {
  const noon = Date.parse(`${day}T12:00:00Z`);
  // East of +12:00 it is the next day already at noon of UTC.
  const hours = [0, -6, 6, -11, 11];
  const moments = hours.map((hour) => new Date(noon + hour * 3_600_000));
  return moments.find((moment) => dayIn(timeZone, moment) === day) ?? new Date(noon);
}
