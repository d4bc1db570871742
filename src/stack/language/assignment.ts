import { z } from "zod";
import {
  count,
  country,
  date,
  filledList,
  filterText,
  flag,
  groupName,
  keyed,
  label,
  list,
  oneOf,
  priority,
  userName,
} from "./leaves";
import { createdGroup } from "./created-group";
import { exception, groupReference, licenseReference, listReference } from "./references";

export const assignment = keyed({
  name: label("The name of the assignment").meta({
    description: "Reports name the assignment by it. Unique in the stack.",
    examples: ["sales"],
  }),
  licenses: filledList(licenseReference, "licences").meta({ description: "Licences and bundles, each by name." }),
  users: list(userName, "user principal names").optional().meta({ description: "People who are licensed directly." }),
  usersFrom: z
    .union([listReference, filledList(listReference, "files")])
    .optional()
    .meta({
      description: "People who are licensed directly, from one file or several.",
      examples: ["lists/sales.txt"],
    }),
  usersWhere: filterText.optional().meta({
    description: "People who are licensed directly: everybody whom this filter of Microsoft Graph finds in each run.",
    examples: ["department eq 'Sales' and accountEnabled eq true"],
  }),
  membersOf: filledList(groupReference, "groups").optional().meta({
    description: "People who are licensed directly: the members of these groups in each run. Needs no Entra ID P1.",
  }),
  except: filledList(exception, "user principal names and filters").optional().meta({
    description: "Who is left out of `usersWhere` and `membersOf`, by name or by a filter.",
  }),
  atLeast: count(0, "The number of people")
    .optional()
    .meta({
      description:
        "How many people `usersWhere` and `membersOf` find at least; fewer refuse the run. Default: one, and half of " +
        "those of the run before.",
    }),
  atMost: count(1, "The number of people").optional().meta({
    description: "How many they find at most; more refuse the run. Default: not everybody in the tenant.",
  }),
  groups: list(z.union([groupName, createdGroup]), "groups")
    .optional()
    .meta({
      description:
        "Groups that are licensed; their members inherit. Needs Entra ID P1 or better. By name, or `create: …` for " +
        "groups that the stack makes.",
    }),
  from: date.optional().meta({ description: "First day of this assignment, in the stack's time zone." }),
  until: date.optional().meta({
    description: "Last day of this assignment. The first run after it takes back what only this assignment gave.",
  }),
  together: flag("`together`").optional().meta({
    description:
      "With `onShortage: assignInOrder`, whoever misses one of these licences for want of a seat waits for all.",
  }),
  priority: priority.optional().meta({
    description:
      "With `onShortage: assignInOrder`, whoever has the higher one gets a seat first, also before those who wait " +
      "longer. 0 where it is not said; of several the highest counts.",
    examples: [10],
  }),
  pstn: oneOf(["onPremises"])
    .optional()
    .meta({ description: "These people call over their own phone lines: a Calling Plan for them is an error." }),
  usageLocation: country
    .optional()
    .meta({ description: "Enforced usage location of these people (people synchronised from on-premises excepted)." }),
}).meta({
  title: "Assignment",
  description: "Who gets which licences. What is declared for one person is the union over all assignments.",
});

export type AssignmentDocument = z.infer<typeof assignment>;
