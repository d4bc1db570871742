import { listSome, people } from "../basis/findings";
import { skuLabel } from "../basis/tenant-index";
import type { Model } from "../decide/model";
import { grantedTo } from "../guard/collect-losses";

/** Who leaves is mostly blocked first, and taken out of the file later: what is given then is paid for nobody. */
export function checkSignIn(model: Model): void {
  for (const person of model.people) {
    const { bound } = person;
    if (bound.user.signInBlocked !== true || model.protection.ids.has(bound.id)) continue;
    for (const skuId of grantedTo(person)) {
      const label = skuLabel(model.index, skuId);
      model.findings.addRule({
        code: "sign-in-blocked",
        severity: "warning",
        key: skuId,
        principal: bound.name,
        place: bound.declared?.declarations.find(({ place }) => place !== undefined)?.place,
        message: (names) =>
          names.length === 1
            ? `1 person who cannot sign in, since the account is blocked, gets ${label}: ${names.join("")}.`
            : `${people(names.length)} who cannot sign in, since the accounts are blocked, get ${label}: ` +
              `${listSome(names)}.`,
        remedy: "Take them out of the file if they have left; the mailbox of a shared or reserved account may need it.",
      });
    }
  }
}
