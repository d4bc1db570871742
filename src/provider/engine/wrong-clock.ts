import { Refusal } from "./refusal";

/** As far as Microsoft's own sign-in allows clocks to differ (AADSTS700024), in milliseconds. */
const longestSkew = 300_000;

interface Readings {
  /** This machine's clock, milliseconds since 1970, and by how much it is ahead of Graph's. */
  readonly here: number;
  readonly skew: number;
  /** The moment that the process began with. */
  readonly began: number;
  /** As the program took it, which is another process. */
  readonly today?: string | undefined;
}

/**
 * Days decide what has ended, what a limit counts and for how long an approval is good, and moments what is believed to
 * be gone: with a clock that is wrong a run would take what nobody asked for. Graph says in every answer what time it
 * is.
 *
 * @throws Refusal where this machine's clock is not Graph's
 */
export function refuseWrongClock({ here, skew, began, today }: Readings): void {
  const there = here - skew;
  if (Math.abs(skew) > longestSkew) throw wrongClock(momentText(here), momentText(there));
  // It was set back since this process began.
  if (began - there > longestSkew) throw wrongClock(momentText(began), momentText(there));
  const day = new Date(began).toISOString().slice(0, 10);
  // A day begins up to 14 hours earlier or 12 hours later than in UTC.
  if (today !== undefined && Math.abs(Date.parse(today) - Date.parse(day)) > 86_400_000) throw wrongClock(today, day);
}

function wrongClock(here: string, there: string): Refusal {
  return new Refusal(
    "clock-wrong",
    `The clock of this machine says ${here}, and Graph's says ${there}. What has ended, what the limits count and ` +
      "what is believed to be gone depend on it, so nothing was changed.",
    "Set the clock (on Linux with systemd: sudo timedatectl set-ntp true), and run again.",
  );
}

function momentText(milliseconds: number): string {
  return new Date(milliseconds)
    .toISOString()
    .replace(/:\d\d\.\d+Z$/, " UTC")
    .replace("T", " ");
}
