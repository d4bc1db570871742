import { z } from "zod";
import {
  filledList,
  filterText,
  flag,
  groupName,
  keyed,
  label,
  licenseName,
  list,
  path,
  planName,
  userName,
} from "./leaves";

/** One entry of `licenses` or of a bundle. */
export const licenseReference = z
  .union([
    licenseName,
    keyed({
      sku: licenseName,
      disable: list(planName, "service plans")
        .optional()
        .meta({
          description:
            "Exactly these service plans are off and every other is on. An empty list: none is off. Without " +
            "`disable` and `enable`, which plans are on is not managed.",
        }),
      enable: filledList(planName, "service plans")
        .optional()
        .meta({
          description:
            "Only these service plans are on; every other is off, and stays off when Microsoft adds plans to the " +
            "product.",
        }),
    }).meta({
      title: "Licence with service plans",
      description: "A licence of which the service plans are managed too: `disable` or `enable`, not both.",
    }),
  ])
  .meta({ title: "Licence or bundle" });

/** One entry of `usersFrom`. */
export const listReference = z
  .union([
    path,
    keyed({
      file: path,
      column: label("The name of the column")
        .optional()
        .meta({
          description:
            "The column of a .csv file that holds user principal names, by its heading. Without it: " +
            "UserPrincipalName, or the only column.",
          examples: ["UserPrincipalName"],
        }),
    }).meta({ title: "Column of a .csv file" }),
  ])
  .meta({
    title: "List of people",
    description:
      "A text file with one user principal name a line (blank lines and lines that begin with # are skipped), or " +
      "a .csv file with a heading.",
    examples: ["lists/sales.txt", { file: "lists/people.csv", column: "UserPrincipalName" }],
  });

/** One entry of `membersOf`. */
export const groupReference = z
  .union([
    groupName,
    keyed({
      group: groupName,
      nested: flag("`nested`")
        .optional()
        .meta({ description: "Members of groups within this group too. Default: false, direct members alone." }),
    }).meta({ title: "Group with the groups within it" }),
  ])
  .meta({
    title: "Group whose members are licensed directly",
    examples: ["Sales Team", { group: "Lyon", nested: true }],
  });

/** One entry of `except`. */
export const exception = z.union([userName, keyed({ where: filterText }).meta({ title: "People of a filter" })]).meta({
  title: "Person, or people, to leave out",
  examples: ["adele@contoso.com", { where: "jobTitle eq 'Intern'" }],
});

export type LicenseReference = z.infer<typeof licenseReference>;
export type ListReference = z.infer<typeof listReference>;
