import { describe, expect, it } from "vitest";
import { callingPlanAvailability } from "../../src/catalog/calling-plan-countries";
import { countryCodes, countryName, isCountryCode } from "../../src/catalog/countries";
import { criticalFamily } from "../../src/catalog/critical";
import { planIdOf, servicePlans } from "../../src/catalog/service-plans";
import {
  isAudioConferencing,
  isCallingPlan,
  isCommunicationsCredits,
  isPayPerMinuteConferencing,
  isPhoneSystem,
} from "../../src/catalog/voice";

const named = (is: (id: string) => boolean) =>
  servicePlans
    .filter((plan) => is(plan.id))
    .map((plan) => plan.name)
    .sort();

describe("the telephone's service plans", () => {
  it("are told apart", () => {
    expect(named(isPhoneSystem)).toEqual(["MCOEV", "MCOEVSMB", "MCOEV_GOV"]);
    expect(named(isCommunicationsCredits)).toEqual(["MCOPSTN3", "MCOPSTNC"]);
    expect(named(isPayPerMinuteConferencing)).toEqual(["MCOMEETACPEA"]);
    expect(named(isAudioConferencing)).toEqual(["MCOMEETADV", "MCOMEETADV_GOV", "MCOMEETBASIC", "MCOMEETBASIC_GOV"]);
    expect(named(isCallingPlan)).toEqual([
      "MCOPSTN1",
      "MCOPSTN1_GOV",
      "MCOPSTN2",
      "MCOPSTN5",
      "MCOPSTN6",
      "MCOPSTN8",
      "MCOPSTNEAU",
      "MCOPSTN_PAYG_1",
      "PSTN5_US",
      "Skype for Business PSTN Calling Domestic Small",
    ]);
  });

  it("carry numbers where they are Phone System or a Calling Plan", () => {
    const phone = servicePlans.filter((plan) => isCallingPlan(plan.id) || isPhoneSystem(plan.id));
    expect(phone.filter((plan) => criticalFamily(plan.id) !== "phone")).toEqual([]);
  });
});

describe("where Calling Plans are sold", () => {
  it.each([
    ["MCOPSTN1", "US", "sold"],
    ["MCOPSTN1", "PR", "sold"],
    ["MCOPSTN1", "CA", "sold"],
    ["MCOPSTN1", "DE", "sold"],
    ["MCOPSTN1", "IN", "unknown"],
    ["MCOPSTN2", "GB", "sold"],
    ["MCOPSTN5", "US", "notSold"],
    ["MCOPSTN6", "US", "notSold"],
    ["MCOPSTN5", "GB", "sold"],
    ["MCOPSTN6", "CA", "sold"],
    ["MCOPSTN5", "PR", "unknown"],
    ["PSTN5_US", "US", "sold"],
    ["PSTN5_US", "GB", "notSold"],
    ["MCOPSTNEAU", "AU", "sold"],
    ["MCOPSTNEAU", "NZ", "notSold"],
    ["MCOPSTN_PAYG_1", "US", "unknown"],
    ["TEAMS1", "US", "unknown"],
  ])("%s in %s: %s", (plan, country, expected) => {
    expect(callingPlanAvailability(planIdOf(plan), country)).toBe(expected);
  });
});

describe("countries", () => {
  it("are the 249 of ISO 3166-1, sorted, each with a name", () => {
    expect(countryCodes).toHaveLength(249);
    expect([...new Set(countryCodes)].sort()).toEqual(countryCodes);
    expect(countryCodes.filter((code) => (countryName(code) ?? code) === code)).toEqual([]);
  });

  it.each([
    ["US", true],
    ["GB", true],
    ["UK", false],
    ["EU", false],
    ["XK", false],
    ["us", false],
    ["USA", false],
    ["", false],
    [" US", false],
  ])("%j: %s", (code, expected) => {
    expect(isCountryCode(code)).toBe(expected);
  });

  it("have English names", () => {
    expect(countryName("DE")).toBe("Germany");
    expect(countryName("UK")).toBeUndefined();
  });
});
