import { closest, distance } from "fastest-levenshtein";
import { amount, choice, type AmountSetting, type ChoiceSetting } from "./setting-kinds";

/**
 * Everything about Graph that Microsoft does not say, that reports disagree on, or that takes time: each is a
 * named setting, the first value being the likelier one. A product that talks to Graph must work under every value
 * of every setting; `settingVariations` lists them for a test matrix.
 */
export const settingDefinitions = {
  concurrencyScope: choice(
    ["object", "tenant", "none"],
    "inferred",
    "What a licence write locks while it is processed: its user or group, or every licence write of the tenant " +
      "(a field report).",
  ),
  concurrencyError: choice(
    ["409", "400", "400BadRequest"],
    "observed",
    "How a concurrency violation is told: 409 or 400 with code Directory_ConcurrencyViolation, or 400 with code " +
      "Request_BadRequest.",
  ),
  concurrencyRetryAfter: amount(
    "s",
    [0, 1],
    "guess",
    "Retry-After of a concurrency violation; 0 leaves the header out.",
  ),
  lockMs: amount(
    "ms",
    [0, 40],
    "guess",
    "How long a lock outlives the answer to the write that took it. Items of one batch without dependsOn always " +
      "collide.",
  ),
  sameSkuInAddAndRemove: choice(
    ["refuse", "addWins", "removeWins"],
    "guess",
    "assignLicense with one SKU in addLicenses and removeLicenses.",
  ),
  emptyAssignment: choice(
    ["refuse", "accept"],
    "inferred",
    "assignLicense with nothing to add and nothing to remove: 400 `No license changes provided`, or 200.",
  ),
  removeInherited: choice(
    ["refuse", "ignore"],
    "matched",
    "Removing a licence that comes from a group only: an error (many scripts match it), or silently nothing (one " +
      "report).",
  ),
  noSeatsText: choice(
    ["subscription", "wrapped"],
    "matched",
    "Message of an assignment for want of seats; code elsewhere matches the part `does not have any available " +
      "licenses`.",
  ),
  unknownPlanText: choice(
    ["notInSku", "doesNotBelong"],
    "guess",
    "Message where disabledPlans names a plan that the SKU does not contain.",
  ),
  selfServiceRefusal: choice(["badRequest", "forbidden"], "guess", "assignLicense for a self-service SKU."),
  deleteLicensedGroup: choice(
    ["badRequest", "forbidden"],
    "guess",
    "DELETE of a group that has licences is refused; the body is published nowhere.",
  ),
  batchTooLarge: choice(
    ["exceedsLimit", "maximumValueExceeded"],
    "observed",
    "Body of the 400 for a batch of more than 20 requests.",
  ),
  batchOrder: choice(
    ["shuffled", "asSent"],
    "documented",
    "Order of the responses of a batch; Microsoft guarantees none.",
  ),
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
  resourceUnitsOfRefusals: choice(
    ["counted", "free"],
    "observed",
    "Whether a refused request (4xx) costs resource units.",
  ),
  unknownRoute: choice(
    ["400", "404"],
    "observed",
    "Status of a path that is not part of Graph: 400 `Resource not found for the segment`, or 404.",
  ),
  throttling: choice(
    ["on", "off"],
    "documented",
    "The published limits: writes and resource units of an application in a tenant, writes of a tenant, an " +
      "application in all tenants, requests in all.",
  ),
  tenantLoad: amount("%", [0, 99], "guess", "How much of the tenant's 18,000 writes in 300 s other applications use."),
  applicationLoad: amount(
    "%",
    [0, 99],
    "guess",
    "How much of an application's 35,000 writes in 300 s and 150,000 resource units in 20 s it uses in other tenants.",
  ),
  globalLoad: amount(
    "%",
    [0, 99],
    "guess",
    "How much of an application's 130,000 requests in 10 s it uses elsewhere in Graph.",
  ),
  throttleAnswer: choice(
    ["429", "429Unknown", "503"],
    "documented",
    "Shape of a throttled answer: TooManyRequests, UnknownError, or the old 503 Request_ThrottledTemporarily.",
  ),
  throttleRetryAfter: choice(
    [true, false],
    "documented",
    "Whether a throttled answer has a Retry-After header; one report says that it has none.",
  ),
  throttledBatch: choice(
    ["200", "424"],
    "observed",
    "Status of a batch in which an item was throttled: 200 (seen), or 424 (old documentation).",
  ),
  slowBatch: choice(
    ["504", "200"],
    "matched",
    "A batch whose items take longer than 30 s (latencyMs and delays, along dependsOn; counted, not waited for): " +
      "504 although the work is done, an observation of third parties, or its answers.",
  ),
  groupProcessingDelayMs: amount(
    "ms",
    [50, 0, 500],
    "documented",
    "Time from a change until a group is processed, and between its steps; minutes in life.",
  ),
  groupStepSize: amount("members", [500, 1], "guess", "Members that one step of group processing handles."),
  replicationLagMs: amount(
    "ms",
    [0, 300],
    "documented",
    "Age of what lists, members and filters show; single objects are current, and so is who has licence errors.",
  ),
  newObjectLagMs: amount("ms", [0, 300], "observed", "Time in which a new user or group answers 404 by id."),
  consumedUnitsLagMs: amount("ms", [0, 1000], "inferred", "Age of consumedUnits in subscribedSkus."),
  provisioningDelayMs: amount(
    "ms",
    [0, 1000],
    "documented",
    "Time until a plan's provisioningStatus becomes Success; up to 24 hours in life.",
  ),
  latencyMs: amount("ms", [0, 20], "guess", "Time that every request takes at least."),
} as const;

