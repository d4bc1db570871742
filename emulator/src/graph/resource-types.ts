import { groupFilters, userFilters } from "../tenant/schema/filters";
import { groupProperties } from "../tenant/schema/group-properties";
import { relationsOf } from "../tenant/schema/relations";
import {
  companySubscriptionProperties,
  domainProperties,
  organizationProperties,
  subscribedSkuProperties,
} from "../tenant/schema/tenant-properties";
import { userProperties } from "../tenant/schema/user-properties";
import type { ResourceType } from "./query/resource-type";

export const userType: ResourceType = {
  name: "user",
  properties: userProperties,
  relations: relationsOf.user,
  filters: userFilters,
};
export const groupType: ResourceType = {
  name: "group",
  properties: groupProperties,
  relations: relationsOf.group,
  filters: groupFilters,
};
const noFilters = new Map<string, never>();
export const organizationType: ResourceType = {
  name: "organization",
  properties: organizationProperties,
  relations: relationsOf.organization,
  filters: noFilters,
};
export const subscribedSkuType: ResourceType = {
  name: "subscribedSku",
  properties: subscribedSkuProperties,
  relations: [],
  filters: noFilters,
};
export const companySubscriptionType: ResourceType = {
  name: "companySubscription",
  properties: companySubscriptionProperties,
  relations: [],
  filters: noFilters,
};
export const domainType: ResourceType = {
  name: "domain",
  properties: domainProperties,
  relations: relationsOf.domain,
  filters: noFilters,
};
/** Members of groups are both: what one of them has is asked for of all. */
export const memberType: ResourceType = {
  name: "user",
  properties: new Map([...groupProperties, ...userProperties]),
  relations: [...relationsOf.user, ...relationsOf.group],
  filters: new Map([...groupFilters, ...userFilters]),
};
