import type { CliContext } from "../../context";
import type { Begun } from "./project-files";

const signedInByVariables = ["AZURE_CLIENT_ID", "ARM_CLIENT_ID", "M365_LICENSES_GRAPH_ENDPOINT"];

/**
 * Commands that lead from here to the first plan, each of which can be typed as it stands, in a shell of any system.
 *
 * @param isNew the stack's file is still the example
 */
export function nextSteps(
  { environment }: CliContext,
  { tenant, stack, isTrial }: Begun,
  { isNew, isSignedIn }: { readonly isNew: boolean; readonly isSignedIn: boolean },
): readonly string[] {
  if (isTrial) return ["npm install", "npm start"];
  const identified = isSignedIn || signedInByVariables.some((name) => environment[name] !== undefined);
  return [
    "npm install",
    ...(identified ? [] : [`az login --tenant ${tenant} --allow-no-subscriptions`]),
    `npx m365-licenses pulumi stack init ${stack}`,
    ...(isNew ? [`npx m365-licenses import --stack ${stack} --force`] : []),
    `npx m365-licenses plan ${stack}`,
  ];
}
