import { readFileSync } from "node:fs";

export interface Call {
  readonly name: string;
  readonly options: Readonly<Record<string, string>>;
  readonly variables: readonly string[];
  readonly rest: readonly string[];
  readonly json: Json | undefined;
}
export type Json = Readonly<Record<string, unknown>>;

/** Options by command, as the reference of each program has them; `!` behind one that has to be there. */
const commands: Readonly<Record<string, string>> = {
  "az account show": "query output",
  "az ad app list": "display-name query output",
  "az ad app create": "display-name! sign-in-audience query output",
  "az ad app federated-credential list": "id! query output",
  "az ad app federated-credential create": "id! parameters! output",
  "az ad sp list": "filter query output",
  "az ad sp create": "id! query output",
  "az ad sp show": "id! query output",
  "az rest": "method uri! headers body query output",
  "az role assignment create": "assignee-object-id assignee-principal-type role! scope! output",
  "az group create": "name! location! output",
  "az storage account show": "name! query output",
  "az storage account create":
    "name! resource-group! location sku allow-blob-public-access allow-shared-key-access min-tls-version query output",
  "az storage account blob-service-properties update":
    "account-name! resource-group enable-versioning enable-delete-retention delete-retention-days output",
  "az storage container create": "name! account-name auth-mode output",
  "az devops project show": "project! organization query output",
  "az devops service-endpoint list": "organization project query output",
  "az devops service-endpoint create": "service-endpoint-configuration! organization project query output",
  "az devops security group list": "organization project query output",
  "az devops invoke":
    "organization area! resource! http-method route-parameters query-parameters api-version in-file query output",
  "az pipelines list": "organization project name query output",
  "az pipelines create":
    "organization project name! repository repository-type branch yml-path skip-first-run query output",
  "az pipelines variable-group list": "organization project group-name query output",
  "az pipelines variable-group create": "organization project name! authorize variables! output",
  "az pipelines variable-group variable list": "organization project group-id! query output",
  "az pipelines variable-group variable create": "organization project group-id! name! value output",
  "az pipelines variable-group variable update": "organization project group-id! name! value output",
  "az repos show": "organization project repository! query output",
  "az repos policy list": "organization project repository-id branch query output",
  "az repos policy build update":
    "id! organization project repository-id branch blocking enabled build-definition-id display-name " +
    "manual-queue-only queue-on-source-update-only valid-duration output",
  "az repos policy approver-count update":
    "id! organization project repository-id branch blocking enabled minimum-approver-count creator-vote-counts " +
    "allow-downvotes reset-on-source-push output",
  "az repos policy required-reviewer update":
    "id! organization project repository-id branch blocking enabled required-reviewer-ids message path-filter output",
  "az repos policy build create":
    "organization project repository-id! branch! blocking! enabled! build-definition-id! display-name! " +
    "manual-queue-only! queue-on-source-update-only! valid-duration! output",
  "az repos policy approver-count create":
    "organization project repository-id! branch! blocking! enabled! minimum-approver-count! creator-vote-counts! " +
    "allow-downvotes! reset-on-source-push! output",
  "az repos policy required-reviewer create":
    "organization project repository-id! branch! blocking! enabled! required-reviewer-ids! message! path-filter output",
  "gh api": "method input silent field jq",
  "gh variable set": "repo body!",
  "glab api": "method header input",
  "glab variable set": "value! repo",
};

/** Options that take several words. */
const lists = new Set(["variables", "route-parameters", "query-parameters"]);

class Refused extends Error {}

/** @throws Refused where the program has no such command or option. */
export function readCall(program: string, given: readonly string[], input: string): Call {
  const words = [...given];
  const parts = [program];
  const isMore = (): boolean => words[0] !== undefined && !words[0].startsWith("-");
  const most = (): number => (program === "az" ? Infinity : given[0] === "api" ? 2 : 3);
  while (isMore() && parts.length < most()) parts.push(words.shift() ?? "");
  const name = parts.join(" ");
  const allowed = (commands[name] ?? refuse(`${name} is no command`)).split(" ");
  const options: Record<string, string> = {};
  const [variables, rest]: [string[], string[]] = [[], []];
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (!word.startsWith("--")) {
      if (program === "az") refuse(`${name}: ${word} belongs to no option`);
      rest.push(word);
      continue;
    }
    const option = word.slice(2);
    if (!allowed.some((one) => one.replace("!", "") === option)) refuse(`${name} has no option --${option}`);
    options[option] = option === "silent" ? "yes" : (words.shift() ?? refuse(`${name} --${option} has no value`));
    if (!lists.has(option)) continue;
    variables.push(options[option]);
    while (isMore()) variables.push(words.shift() ?? "");
  }
  for (const option of allowed.filter((one) => one.endsWith("!")).map((one) => one.slice(0, -1)))
    if (options[option] === undefined) refuse(`${name} needs --${option}`);
  return { name, options, variables, rest, json: readJson(name, options, input) };
}

function readJson(name: string, options: Readonly<Record<string, string>>, input: string): Json | undefined {
  if (name === "gh variable set") return undefined;
  const file = options["input"] ?? options["in-file"] ?? options["service-endpoint-configuration"];
  const read = file === "-" || file === undefined ? undefined : readFileSync(file, "utf8");
  const text = options["parameters"] ?? options["body"] ?? (file === "-" ? input : read);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    return refuse(`${name}: ${text} is no JSON: ${String(error)}`);
  }
}

export function refuse(why: string): never {
  throw new Refused(why);
}
