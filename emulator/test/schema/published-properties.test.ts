import { describe, expect, it } from "vitest";
import { endsWithPaths, groupFilters, userFilters, type Filters } from "../../src/tenant/schema/filters";
import { groupProperties } from "../../src/tenant/schema/group-properties";
import { propertiesIn, type Properties, type PropertyType } from "../../src/tenant/schema/property";
import { relationsOf } from "../../src/tenant/schema/relations";
import {
  domainProperties,
  organizationProperties,
  subscribedSkuProperties,
} from "../../src/tenant/schema/tenant-properties";
import { userProperties } from "../../src/tenant/schema/user-properties";
import { publishedProperties, type PublishedProperty } from "../support/published-types";

const tables: readonly [string, Properties, readonly string[]][] = [
  ["User", userProperties, relationsOf.user],
  ["Group", groupProperties, relationsOf.group],
  ["SubscribedSku", subscribedSkuProperties, []],
  ["Organization", organizationProperties, relationsOf.organization],
  ["Domain", domainProperties, relationsOf.domain],
];

/** In both versions, as the stable one describes them. */
function publishedAnywhere(type: string): ReadonlyMap<string, PublishedProperty> {
  return new Map([...publishedProperties("beta", type), ...publishedProperties("v1.0", type)]);
}

/** In the published types of v1.0 only, though in the answers of both. */
const droppedFromBeta = ["manufacturer", "model"];
/** In the answers of v1.0 and in Microsoft's articles, but not in the published types of v1.0. */
const unpublished = ["creationOptions", "resourceBehaviorOptions", "resourceProvisioningOptions"];

describe("documented properties were denied as if Graph lacked them", () => {
  describe.each(tables)("%s", (type, properties, relations) => {
    it.each(["v1.0", "beta"] as const)(
      "has every property that Microsoft publishes for %s, and no other",
      (version) => {
        const known = [...propertiesIn(version, properties).keys()];
        const published = [...publishedProperties(version, type).keys()];
        expect(published.length).toBeGreaterThan(5);
        expect(published.filter((name) => !known.includes(name) && !relations.includes(name))).toEqual([]);
        expect(
          known.filter((name) => !published.includes(name) && ![...unpublished, ...droppedFromBeta].includes(name)),
        ).toEqual([]);
      },
    );

    it("has every relation once, and no property that is one", () => {
      const published = publishedAnywhere(type);
      expect(relations.filter((name) => !published.has(name) || properties.has(name))).toEqual([]);
      expect(new Set(relations).size).toBe(relations.length);
    });

    it("has their types", () => {
      const published = publishedAnywhere(type);
      const wrong = [...properties]
        .filter(
          ([name, property]) => !unpublished.includes(name) && !isOfType(name, published.get(name), property.type),
        )
        .map(([name, property]) => `${name}: ${property.type}, published ${published.get(name)?.type ?? "nowhere"}`);
      expect(wrong).toEqual([]);
    });
  });
});

function isOfType(property: string, published: PublishedProperty | undefined, type: PropertyType): boolean {
  const name = published?.type ?? "";
  switch (type) {
    case "string":
      // Words of a fixed list have a type of their own: MdmAuthority, PartnerTenantType, GroupAccessType.
      return name === "string" || /^(MdmAuthority|PartnerTenantType|GroupAccessType)$/.test(name);
    case "date":
      return name === "string" && /date|time|birthday/i.test(property);
    case "boolean":
    case "number":
      return name === type;
    case "strings":
      return name === "string[]";
    case "objects":
      return /^[A-Z]\w+\[\]$/.test(name);
    case "object":
      return /^[A-Z]\w+$/.test(name);
  }
}

/** Read-only for some objects only, by their own words: "for users synchronized from on-premises". */
const readOnlyForSome = ["businessPhones", "mobilePhone", "onPremisesExtensionAttributes"];
/** Not called read-only, and yet no request writes them: they follow from the tenant or come from elsewhere. */
const computed: Readonly<Record<string, readonly string[]>> = {
  User: [
    "assignedLicenses",
    "cloudRealtimeCommunicationInfo",
    "deletedDateTime",
    "id",
    "isLicenseReconciliationNeeded",
    "lastPasswordChangeDateTime",
    "onPremisesProvisioningErrors",
    "print",
    "refreshTokensValidFromDateTime",
    "serviceProvisioningErrors",
  ],
  Group: [
    "assignedLicenses",
    "createdByAppId",
    "deletedDateTime",
    "hasMembersWithLicenseErrors",
    "id",
    "membershipRuleProcessingStatus",
    "onPremisesProvisioningErrors",
    "organizationId",
    "securityIdentifier",
    "serviceProvisioningErrors",
  ],
};

describe("what Microsoft says of a property holds in the table", () => {
  it.each([tables[0], tables[1]].flatMap((table) => (table === undefined ? [] : [table])))(
    "%s: read-only ones cannot be written, the others can",
    (type, properties) => {
      const published = publishedAnywhere(type);
      for (const [name, property] of properties) {
        const isReadOnly =
          (/read-only/i.test(published.get(name)?.description ?? "") && !readOnlyForSome.includes(name)) ||
          computed[type]?.includes(name) === true;
        expect(property.write === "never", name).toBe(isReadOnly);
      }
    },
  );

  it("Group: what only a single group shows", () => {
    const published = publishedAnywhere("Group");
    const single = [...published].filter(([, { description }]) => /only on the Get group API/.test(description));
    expect(single.length).toBeGreaterThan(5);
    expect(single.filter(([name]) => groupProperties.get(name)?.singly !== true && name !== "unseenCount")).toEqual([]);
  });

  it.each<[string, Properties, Filters]>([
    ["User", userProperties, userFilters],
    ["Group", groupProperties, groupFilters],
  ])("%s: what can be filtered, and by startsWith and endsWith", (type, properties, filters) => {
    const published = publishedProperties("v1.0", type);
    for (const [name] of propertiesIn("v1.0", properties)) {
      const description = published.get(name)?.description ?? "";
      const paths = [...filters.keys()].filter((path) => path.split("/")[0] === name);
      if (/Supports \$filter \(/.test(description) && !unfiltered.includes(name)) expect(paths, name).not.toEqual([]);
      if (/\(.*startsWith.*\)/.test(description) && paths.length > 0 && !withoutStart.includes(name))
        expect(
          paths.some((path) => filters.get(path)?.startsWith !== undefined),
          `${name} startsWith`,
        ).toBe(true);
      if (/Supports \$filter \([^)]*endsWith/.test(description))
        expect(endsWithPaths.has(name) || endsWithPaths.has(`${name}/any`), `${name} endsWith`).toBe(
          type === "User" || name === "proxyAddresses",
        );
    }
  });
});

/** Filterable by their description, but not in Microsoft's table of operators. */
const unfiltered: readonly string[] = ["customSecurityAttributes", "serviceProvisioningErrors"];
const withoutStart: readonly string[] = [];
