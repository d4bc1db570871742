import type { Settings } from "../../settings/settings";
import type { Subscription } from "../../tenant/model";

/** What of the tenant the view of a person needs. */
export interface ViewContext {
  readonly settings: Settings;
  readonly now: number;
  readonly subscriptions: ReadonlyMap<string, Subscription>;
  /** The initial domain, which issues the names that people sign in with. */
  readonly issuer: string;
}
