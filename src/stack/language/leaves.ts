import { z } from "zod";
import { countryCodes } from "../../catalog/countries";
import { isVisible } from "../../text/visible";
import { formatLimit, stackLimits } from "../problems/limits";
import type { ProblemCode } from "../problems/problem-codes";
import { complain, type Complaint } from "./complaint";

type LengthCheck = ReturnType<typeof z.maxLength | typeof z.minLength>;

/*
 * By itself the library looks at the length of whatever has one: of a list where a text belongs, and of a map with the
 * key `length`, which says two things of one value and throws where that key's value is no number.
 */
function ofTexts(check: LengthCheck): LengthCheck {
  check._zod.def.when = ({ value }) => typeof value === "string";
  return check;
}

function ofLists(check: LengthCheck): LengthCheck {
  check._zod.def.when = ({ value }) => Array.isArray(value);
  return check;
}

export function text(what: string, longest: number = stackLimits.nameLength): z.ZodString {
  return z.string({ error: complain("wrong-type", `${what} is expected here.`) }).check(
    ofTexts(
      z.maxLength(longest, {
        error: complain("limit-exceeded", `${what} has at most ${formatLimit(longest)} characters.`),
      }),
    ),
  );
}

/** What is shown in the engine's own words too, which print it as it is. */
function shownText(what: string, { longest, code = "wrong-value" }: { longest?: number; code?: ProblemCode } = {}) {
  return text(what, longest).refine(isVisible, {
    error: complain(
      code,
      "Write it without characters that cannot be seen, and without `##[` and its like, which agents of pipelines " +
        `take for a command.${code === "group-name" ? " Name such a group by its object id." : ""}`,
    ),
  });
}

const domainLabel = "[0-9A-Za-z]([0-9A-Za-z-]*[0-9A-Za-z])?";

export const tenantName = text("The tenant's verified domain or id")
  .regex(new RegExp(`^(${domainLabel}(\\.${domainLabel})+|[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})$`), {
    error: complain("tenant-name", "Write a domain of the tenant, for example `contoso.onmicrosoft.com`, or its id."),
  })
  .meta({
    title: "Tenant",
    description:
      "A verified domain of the tenant, or its id. Before anything is read or written, the tenant behind the " +
      "credentials has to be this one.",
    examples: ["contoso.onmicrosoft.com", "84841066-274d-4ec0-a5c1-276be684bdd3"],
  });

export const country = z
  .enum(countryCodes as [string, ...string[]], {
    error: complain("country", "A country is two capital letters of ISO 3166-1, for example `US` or `GB`."),
  })
  .meta({ title: "Country", description: "Two capital letters of ISO 3166-1.", examples: ["US", "GB", "DE"] });

export const date = text("A date like 2027-03-31")
  .regex(/^\d{4}-\d{2}-\d{2}$/, {
    error: complain("date-invalid", "Write year, month and day, for example `2027-03-31`."),
  })
  .meta({ title: "Date", description: "Year, month and day in the stack's time zone.", examples: ["2027-03-31"] });

/** Only a first sieve; src/stack/files/principal-name.ts says exactly what is wrong with a name. */
export const userName = text("A user principal name (like `adele@contoso.com`)")
  .check(ofTexts(z.minLength(1, { error: complain("principal-name", "A user principal name is missing here.") })))
  .meta({
    title: "User principal name",
    description:
      "The name a person signs in with. Upper and lower case are the same. Guests work: " +
      "lee_fabrikam.com#EXT#@contoso.onmicrosoft.com.",
    examples: ["adele@contoso.com"],
  });

export const groupName = shownText("A group's display name, mail nickname or object id", { code: "group-name" })
  .regex(/\S/, { error: complain("group-name", "A group's name is missing here.") })
  .meta({
    title: "Group",
    description: "The group's display name, its mail nickname, or its object id where a name is not unique.",
    examples: ["Sales Team"],
  });

/** What it means, and whether Graph has it, says src/filter. */
export const filterText = text("A filter", 1_500)
  .refine((written) => isVisible(written.replaceAll(/\s/g, " ")), {
    error: complain("wrong-value", "Write it without characters that cannot be seen."),
  })
  .regex(/\S/, { error: complain("empty-value", "A filter is missing here, like `department eq 'Sales'`.") })
  .meta({
    title: "Filter of Microsoft Graph",
    description:
      "Whom Microsoft Graph finds by this filter: attributes such as department, jobTitle, companyName, country, " +
      "employeeType, accountEnabled or onPremisesExtensionAttributes/extensionAttribute1, with eq, ne, in, " +
      "startsWith, endsWith, not, and, or.",
    examples: ["department eq 'Sales' and accountEnabled eq true"],
  });

