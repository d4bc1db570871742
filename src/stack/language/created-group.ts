import { z } from "zod";
import { filledList, flag, groupName, keyed, text, userName } from "./leaves";
import { listReference } from "./references";

export const groupToMake = keyed({
  displayName: groupName.meta({ description: "The group's display name. Unique in the stack and in the tenant." }),
  renamedFrom: groupName.optional().meta({
    description: "The display name that the stack had for this group before: it is then renamed, not made anew.",
    examples: ["Sales"],
  }),
  description: text("A description", 1024).optional().meta({ description: "What the group is for." }),
  dynamicMembership: text("A rule of membership")
    .optional()
    .meta({
      description:
        "Entra's rule of who is in the group. Not together with `members` or `membersFrom`. Needs Entra ID P1.",
      examples: ['user.department -eq "Sales"'],
    }),
  members: filledList(userName, "user principal names")
    .optional()
    .meta({ description: "Everybody who is in the group: whoever stands in no list of it is taken out." }),
  membersFrom: z
    .union([listReference, filledList(listReference, "files")])
    .optional()
    .meta({ description: "The same, from one file or several.", examples: ["lists/sales.txt"] }),
  protect: flag("`protect`")
    .optional()
    .meta({
      description:
        "Whether the engine refuses to delete the group. Set it to false and run an up before this entry is taken " +
        "out. Default: as `protect` of the stack.",
    }),
}).meta({ title: "Group to make", description: "A security group that the stack makes, and who is in it." });

/** One entry of `groups` that is no name. */
export const createdGroup = keyed({ create: groupToMake }).meta({
  title: "Group that the stack makes",
  description: "A security group that is made with @pulumi/azuread, and licensed in the same run.",
  examples: [{ create: { displayName: "Sales", membersFrom: "lists/sales.txt" } }],
});

export type CreatedGroup = z.infer<typeof createdGroup>["create"];
