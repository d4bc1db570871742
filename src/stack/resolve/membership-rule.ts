import { nearestNames } from "../../catalog/nearest";
import { didYouMean } from "../problems/did-you-mean";

/** What is wrong with a rule of membership, and what to do about it. */
export interface RuleFault {
  readonly message: string;
  readonly remedy: string;
}

/** Microsoft: "Manage rules for dynamic membership groups", which has the operators too. */
const longest = 3072;

const operators = [
  "-eq",
  "-ne",
  "-startsWith",
  "-notStartsWith",
  "-endsWith",
  "-notEndsWith",
  "-contains",
  "-notContains",
  "-match",
  "-notMatch",
  "-in",
  "-notIn",
  "-le",
  "-ge",
  "-and",
  "-or",
  "-not",
  "-any",
  "-all",
  "-memberOf",
];
const known = new Set(operators.map((operator) => operator.toLowerCase()));

/**
 * What can be seen to be wrong with a rule without a tenant. Whether its properties are there, and whom it means, knows
 * Entra alone.
 */
export function membershipRuleFault(rule: string): RuleFault | undefined {
  if (rule === "")
    return fault("The rule of membership is empty.", 'Write a rule, like `user.department -eq "Sales"`.');
  if (rule.length > longest)
    return fault(
      `The rule of membership has ${rule.length} characters; Entra takes at most ${longest}.`,
      "Shorten it, or put people into the group by a list.",
    );
  const bare = withoutTexts(rule);
  if (bare === undefined) return fault("A quotation mark of the rule of membership is not closed.", "Close it.");
  const bracket = oddBracket(bare);
  if (bracket !== undefined)
    return fault(
      `The \`${bracket}\` of the rule of membership has no counterpart.`,
      "Write the other one, or take it out.",
    );
  if (/\bdevice\./i.test(bare))
    return fault(
      "The rule of membership is about devices, which have no licences.",
      'Write a rule about people, like `user.department -eq "Sales"`.',
    );
  const sign = /&&|\|\||[=!<>]=?/.exec(bare)?.[0];
  if (sign !== undefined)
    return fault(
      `\`${sign}\` is no operator of a rule of membership.`,
      "Write `-eq`, `-ne`, `-and`, `-or` and the like.",
    );
  const unknown = [...bare.matchAll(/(?:^|[\s()\]])(-[A-Za-z]+)/g)].map(([, operator = ""]) => operator);
  const operator = unknown.find((one) => !known.has(one.toLowerCase()));
  if (operator !== undefined)
    return fault(
      `\`${operator}\` is no operator of a rule of membership.`,
      didYouMean(nearestNames(operator, operators)) ?? `Known are ${operators.map((one) => `\`${one}\``).join(", ")}.`,
    );
  return /\buser\./i.test(bare) || /^direct reports for\b/i.test(bare)
    ? undefined
    : fault(
        "The rule of membership says nothing about people: it has no `user.` in it.",
        'Write a rule about people, like `user.department -eq "Sales"`.',
      );
}

function fault(message: string, remedy: string): RuleFault {
  return { message, remedy };
}

/** The rule with its texts emptied; undefined where one is not closed. After a grave accent a mark is a letter. */
function withoutTexts(rule: string): string | undefined {
  const bare = rule.replaceAll(/"(?:`.|[^"`])*"|'(?:`.|[^'`])*'/gs, '""');
  return /["']/.test(bare.replaceAll('""', "")) ? undefined : bare;
}

const counterparts: Readonly<Record<string, string>> = { ")": "(", "]": "[" };

function oddBracket(bare: string): string | undefined {
  const open: string[] = [];
  for (const [sign] of bare.matchAll(/[()[\]]/g)) {
    const counterpart = counterparts[sign];
    if (counterpart === undefined) open.push(sign);
    else if (open.pop() !== counterpart) return sign;
  }
  return open.pop();
}
