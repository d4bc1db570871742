/** A lower-case GUID of one kind of thing. Any text may become one; one kind never stands for another. */
export type Id<Kind extends string> = string & { readonly idOf?: Kind };
/** Part numbers are not unique keys; this is. */
export type SkuId = Id<"SKU">;
export type PlanId = Id<"service plan">;

/** A service plan as the catalog knows it. */
export interface ServicePlan {
  readonly id: PlanId;
  /** Service plan name as Microsoft spells it, such as `EXCHANGE_S_ENTERPRISE`. */
  readonly name: string;
  /** Microsoft's name for people, such as "Exchange Online (Plan 2)". */
  readonly friendlyName: string;
}

/** A service plan of a tenant's SKU; only those that apply to `User` can be switched off for a person. */
export interface TenantPlan {
  readonly id: PlanId;
  readonly name: string;
  readonly appliesTo: "User" | "Company";
}

/** What resolving a name needs of one entry of `GET /subscribedSkus`. */
export interface TenantSku {
  readonly skuId: SkuId;
  readonly partNumber: string;
  readonly appliesTo: "User" | "Company";
  readonly servicePlans: readonly TenantPlan[];
}

/**
 * Products that replace each other: taking one away while another of its family is given is an exchange, not a loss of
 * the SKU. What no other product replaces has no family, and so has everything whose exchange destroys something (a
 * Windows 365 Business PC does not become an Enterprise PC), and everything free, which nearly everybody holds anyway.
 */
export type ProductFamily =
  | "suite"
  | "exchange"
  | "sharepoint"
  | "onedrive"
  | "officeApps"
  | "teams"
  | "teamsPremium"
  | "teamsRooms"
  | "audioConferencing"
  | "phoneSystem"
  | "resourceAccount"
  | "callingPlan"
  | "communicationsCredits"
  | "businessVoice"
  | "skype"
  | "ems"
  | "entra"
  | "entraGovernance"
  | "intune"
  | "informationProtection"
  | "defenderEndpoint"
  | "defenderOffice"
  | "defenderCloudApps"
  | "securitySuite"
  | "complianceSuite"
  | "windows"
  | "visio"
  | "project"
  | "powerBi"
  | "powerApps"
  | "powerAutomate"
  | "copilot"
  | "dynamicsSales"
  | "dynamicsCustomerService"
  | "dynamicsFieldService"
  | "dynamicsFinance"
  | "dynamicsSupplyChain"
  | "dynamicsBusinessCentral"
  | "dynamicsTeamMembers"
  | "viva";

/** What is known of one product. */
export interface Product {
  readonly skuId: SkuId;
  /** `skuPartNumber`, as Microsoft spells it. Some have spaces, commas or parentheses. */
  readonly partNumber: string;
  /** Microsoft's current display name. */
  readonly name: string;
  /** `name` first, then every other current or former name. */
  readonly names: readonly string[];
  readonly family?: ProductFamily;
  /**
   * Self-service (departmental): cannot be managed, and a product name means it only where nothing else has that name.
   */
  readonly departmental?: true;
  /** Costs nothing: a trial, a free edition, or a licence that only marks an account. */
  readonly free?: true;
  /**
   * Known service plans; absent where the catalog does not list them. Plan membership changes: the tenant's own list
   * wins.
   */
  readonly plans?: readonly ServicePlan[];
}

/** Service plan families whose loss hurts at once: mail, files, Teams, the telephone. */
export type CriticalFamily = "mailbox" | "files" | "teams" | "phone";
