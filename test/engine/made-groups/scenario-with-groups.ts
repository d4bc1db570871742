import { delimiter, join } from "node:path";
import { engineFolder } from "../../support/engine";
import { contoso } from "../support/contoso";
import { createScenario, type Scenario } from "../support/scenario";

/** A scenario whose engine finds the stand-in for the plugin of `@pulumi/azuread`. */
export async function createScenarioWithGroups(options: Parameters<typeof contoso>[0] = {}): Promise<Scenario> {
  const plugin = join(__dirname, "../support/azuread");
  const path = [plugin, await engineFolder(), process.env["PATH"] ?? ""].join(delimiter);
  const people = { adele: [], megan: [], lynne: [], other: [] };
  return createScenario(contoso({ people, settings: { groupProcessingDelayMs: 100 }, ...options }), { PATH: path });
}

/** A stack that licenses these entries of `groups`. */
export function stackOf(groups: string, more = "limits: { people: 100%, atMost: 100 }"): string {
  return `
tenant: contoso.onmicrosoft.com
${more}
assignments:
  - name: sales
    licenses: [ENTERPRISEPACK]
    groups:
${groups}
`;
}

/** The group that most of these tests make, with these people in it. */
export function sales(members: string, more = ""): string {
  const people = members.split(" ").map((name) => `${name}@contoso.com`);
  return `      - create: { displayName: Licences of Sales, members: [${people.join(", ")}]${more} }`;
}

export async function membersOf({ admin }: Scenario, group: string): Promise<readonly string[]> {
  const { value } = (await admin.request("GET", `/groups/${await admin.groupId(group)}/members`)) as {
    value: { userPrincipalName: string }[];
  };
  return value.map(({ userPrincipalName }) => userPrincipalName.replace("@contoso.com", "")).sort();
}
