import { planWithModel } from "../../plan/plan-tenant";
import type { ObjectId } from "../../terms/observed";
import { Refusal } from "../engine/refusal";
import { groupKey } from "../../stack/files/principal-name";
import type { Checked, Session } from "./session";

/**
 * The same plan under the object ids of groups that the engine has made since it was planned, once the tenant finds
 * them. A group that is not found in time is left out by the run, which says so; the next one licenses it.
 */
export async function underMadeIds(session: Session, checked: Checked): Promise<Checked> {
  const { plan, model } = checked;
  const made = new Map<string, ObjectId>();
  for (const { bound } of model.groupModels) {
    if (bound.isNew !== true) continue;
    const id = checked.made.get(groupKey(bound.name))?.toLowerCase();
    if (id === undefined)
      throw new Refusal(
        "group-not-made",
        `The group ${bound.name} was to be made before this, and the engine does not say that it was.`,
        "Run the command again; nothing was changed.",
      );
    made.set(bound.name.toLowerCase(), id);
  }
  if (made.size === 0) return checked;
  const missing = await session.tenant.awaitGroupsThere([...made.values()]);
  if (missing.length > 0)
    await session.engineLog(checked.urn).warn(`Not found yet, though it was made: group ${missing.join(", ")}.`);
  const again = planWithModel({ ...model.input, made });
  const { findings, ledgerChanges } = plan;
  return { ...checked, model: again.model, plan: { ...again.plan, findings, ledgerChanges } };
}
