import { z } from "zod";
import { filledList, keyed, label, licenseName, list, path, planName } from "./leaves";

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

export type LicenseReference = z.infer<typeof licenseReference>;
export type ListReference = z.infer<typeof listReference>;