export const licenseName = shownText("A licence (part number, GUID or product name)")
  .regex(/\S/, { error: complain("empty-value", "The name of a licence is missing here.") })
  .meta({
    title: "Licence",
    description:
      "Part number (ENTERPRISEPACK), GUID, product name (Office 365 E3), or the old form " +
      "companyname:ENTERPRISEPACK. Upper and lower case are the same.",
    examples: ["Office 365 E3", "MCOEV", "MCOPSTN1"],
  });

export const planName = shownText("A service plan's name or GUID")
  .regex(/\S/, { error: complain("empty-value", "The name of a service plan is missing here.") })
  .meta({
    title: "Service plan",
    description: "A service plan of this licence, by name or by GUID.",
    examples: ["YAMMER_ENTERPRISE", "TEAMS1"],
  });

export const percentage = z
  .string({ error: complain("percentage", "A share of the people is expected here, with its sign: `10%`.") })
  .regex(/^(100(\.0+)?|\d{1,2}(\.\d+)?)\s*%$/, {
    error: complain("percentage", "A share lies between `0%` and `100%`."),
  })
  .meta({
    title: "Share",
    description: "Share of the people that this stack owns, from 0% to 100%.",
    examples: ["10%"],
  });

export const duration = z
  .string({ error: complain("duration", "A number of days is expected here: `7d`.") })
  .regex(/^([1-9]\d?|[12]\d\d|3[0-5]\d|36[0-5])d$/, {
    error: complain("duration", "A window is 1 to 365 days long, for example `7d`."),
  })
  .meta({ title: "Window", description: "Length of the sliding window in days.", examples: ["7d"] });

export function count(least: number, what: string): z.ZodInt {
  const error = complain("wrong-value", `${what} is a whole number, ${least} or more.`);
  return z.int({ error }).min(least, { error });
}

const unfitPriority = complain("wrong-value", "A priority is a whole number from 0 to 1000; the higher goes first.");
export const priority = z.int({ error: unfitPriority }).min(0, { error: unfitPriority }).max(1000, {
  error: unfitPriority,
});

export const label = (what: string, longest?: number): z.ZodString =>
  shownText(what, longest === undefined ? {} : { longest }).regex(/\S/, {
    error: complain("empty-value", `${what} must not be empty.`),
  });

/** Dots and blanks are no reason: the entry that a refused plan offers must not pass as it stands. */
export const reason = shownText("The reason", { longest: stackLimits.textLength }).regex(
  /[^\s\u0000-@[-`{-\u00bf\u2000-\u206f]/,
  {
    error: complain("wrong-value", "Say in words why these people may lose something."),
  },
);

export const path = text("A file's name", stackLimits.textLength)
  .regex(/\S/, { error: complain("empty-value", "The name of a file is missing here.") })
  .meta({
    title: "File",
    description: "Relative to the file that names it, inside of the stack's folder.",
    examples: ["lists/sales.txt"],
  });

export function oneOf<const Values extends readonly [string, ...string[]]>(
  values: Values,
): z.ZodEnum<{ [Value in Values[number]]: Value }> {
  const shown = values.map((value) => `\`${value}\``);
  const text = `One of ${shown.slice(0, -1).join(", ")} or ${shown.at(-1) ?? ""} is expected here.`;
  return z.enum(values, {
    error: complain("wrong-value", values.length > 1 ? text : `Only ${shown[0] ?? ""} is possible here.`),
  });
}

export const flag = (what: string): z.ZodBoolean =>
  z.boolean({ error: complain("wrong-type", `${what} is \`true\` or \`false\`.`) });

export const amount = z
  .number({ error: complain("wrong-type", "A price is a number.") })
  .min(0, { error: complain("wrong-value", "A price is 0 or more.") });

export function list<Item extends z.ZodType>(item: Item, what: string): z.ZodArray<Item> {
  return z.array(item, {
    error: complain(
      "wrong-type",
      `A list of ${what} is expected here: each on its own line after \`- \`, or \`[a, b]\`.`,
    ),
  });
}

export function filledList<Item extends z.ZodType>(item: Item, what: string): z.ZodArray<Item> {
  const error = complain("empty-value", `Name at least one, or take the key out: a list of ${what} is expected here.`);
  return list(item, what).check(ofLists(z.minLength(1, { error })));
}

/** A map with these keys and no others. */
export function keyed<Shape extends z.ZodRawShape>(
  shape: Shape,
  elsewhere?: Complaint["elsewhere"],
): z.ZodObject<Shape, z.core.$strict> {
  const keys = Object.keys(shape);
  const unknown = complain("unknown-key", `Known are ${keys.map((key) => `\`${key}\``).join(", ")}.`, {
    keys,
    ...(elsewhere === undefined ? {} : { elsewhere }),
  });
  const shown = keys.slice(0, 3).map((key) => `\`${key}: …\``);
  const noMap = complain(
    "wrong-type",
    `A map is expected here, with ${shown.join(", ")}${keys.length > 3 ? " and so on" : ""}.`,
  );
  return z.strictObject(shape, { error: (issue) => (issue.code === "unrecognized_keys" ? unknown : noMap) });
}