export type SettingName = keyof typeof settingDefinitions;

type ValueOf<Definition> =
  Definition extends ChoiceSetting<infer Value> ? Value : Definition extends AmountSetting ? number : never;

export type Settings = { readonly [Name in SettingName]: ValueOf<(typeof settingDefinitions)[Name]> };

const names = Object.keys(settingDefinitions) as SettingName[];

export const defaultSettings = Object.fromEntries(
  names.map((name) => {
    const definition = settingDefinitions[name];
    return [name, definition.kind === "choice" ? definition.values[0] : definition.default];
  }),
) as Settings;

/** Every setting with every value that differs from its default, for a test matrix: one variation at a time. */
export const settingVariations: readonly { readonly name: SettingName; readonly value: string | number | boolean }[] =
  names.flatMap((name) => {
    const definition = settingDefinitions[name];
    const values: readonly (string | number | boolean)[] =
      definition.kind === "choice" ? definition.values : definition.samples;
    return values.filter((value) => value !== defaultSettings[name]).map((value) => ({ name, value }));
  });

export class SettingsError extends Error {}

/**
 * Settings from names and values as a command line, a tenant file or the control API gives them.
 * @throws SettingsError with every unknown name and impossible value.
 */
export function readSettings(given: Readonly<Record<string, unknown>>, base: Settings = defaultSettings): Settings {
  const problems: string[] = [];
  const settings: Record<string, unknown> = { ...base };
  for (const [name, value] of Object.entries(given)) {
    const known = names.find((candidate) => candidate === name);
    if (known === undefined) {
      const nearest = closest(name, names);
      problems.push(
        `There is no setting ${name}.${distance(name, nearest) <= name.length / 2 ? ` Is ${nearest} meant?` : ""} ` +
          `\`m365-licenses emulator --settings\` lists them.`,
      );
      continue;
    }
    const read = readValue(settingDefinitions[known], value);
    if (read === undefined)
      problems.push(`Setting ${name} cannot be ${JSON.stringify(value)}. ${describeValues(settingDefinitions[known])}`);
    else settings[name] = read;
  }
  if (problems.length > 0) throw new SettingsError(problems.join("\n"));
  return settings as Settings;
}

function readValue(
  definition: ChoiceSetting<string | boolean> | AmountSetting,
  value: unknown,
): string | number | boolean | undefined {
  if (definition.kind === "choice") return definition.values.find((candidate) => String(candidate) === String(value));
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) && number >= 0 ? number : undefined;
}

function describeValues(definition: ChoiceSetting<string | boolean> | AmountSetting): string {
  return definition.kind === "choice"
    ? `It is one of ${definition.values.join(", ")}.`
    : `It is a number of ${definition.unit}, 0 or more.`;
}
