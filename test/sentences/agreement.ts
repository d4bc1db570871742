/** What is counted, one and many. */
const nouns: Readonly<Record<string, string>> = {
  person: "people",
  seat: "seats",
  member: "members",
  group: "groups",
  licence: "licences",
  loss: "losses",
  day: "days",
  error: "errors",
  warning: "warnings",
  note: "notes",
  product: "products",
  plan: "plans",
  principal: "principals",
  stack: "stacks",
  column: "columns",
  subscription: "subscriptions",
  line: "lines",
  request: "requests",
  thing: "things",
  approval: "approvals",
  bundle: "bundles",
  name: "names",
};
const many = new Set(Object.values(nouns));

/** Verbs as they go with one, and with several. */
const verbs: Readonly<Record<string, string>> = {
  is: "are",
  has: "have",
  was: "were",
  loses: "lose",
  gets: "get",
  keeps: "keep",
  needs: "need",
  waits: "wait",
  gains: "gain",
  swaps: "swap",
  moves: "move",
  gives: "give",
  stands: "stand",
  does: "do",
  changes: "change",
  uses: "use",
  calls: "call",
  lacks: "lack",
  holds: "hold",
};
const ofMany = new Set(Object.values(verbs));

/** Places of a text where a number and the word behind it, or the verb of both, do not agree. */
export function disagreements(text: string): readonly string[] {
  const found: string[] = [];
  for (const match of text.matchAll(/(?<![\w.,:%#-]|\bof )(\d[\d,]*) ([a-z]+)(?: (?:who |of [\w ]+? )?([a-z]+))?/g)) {
    const [part = "", number = "", noun = "", verb = ""] = match;
    const isOne = number === "1";
    const agrees = isOne ? !many.has(noun) : nouns[noun] === undefined;
    const isNoun = many.has(noun) || nouns[noun] !== undefined;
    const verbAgrees = !isNoun || (isOne ? !ofMany.has(verb) : verbs[verb] === undefined);
    if (!agrees || !verbAgrees) found.push(part);
  }
  for (const [part, number] of text.matchAll(/\b(\d+) more (?:is|are)\b/g))
    if ((number === "1") !== part.endsWith("is")) found.push(part);
  for (const match of text.matchAll(
    /\b(columns?|people|person|groups?|licences?) (`[^`]+`(?:, `[^`]+`)*) (is|are)\b/g,
  )) {
    const [part = "", noun = "", list = "", verb = ""] = match;
    const isOne = !list.includes("`, `");
    if (isOne !== (verb === "is") || isOne === many.has(noun)) found.push(part);
  }
  return found;
}
