import { choice } from "./setting-kinds";

/** What the licensing service itself does, and what the directory shows of it. */
export const licensingSettings = {
  phoneSystemNeeds: choice(["teamsOrSkype", "skype", "nothing"], "inferred", "Plans that MCOEV depends on."),
  audioConferencingNeeds: choice(
    ["skype", "teamsOrSkype", "nothing"],
    "documented",
    "Plans that MCOMEETADV depends on; an old article says Skype for Business.",
  ),
  callingPlanNeeds: choice(
    ["phoneSystem", "nothing"],
    "inferred",
    "Whether calling plans depend on MCOEV in the licensing service itself.",
  ),
  groupNeedsWholeProducts: choice(
    [true, false],
    "matched",
    "Add-on and prerequisite must be in the same group: assignLicense on a group refuses an add-on alone.",
  ),
  groupUsageLocation: choice(
    ["inherited", "written"],
    "inferred",
    "A group member without usage location uses the directory's; whether it is also written to the person.",
  ),
  groupFailureOfHeld: choice(
    ["kept", "withdrawn"],
    "inferred",
    "What a failing SKU of a group does to the group's other SKUs that a member already has: kept with an error, " +
      "or withdrawn.",
  ),
  membershipShowsProcessing: choice(
    [true, false],
    "guess",
    "Whether a new or lost member of a licensed group shows in licenseProcessingState.",
  ),
  processingStateWithErrors: choice(
    ["ProcessingComplete", "ProcessingFailed"],
    "guess",
    "licenseProcessingState after processing left members with errors.",
  ),
  groupAssignmentBody: choice(
    ["group", "empty"],
    "documented",
    "Body of the 202 that assignLicense on a group answers.",
  ),
  userAssignmentBody: choice(
    ["default", "withLicenses"],
    "documented",
    "Properties of the user that assignLicense on a user answers.",
  ),
  noErrorText: choice(
    ["None", "null"],
    "observed",
    "licenseAssignmentStates.error where all is well: the text None (payloads) or null (documentation).",
  ),
  reprocessFailure: choice(
    ["refuse", "accept"],
    "observed",
    "reprocessLicenseAssignment where the problem is still there: its 400, or 200 with the state in error.",
  ),
  warningUnitsAssignable: choice(
    [true, false],
    "inferred",
    "Whether units in warning count as seats that can be assigned.",
  ),
  suspendedPlans: choice(
    ["unavailable", "enabled"],
    "guess",
    "capabilityStatus of the plans of people who hold a SKU in warning, suspended or locked out: that of the " +
      "SKU, or Enabled. The licence stays assigned.",
  ),
  failedRaceConsumes: choice(
    [false, true],
    "guess",
    "Whether an assignment refused for want of seats shows in consumedUnits for a while.",
  ),
  idInFilter: choice(
    ["supported", "unsupported"],
    "inferred",
    "$filter=id in (...): the article and the table of operators disagree.",
  ),
  restoredLicenses: choice(
    ["returned", "lost"],
    "guess",
    "Whether a restored user has the direct licences of before, as far as there are seats.",
  ),
  deletedUserName: choice(
    ["prefixed", "kept"],
    "inferred",
    "userPrincipalName of a deleted user: prefixed with its id without dashes, or unchanged.",
  ),
  syncedUsageLocation: choice(
    ["refused", "writable"],
    "guess",
    "PATCH of usageLocation for a person synchronised from on-premises.",
  ),
  unlicensedProcessingState: choice(
    ["null", "complete"],
    "guess",
    "licenseProcessingState of a group that never had a licence.",
  ),
};
