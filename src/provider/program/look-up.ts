import { resolveLicenseName } from "../../catalog/resolve-license";
import type { LicenseResolution } from "../../catalog/resolve/license-resolution";
import type { Product } from "../../catalog/types";
import { readConnectionSettings } from "../../graph/connect/connection-settings";
import { didYouMean } from "../../stack/problems/did-you-mean";
import type { Observed } from "../../terms/observed";
import type { PersonStatus } from "../../terms/person-status";
import { countSeats, type SkuSeats } from "../../terms/sku-seats";
import { isCalled } from "../../terms/tenant-names";
import { byText } from "../../text/order";
import { Refusal } from "../engine/refusal";
import { refusedBy, runError } from "./refuse-program";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What the tenant has bought, and how much of it is used, by part number; products for people only. Reads the tenant,
 * in a preview too, with the connection of the resource: the variables of the environment.
 *
 * @throws RunError where the tenant cannot be read, or the credentials lead to another one
 */
export async function getSkus(
  { tenant }: { readonly tenant: string },
  environment: Environment = process.env,
): Promise<readonly SkuSeats[]> {
  return refusedBy(async () => {
    const { skus } = await readTenant(tenant, environment);
    return skus
      .filter(({ appliesTo }) => appliesTo === "User")
      .map(countSeats)
      .sort((one, other) => byText(one.partNumber, other.partNumber));
  });
}

/**
 * What a person holds, directly and through groups, and what of it is still on its way. Reads the tenant as `getSkus`.
 *
 * @param person user principal name, or object id
 * @throws RunError where the tenant has no such person too: what is not found must not look like nothing
 */
export async function getPerson(
  { tenant, person }: { readonly tenant: string; readonly person: string },
  environment: Environment = process.env,
): Promise<PersonStatus> {
  return refusedBy(async () => {
    const { skus, tenant: found } = await readTenant(tenant, environment);
    const { connectReader } = await import("../../graph/connect-reader.js");
    const { readStatus } = await import("../../graph/read/read-status.js");
    const reader = connectReader(readConnectionSettings(environment));
    const [status] = await readStatus(reader, skus, [person], new Date(), () => undefined);
    if (status !== undefined) return status;
    throw new Refusal(
      "unknown-person",
      `The tenant ${found.displayName} has nobody called ${person}.`,
      "Write the user principal name as the tenant has it.",
    );
  });
}

/**
 * What is known of a product without a tenant: its names, part number, GUID and service plans.
 *
 * @param name part number, GUID, or product name, in any case
 * @throws RunError where no product is called so, or several are, with their names
 */
export function getProduct(name: string): Product {
  const resolution = resolveLicenseName(name);
  if (resolution.kind === "resolved" && resolution.product !== undefined) return resolution.product;
  throw runError(new Refusal("unknown-product", ...unknownProduct(name, resolution)).message);
}

function unknownProduct(name: string, resolution: LicenseResolution): [message: string, remedy: string] {
  if ("candidates" in resolution && resolution.candidates.length > 0) {
    const { candidates } = resolution;
    return [
      `\`${name}\` is the name of ${String(candidates.length)} products: ` +
        `${candidates.map((one) => `${one.partNumber} (${one.name}, ${one.skuId})`).join("; ")}.`,
      "Write the part number or the GUID of the one that is meant.",
    ];
  }
  const nearest = "nearest" in resolution ? resolution.nearest : [];
  return [
    `\`${name}\` is no product that is known here.`,
    didYouMean(nearest.slice(0, 3)) ?? "`m365-licenses catalog` lists those that are.",
  ];
}

/** @throws Refusal where the credentials lead to another tenant than the program says */
async function readTenant(asked: string, environment: Environment): Promise<Observed> {
  const { connectTenant } = await import("../../graph/connect-tenant.js");
  const observed = await connectTenant(readConnectionSettings(environment)).readTenant({
    userNames: [],
    userIds: [],
    groupNames: [],
    groupIds: [],
    wholeTenant: false,
  });
  if (isCalled(observed.tenant, asked)) return observed;
  const { id, displayName } = observed.tenant;
  throw new Refusal(
    "another-tenant",
    `The credentials lead to ${displayName} (${id}), and the program asks for ${asked}.`,
    "Sign in to the right tenant, or write one of its verified domains.",
  );
}
