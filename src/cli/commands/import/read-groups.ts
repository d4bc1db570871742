import type { AssignedLicense, Group } from "@microsoft/microsoft-graph-types";
import { pageSize, propertiesOf, query } from "../../../graph/batches/odata";
import type { Reader } from "../../../graph/read/reader";
import { asText, asWires, type Wire } from "../../../graph/batches/wire";
import { readCollection } from "../../tenant";
import type { LicensedGroup } from "./combinations";
import { byText } from "../../../text/order";

const properties = propertiesOf<Group>("id", "displayName", "mailNickname", "assignedLicenses");

/** Groups that have licences. All are read, since only then is it known whether a name means one group alone. */
export async function readLicensedGroups(reader: Reader): Promise<readonly LicensedGroup[]> {
  const names = new Map<string, Set<string>>();
  const licensed: Omit<LicensedGroup, "isUnique">[] = [];
  await readCollection(
    reader,
    `/groups?${query({ $select: properties, $top: pageSize })}`,
    "Reading the groups of the tenant",
    (entries) => {
      for (const entry of entries as readonly Wire<Group>[]) {
        const id = asText(entry.id)?.toLowerCase();
        if (id === undefined) continue;
        const displayName = asText(entry.displayName) ?? id;
        for (const name of [displayName, asText(entry.mailNickname)]) {
          if (name !== undefined) names.set(name.toLowerCase(), (names.get(name.toLowerCase()) ?? new Set()).add(id));
        }
        const licenses = asWires<AssignedLicense>(entry.assignedLicenses).flatMap((license) => {
          const skuId = asText(license.skuId)?.toLowerCase();
          const disabled = license.disabledPlans;
          return skuId === undefined
            ? []
            : [
                {
                  skuId,
                  disabledPlans: Array.isArray(disabled)
                    ? disabled.flatMap((plan) => asText(plan)?.toLowerCase() ?? [])
                    : [],
                },
              ];
        });
        if (licenses.length > 0) licensed.push({ id, displayName, licenses });
      }
    },
  );
  const isUnique = (name: string): boolean => names.get(name.toLowerCase())?.size === 1;
  return licensed
    .map((group) => ({ ...group, isUnique: isUnique(group.displayName) }))
    .sort((one, other) => byText(one.id, other.id));
}
