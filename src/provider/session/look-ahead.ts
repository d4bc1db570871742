import type { PlanWithModel } from "../../plan/decide/model";
import { forecastFrom, withForecast } from "../../plan/forecast-seats";
import { planKnowing, requestAhead } from "../../plan/forecast-reads";
import { momentOn } from "../../stack/resolve/dates";
import { declaredText } from "../contract/declared-text";
import type { ProgramInputs } from "../contract/properties";
import { unfold } from "./declared";
import type { Session } from "./session";
import type { StackFile } from "./stack-file";

/** Plans of people that a preview may take for it: some seconds. */
const mostPlans = 200_000;

/**
 * The plan with the seats of the next twelve months, for its reports. Without it where no report is asked for, where
 * the program declares something else than the stack, and where nothing is known to change.
 */
export async function lookAhead(
  session: Session,
  planned: PlanWithModel,
  inputs: ProgramInputs,
): Promise<PlanWithModel> {
  const file = session.explanation(inputs);
  if (session.reportFolder === undefined || file === undefined) return planned;
  if (file.text !== declaredText(unfold(inputs)) || file.today !== planned.plan.today) return planned;
  const days = new Set(file.ahead.changes.map(({ day }) => day)).size;
  if (days * planned.model.people.length > mostPlans) return planned;
  return foretell(session.tenant, planned, file);
}

/** A stack as it is today, and on other days. */
export type AheadOf = Pick<StackFile, "ahead" | "timeZone" | "on">;

/** Reads who comes later and when subscriptions end, and makes the plans of the days on which something changes. */
export async function foretell(
  tenant: Session["tenant"],
  planned: PlanWithModel,
  file: AheadOf,
): Promise<PlanWithModel> {
  const subscriptions = await tenant.readSubscriptionEnds();
  const request = requestAhead(file.ahead);
  const begin = request === undefined ? planned : planKnowing(planned, await tenant.readTenant(request));
  const forecast = forecastFrom(
    begin,
    file.ahead.changes,
    (day) => {
      const now = momentOn(day, file.timeZone);
      const then = file.on(now);
      return then === undefined ? undefined : { ...then, now: now.toISOString() };
    },
    subscriptions,
  );
  return withForecast(planned, forecast);
}
