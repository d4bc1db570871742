import { z } from "zod";
import { assignment } from "./assignment";
import { complain } from "./complaint";
import { groupToMake } from "./created-group";
import { stackDocument } from "./document";
import { groupName, keyed, list, userName } from "./leaves";

/*
 * What a program says of a stack: the same language without files. A program computes its lists, and a list that came
 * out empty looks like an export that broke: where a file may say that nobody is meant, a program has to leave the
 * property out.
 */

/** Keys of a file that lead to other files. */
const files = {
  keys: ["include", "usersFrom", "membersFrom"],
  hint:
    'A program reads its files itself: `users: readPeople("lists/sales.txt")`. Or leave the stack to a file, with ' +
    "`licensesOfStack`.",
};

function named<Item extends z.ZodType>(item: Item, what: string): z.ZodArray<Item> {
  return list(item, what).min(1, {
    error: complain(
      "list-empty",
      "A look-up that found nothing looks like this. If nobody is meant, leave the property out.",
    ),
  });
}

const { membersFrom: _memberFiles, members: _members, ...ofGroup } = groupToMake.shape;
const { usersFrom: _userFiles, users: _users, groups: _groups, ...ofAssignment } = assignment.shape;
const { include: _parts, assignments: _assignments, protected: _protected, ...ofStack } = stackDocument.shape;

const create = keyed({ ...ofGroup, members: named(userName, "user principal names").optional() }, files);

const programAssignment = keyed(
  {
    ...ofAssignment,
    users: named(userName, "user principal names").optional(),
    groups: named(z.union([groupName, keyed({ create }, files)]), "groups").optional(),
  },
  files,
);

export const programDocument = keyed(
  {
    ...ofStack,
    assignments: named(programAssignment, "assignments"),
    protected: named(userName, "user principal names").optional(),
  },
  files,
);

/** What a program says of a stack, with every value known. */
export type ProgramDocument = z.input<typeof programDocument>;
