import type { FaultRule } from "../../../emulator/src/start";
import type { SettingName } from "../../../emulator/src/settings/settings";
import * as scenes from "./scenes";
import type { Scene, Settings } from "./scenes";

/** How the whole product is tried under every value of one setting. */
export interface Row {
  /**
   * Beside the everyday one, which runs under every value of everything: the scene in which this setting matters most.
   */
  readonly scene?: Scene;
  /** What else is set, so that the setting comes into play. */
  readonly with?: Settings;
  /** Values beside the listed ones. */
  readonly also?: readonly number[];
  /** What goes wrong, so that the setting comes into play. */
  readonly fault?: FaultRule;
  /**
   * Statuses at which the setting shows: answered at least once under some value. Without it nothing but success is
   * answered.
   */
  readonly refusals?: readonly number[];
}

const busy: Settings = { concurrencyScope: "tenant", lockMs: 40 };
const throttled: Settings = { tenantLoad: 99.9 };
/** The product never makes these happen: everything it sends is answered with success. */
const neverMet: Row = {};

/** A row for every setting, and no other: a new one without a row does not compile. */
export const rows: Readonly<Record<SettingName, Row>> = {
  concurrencyScope: { with: { lockMs: 40 }, refusals: [409] },
  concurrencyError: { with: busy, refusals: [409, 400] },
  concurrencyRetryAfter: { with: busy, refusals: [409] },
  lockMs: { with: { concurrencyScope: "tenant" }, refusals: [409] },
  sameSkuInAddAndRemove: neverMet,
  emptyAssignment: neverMet,
  removeInherited: { scene: scenes.heldTwice },
  noSeatsText: { scene: scenes.lastSeatTaken, refusals: [400] },
  unknownPlanText: neverMet,
  selfServiceRefusal: { scene: scenes.selfService, refusals: [400, 403] },
  goneRemoval: { scene: scenes.subscriptionEnded },
  lapsedRemoval: { scene: scenes.subscriptionLapsed, refusals: [400] },
  deleteLicensedGroup: neverMet,
  batchTooLarge: neverMet,
  batchOrder: {},
  phoneSystemNeeds: {},
  audioConferencingNeeds: {},
  callingPlanNeeds: {},
  groupNeedsWholeProducts: { scene: scenes.addOnAlone, refusals: [400] },
  groupUsageLocation: {},
  groupFailureOfHeld: { scene: scenes.memberWithoutSeat, refusals: [400] },
  membershipShowsProcessing: { scene: scenes.memberJoins },
  processingStateWithErrors: { scene: scenes.memberWithoutSeat, refusals: [400] },
  groupAssignmentBody: {},
  userAssignmentBody: {},
  noErrorText: {},
  reprocessFailure: { scene: scenes.memberWithoutSeat, refusals: [400] },
  warningUnitsAssignable: { scene: scenes.seatInGrace, refusals: [400] },
  suspendedPlans: { scene: scenes.suspendedProduct },
  failedRaceConsumes: { scene: scenes.lastSeatTaken, refusals: [400] },
  idInFilter: { refusals: [400] },
  restoredLicenses: { scene: scenes.deletedAndRestored, refusals: [404] },
  deletedUserName: { scene: scenes.deletedAndRestored, refusals: [404] },
  syncedUsageLocation: { scene: scenes.syncedFromOnPremises },
  unlicensedProcessingState: { scene: scenes.memberJoins },
  resourceUnitsOfRefusals: { with: throttled, refusals: [429] },
  unknownRoute: neverMet,
  throttling: { with: throttled, refusals: [429] },
  tenantLoad: { also: [99.9], refusals: [429] },
  applicationLoad: { also: [99.97], refusals: [429] },
  globalLoad: { also: [99.99], refusals: [429] },
  throttleAnswer: { with: throttled, refusals: [429, 503] },
  throttleRetryAfter: { with: throttled, refusals: [429] },
  throttledBatch: { with: throttled, refusals: [429] },
  slowBatch: {
    fault: { id: "slow", path: "/assignLicense$", inBatch: true, times: 2, effect: { kind: "delay", ms: 31_000 } },
  },
  groupProcessingDelayMs: { scene: scenes.memberJoins },
  groupStepSize: { scene: scenes.memberJoins },
  replicationLagMs: { scene: scenes.memberJoins },
  newObjectLagMs: { scene: scenes.freshJoiner, refusals: [404] },
  consumedUnitsLagMs: { scene: scenes.lastSeatTaken, refusals: [400] },
  provisioningDelayMs: {},
  latencyMs: {},
};
