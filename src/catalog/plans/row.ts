import type { PlanId } from "../types";

/** One service plan on one line, as in Microsoft's table: id, service plan name, name for people. */
export type PlanRow = readonly [id: PlanId, name: string, friendlyName: string];
