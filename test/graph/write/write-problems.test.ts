import { describe, expect, it } from "vitest";
import { describeProblem } from "../../../src/graph/write/write-problems";

const e3 = "6fd2c87f-b296-42f0-b197-1e91e994b900";
const mcoev = "4828c8ec-dc2e-4779-b502-87ac9ce28ab7";
const teams = "57ff2da0-773e-42df-b2af-ffb7a2317929";
const names: Readonly<Record<string, string>> = { [e3]: "ENTERPRISEPACK", [mcoev]: "MCOEV", [teams]: "TEAMS1" };
const describeMessage = (
  message: string,
  status = 400,
  code = "Request_BadRequest",
): ReturnType<typeof describeProblem> => describeProblem({ status, code, message }, (guid) => names[guid]);

describe("Graph's refusals", () => {
  it.each([
    ["no-seats", `Subscription with SKU ${e3} does not have any available licenses.`, /No seat of ENTERPRISEPACK/],
    [
      "no-seats",
      "Not enough licenses are available to complete this operation. Purchase more licenses or remove unneeded " +
        `licenses from users and groups for SKU [${e3}].`,
      /ENTERPRISEPACK/,
    ],
    ["usage-location", "License assignment cannot be done for user with invalid usage location.", /usageLocation/],
    [
      "inherited",
      "User license is inherited from a group membership and it cannot be removed directly from the user.",
      /group/,
    ],
    ["not-assigned", "User does not have a corresponding license.", /run again/],
    ["unknown-sku", `License ${e3} does not correspond to a valid company License.`, /ENTERPRISEPACK/],
    ["not-assignable", `License ${e3} cannot be assigned to a user.`, /ENTERPRISEPACK/],
    [
      "dependency",
      `License assignment failed because service plan ${mcoev} depends on the service plan(s) ${teams.toUpperCase()}`,
      /MCOEV needs TEAMS1/,
    ],
    [
      "conflict",
      `License assignment failed because service plans ${mcoev},${teams} are mutually exclusive`,
      /MCOEV, TEAMS1 cannot be on/,
    ],
    [
      "conflict",
      "The license can't be assigned because the user has licensed service plans that conflict with plans in the " +
        "new license.",
      /disable/,
    ],
    [
      "on-premises",
      "Unable to update the specified properties for on-premises mastered Directory Sync objects or objects " +
        "currently undergoing migration.",
      /on-premises directory/,
    ],
    ["proxy-address", "Another object with the same value for property proxyAddresses already exists.", /mail address/],
  ])("%s: %s", (code, message, remedy) => {
    const problem = describeMessage(message);
    expect(problem).toMatchObject({ code, message });
    expect(problem.remedy).toMatch(remedy);
  });

  it.each([
    [
      "not-found",
      404,
      "Request_ResourceNotFound",
      "Resource 'x' does not exist or one of its queried reference-property objects are not present.",
    ],
    ["forbidden", 403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation."],
    ["signed-out", 401, "InvalidAuthenticationToken", "Access token has expired or is not yet valid."],
    [
      "busy",
      409,
      "Directory_ConcurrencyViolation",
      "Error due to concurrent requests being made to the tenant. Please wait briefly and retry.",
    ],
    ["busy", 400, "Directory_ConcurrencyViolation", "Something else."],
    [
      "busy",
      400,
      "Request_BadRequest",
      "Error due to concurrent requests being made to the tenant. Please wait briefly and retry.",
    ],
    ["throttled", 429, "TooManyRequests", "Please retry again later."],
    ["throttled", 503, "Request_ThrottledTemporarily", "x"],
    ["unavailable", 503, "ServiceUnavailable", "x"],
    ["unavailable", 0, "connection", "x"],
  ])("%s: %i %s", (code, status, graphCode, message) => {
    expect(describeMessage(message, status, graphCode)).toMatchObject({ code, message });
  });

  it("passes an unknown message through as it is, with Graph's request id", () => {
    expect(
      describeProblem(
        { status: 400, code: "Request_BadRequest", message: "The moon is full.", requestId: "r" },
        () => undefined,
      ),
    ).toEqual({
      code: "rejected",
      message: "The moon is full.",
      remedy: "Graph gave no reason that is known here; its message is above.",
      requestId: "r",
    });
  });
});
