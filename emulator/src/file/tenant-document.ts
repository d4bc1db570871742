import { z } from "zod";
import { isUsageLocation } from "../tenant/usage-locations";
import { visible } from "../settings/visible";

const guid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, "must be a GUID");
const country = z.string().refine(isUsageLocation, "must be a two-letter country code of ISO 3166-1 in capitals");
const units = z.int().min(0);

const license = z.union([
  z.string(),
  z.strictObject({ sku: z.string(), disabledPlans: z.array(z.string()).optional() }),
]);

const plan = z.union([
  z.string(),
  z.strictObject({ name: z.string(), id: guid, appliesTo: z.enum(["User", "Company"]).optional() }),
]);

const purchase = z.strictObject({
  licenses: units,
  status: z.enum(["Enabled", "Warning", "Suspended", "Deleted", "LockedOut"]).optional(),
  nextLifecycle: z.iso.datetime().optional(),
  created: z.iso.datetime().optional(),
  trial: z.boolean().optional(),
});

const sku = z.strictObject({
  sku: z.string(),
  id: guid.optional(),
  appliesTo: z.enum(["User", "Company"]).optional(),
  enabled: units.optional(),
  warning: units.optional(),
  suspended: units.optional(),
  lockedOut: units.optional(),
  servicePlans: z.array(plan).optional(),
  selfService: z.boolean().optional(),
  gone: z.boolean().optional(),
  prohibitedLocations: z.array(country).optional(),
  subscriptions: z.array(purchase).optional(),
  capabilityStatus: z.enum(["Enabled", "Warning", "Suspended", "Deleted", "LockedOut"]).optional(),
});

/** What one source assigns to one person, exactly: written by saving a tenant, seldom by hand. */
const exactState = z.strictObject({
  skuId: guid,
  assignedByGroup: guid.nullable(),
  disabledPlans: z.array(guid),
  state: z.enum(["Active", "ActiveWithError", "Disabled", "Error"]),
  error: z.enum([
    "None",
    "CountViolation",
    "MutuallyExclusiveViolation",
    "DependencyViolation",
    "ProhibitedInUsageLocationViolation",
    "UniquenessViolation",
    "Other",
  ]),
  lastUpdated: z.iso.datetime(),
});

const user = z.strictObject({
  id: guid.optional(),
  userPrincipalName: z.string().regex(/^[^\s@]+@[^\s@]+$/, "must be a user principal name"),
  displayName: z.string().optional(),
  usageLocation: country.nullable().optional(),
  accountEnabled: z.boolean().optional(),
  onPremisesSyncEnabled: z.boolean().nullable().optional(),
  proxyAddresses: z.array(z.string()).optional(),
  restricted: z.boolean().optional(),
  statesHidden: z.boolean().optional(),
  created: z.iso.datetime().optional(),
  deleted: z.iso.datetime().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  licenses: z.array(license).optional(),
  states: z.array(exactState).optional(),
  formerGroups: z.array(z.string()).optional(),
});

const group = z.strictObject({
  id: guid.optional(),
  displayName: z.string(),
  mailNickname: z.string().optional(),
  securityEnabled: z.boolean().optional(),
  mailEnabled: z.boolean().optional(),
  groupTypes: z.array(z.string()).optional(),
  onPremisesSyncEnabled: z.boolean().nullable().optional(),
  created: z.iso.datetime().optional(),
  deleted: z.iso.datetime().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  members: z.array(z.string()).optional(),
  owners: z.array(z.string()).optional(),
  licenses: z.array(license).optional(),
  processing: z.enum(["QueuedForProcessing", "ProcessingInProgress", "ProcessingComplete"]).nullable().optional(),
});

/** Group processing that was under way: written by saving a tenant, never by hand. */
const pending = z.strictObject({
  group: guid,
  waiting: z
    .strictObject({ members: z.union([z.literal("everybody"), z.array(guid)]), due: z.iso.datetime() })
    .optional(),
  running: z.strictObject({ members: z.array(guid), due: z.iso.datetime() }).optional(),
});

const rule = z.union([
  z.strictObject({ plan: z.string(), needsAnyOf: z.array(z.string()).min(1) }),
  z.strictObject({ excludes: z.tuple([z.string(), z.string()]) }),
]);

const application = z.strictObject({
  appId: guid,
  displayName: z.string().optional(),
  secrets: z.array(z.string()).optional(),
  certificates: z.array(z.string()).optional(),
  federated: z
    .array(
      z.strictObject({
        issuer: z.string(),
        subject: z.string(),
        audience: z.string().optional(),
        keys: z.array(z.record(z.string(), z.unknown())).optional(),
      }),
    )
    .optional(),
  permissions: z.array(z.string()),
});

export const tenantDocument = z.strictObject({
  id: guid.optional(),
  displayName: z.string().optional(),
  companyName: z.string().optional(),
  verifiedDomains: z.array(z.string()).min(1),
  countryLetterCode: country.optional(),
  created: z.iso.datetime().optional(),
  skus: z.array(sku).optional(),
  users: z.array(user).optional(),
  groups: z.array(group).optional(),
  pending: z.array(pending).optional(),
  rules: z.array(rule).optional(),
  apps: z.array(application).optional(),
  settings: z.record(z.string(), z.unknown()).optional(),
});

/** A tenant as a file has it. Only `verifiedDomains` must be there. */
export type TenantDocument = z.infer<typeof tenantDocument>;
export type UserDocument = z.infer<typeof user>;
export type GroupDocument = z.infer<typeof group>;
export type SkuDocument = z.infer<typeof sku>;
export type LicenseDocument = z.infer<typeof license>;
export type ApplicationDocument = z.infer<typeof application>;

/** Everything that is wrong with a tenant file, one problem a line. */
export class TenantFileError extends Error {
  constructor(problems: readonly string[]) {
    super(problems.map(visible).join("\n"));
  }
}
