/** A licence that somebody holds, and by which way. */
export interface LicenseStatus {
  readonly skuId: string;
  readonly partNumber: string;
  readonly name: string;
  /** Absent: direct. */
  readonly group?: { readonly id: string; readonly name: string };
  readonly state: string;
  readonly error?: string;
  /** When the state was last updated, as Graph writes it. */
  readonly since?: string;
  readonly disabledPlans: readonly string[];
}

/** A person with everything that they hold. */
export interface PersonStatus {
  readonly id: string;
  readonly userPrincipalName: string;
  readonly displayName?: string;
  readonly usageLocation?: string;
  readonly enabled: boolean;
  readonly disabledAndLicensed: boolean;
  readonly licenses: readonly LicenseStatus[];
  /**
   * Service plans that are not there yet, or failed to arrive; looked for where a licence changed in the last seven
   * days, at the latest thousand people.
   */
  readonly pending: readonly { readonly partNumber: string; readonly plan: string; readonly status: string }[];
}

/** Something that somebody should look at. */
export function hasProblem(person: PersonStatus): boolean {
  return (
    person.disabledAndLicensed ||
    person.pending.length > 0 ||
    person.licenses.some((license) => license.state !== "Active" || license.error !== undefined)
  );
}
