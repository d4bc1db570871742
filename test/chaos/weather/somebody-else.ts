import { administrate, type AdministratorAction } from "../../../emulator/src/control/administrate";
import type { Emulator } from "../../../emulator/src/start";
import { restoreUser } from "../../../emulator/src/tenant/change-users";
import type { User } from "../../../emulator/src/tenant/model";
import type { Chance } from "../support/chance";

const skus = ["STANDARDPACK", "ENTERPRISEPACK", "ENTERPRISEPREMIUM", "VISIOCLIENT"] as const;
const cause = { actor: { kind: "administrator", id: "portal" }, requestId: null } as const;

/** An administrator at work while runs go on: assigns, removes, renames, deletes, restores, buys and cancels. */
export class SomebodyElse {
  readonly #emulator: Emulator;
  readonly #chance: Chance;
  #renamed = 0;
  /** People whom this has touched, and products whose seats or subscription it has; what it did in words. */
  readonly people = new Set<string>();
  readonly products = new Set<string>();
  readonly did: string[] = [];

  constructor(emulator: Emulator, chance: Chance) {
    this.#emulator = emulator;
    this.#chance = chance;
  }

  act(): void {
    const { tenant } = this.#emulator;
    const chance = this.#chance;
    const deleted = [...tenant.state.deletedUsers.keys()];
    if (deleted.length > 0 && chance.happens(0.3)) {
      const id = chance.pick(deleted);
      this.people.add(id);
      this.#say("restores", id, restoreUser(tenant, id, cause));
      return;
    }
    const user = chance.pick([...tenant.state.users.values()]);
    const action = this.#draw(user);
    this.people.add(user.id);
    if ("sku" in action) this.products.add(action.sku);
    this.#say(action.kind, JSON.stringify(action), administrate(tenant, action));
  }

  #say(what: string, whom: string, outcome: { readonly kind: string }): void {
    this.did.push(`${what} ${whom}: ${outcome.kind}`);
  }

  #draw(user: User): AdministratorAction {
    const chance = this.#chance;
    const name = user.userPrincipalName;
    const group = chance.pick([...this.#emulator.tenant.state.groups.values()]).displayName;
    const sku = chance.pick(skus);
    const draws: readonly (() => AdministratorAction)[] = [
      () => ({ kind: "assignLicenses", to: name, add: [sku] }),
      () => ({ kind: "assignLicenses", to: name, remove: [sku] }),
      () => ({ kind: "assignLicenses", to: name, remove: user.states.slice(0, 1).map(({ skuId }) => skuId) }),
      () => ({
        kind: "patchUser",
        user: name,
        set: { userPrincipalName: `renamed${(this.#renamed += 1)}@contoso.com` },
      }),
      () => ({ kind: "deleteUser", user: name }),
      () => ({ kind: "addMember", group, member: name }),
      () => ({ kind: "removeMember", group, member: name }),
      () => ({ kind: "setSeats", sku, units: { enabled: 70 } }),
      () => ({ kind: "setSeats", sku, units: { enabled: 12 } }),
      () => (chance.happens(0.2) ? { kind: "endSubscription", sku } : { kind: "deleteGroup", group }),
    ];
    return chance.pick(draws)();
  }
}
