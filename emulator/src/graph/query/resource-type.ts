import type { Filters } from "../../tenant/schema/filters";
import type { Properties } from "../../tenant/schema/property";

export interface ResourceType {
  /** As in microsoft.graph.user. */
  readonly name: "user" | "group" | "organization" | "subscribedSku" | "companySubscription" | "domain";
  readonly properties: Properties;
  /** What can follow an object of this type in a path: $select takes these names and shows nothing of them. */
  readonly relations: readonly string[];
  readonly filters: Filters;
}
