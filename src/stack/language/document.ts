import { z } from "zod";
import { assignment } from "./assignment";
import { complain } from "./complaint";
import {
  amount,
  count,
  country,
  date,
  duration,
  filledList,
  flag,
  keyed,
  label,
  licenseName,
  list,
  oneOf,
  path,
  percentage,
  reason,
  tenantName,
  userName,
} from "./leaves";
import { licenseReference } from "./references";

/*
 * The stack language. This file, `assignment.ts` and `references.ts` are the only places that know its keys: types,
 * validation and both files under schema/ come from here. What a key means beyond its shape is checked where it is
 * resolved.
 */

const bundles = z
  .record(label("The name of a bundle"), filledList(licenseReference, "licences"), {
    error: complain("wrong-type", "A map is expected here: `name: [licences]`."),
  })
  .meta({
    title: "Bundles",
    description: "Names for licences that belong together; assignments use them like a licence.",
    examples: [{ "e3-voice": ["Office 365 E3", "MCOEV", "MCOPSTN1"] }],
  });

const approval = keyed({
  losses: count(1, "The number of losses").meta({
    description: "How many people may lose something.",
    examples: [340],
  }),
  of: filledList(label("A licence, person or group"), "licences, people or groups")
    .optional()
    .meta({ description: "Only losses of these licences, people or groups count. Without it: any." }),
  until: date.meta({ description: "Last day on which the approval counts." }),
  reason: reason.meta({ description: "Why, in words; shown with the plan." }),
}).meta({ title: "Approval", description: "Lifts a limit in the reviewed file itself; spent once used." });

const limits = z
  .union([
    oneOf(["none-removed"]).meta({
      title: "Nothing is ever taken",
      description: "No run removes a licence or switches a service plan off.",
    }),
    keyed({
      people: percentage
        .optional()
        .meta({ description: "Share of the people this stack owns who may lose something. Default: 10%." }),
      atMost: count(0, "The number of people")
        .optional()
        .meta({ description: "Number of people who may lose something. Default: 25. The smaller of the two counts." }),
      per: duration.optional().meta({ description: "Sliding window over which losses are counted. Default: 7d." }),
    }).meta({ title: "Limits" }),
  ])
  .meta({
    title: "Limits",
    description: "How much may be taken away before the run is refused.",
    examples: [{ people: "10%", atMost: 25, per: "7d" }, "none-removed"],
  });

/** The codes themselves are checked where they are resolved; the schema for editors lists them (json-schema.ts). */
export const rules = z.record(z.string(), oneOf(["error", "warning", "info", "off"]), {
  error: complain("wrong-type", "A map is expected here: `rule: severity`."),
});

/** Keys that an included file may have too. */
const shared = {
  include: filledList(path, "files")
    .optional()
    .meta({
      description:
        "More files of this stack; they may hold `include`, `bundles`, `assignments`, `approve`, `protected`, " +
        "`release` and `allowInterruption`.",
    }),
  bundles: bundles.optional(),
  assignments: list(assignment, "assignments").optional().meta({ description: "Who gets which licences." }),
  approve: list(approval, "approvals")
    .optional()
    .meta({ description: "Losses that are wanted although a limit forbids them." }),
  protected: list(userName, "user principal names")
    .optional()
    .meta({ description: "People who are never touched, on no path." }),
  release: list(label("A user principal name or a group"), "people and groups").optional().meta({
    description: "People and groups to forget without taking anything from them. They must not be declared any more.",
  }),
  allowInterruption: list(userName, "user principal names").optional().meta({
    description:
      "People who may be without a licence for a moment, so that two who wait for each other's seat can be served.",
  }),
};

export const stackDocument = keyed({
  tenant: tenantName,
  ...shared,
  usageLocation: keyed({
    default: country.optional().meta({
      description: "For people who have no usage location. Without it (and without a country) they are an error.",
    }),
    from: oneOf(["country"]).optional().meta({ description: "Take the person's country first, then the default." }),
  })
    .optional()
    .meta({
      description: "Fills a gap only: a person who has a usage location keeps it.",
      examples: [{ default: "US", from: "country" }],
    }),
  authoritative: keyed({
    skus: filledList(licenseName, "licences").meta({ description: "Only these licences." }),
    scope: oneOf(["declared", "tenant"]).meta({
      description:
        "declared: the people in this stack hold exactly what it declares of these licences. tenant: nobody " +
        "outside of this stack holds them directly.",
    }),
  })
    .optional()
    .meta({ description: "Licences that people may hold only because this stack says so." }),
  onMissingUser: oneOf(["error", "wait"]).optional().meta({
    description: "wait: a person whose account does not exist yet is pending, not a failure. Default: error.",
  }),
  onShortage: oneOf(["refuse", "assignInOrder"]).optional().meta({
    description:
      "When seats do not suffice for everybody: refuse the run, or serve people in declared order. Default: refuse.",
  }),
  limits: limits.optional(),
  rules: rules.optional().meta({
    description: "Severities of rules, by code (docs/rules.md).",
    examples: [{ "license-uncatalogued": "off" }],
  }),
  prices: keyed({
    currency: label("The currency").meta({ description: "One currency for all prices.", examples: ["EUR"] }),
    monthly: z
      .record(licenseName, amount, { error: complain("wrong-type", "A map is expected here: `licence: price`.") })
      .meta({ description: "Price of one seat for one month, by licence." }),
  })
    .optional()
    .meta({
      description: "What seats cost: reports then say what a change costs and what is paid twice.",
      examples: [{ currency: "EUR", monthly: { "Office 365 E3": 21.3 } }],
    }),
  timeZone: label("The time zone")
    .optional()
    .meta({
      description: "Time zone of the dates in this stack, by its IANA name. Default: UTC.",
      examples: ["Europe/Paris"],
    }),
  protect: flag("`protect`").optional().meta({
    description: "Whether `pulumi destroy` is refused. Set it to false and run an up before a destroy. Default: true.",
  }),
}).meta({ title: "Stack of Microsoft 365 licences" });

const stackOnly = Object.keys(stackDocument.shape).filter((key) => !(key in shared));

export const part = keyed(shared, {
  keys: stackOnly,
  hint: "It belongs in the stack file itself, not in a file that it includes.",
}).meta({
  title: "Part of a stack",
  description: "A file that a stack includes.",
});

export type StackDocument = z.infer<typeof stackDocument>;
export type PartDocument = z.infer<typeof part>;
export type ApprovalDocument = NonNullable<StackDocument["approve"]>[number];
