import { createHash } from "node:crypto";
import { createServer, type Server, type Socket } from "node:net";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface Call {
  readonly name: string;
  readonly options: Readonly<Record<string, string>>;
  readonly variables: readonly string[];
  readonly rest: readonly string[];
  readonly json: Json | undefined;
}
type Json = Readonly<Record<string, unknown>>;

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
  "az devops invoke": "organization area! resource! http-method route-parameters api-version in-file query output",
  "az pipelines list": "organization project name query output",
  "az pipelines create":
    "organization project name! repository repository-type branch yml-path skip-first-run query output",
  "az pipelines variable-group list": "organization project group-name query output",
  "az pipelines variable-group create": "organization project name! authorize variables! output",
  "az repos show": "organization project repository! query output",
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

class Refused extends Error {}

/**
 * Stands in for `az`, `gh` and `glab`: takes commands and options that they have and no others, remembers what was
 * made, and notes every call. Answers only the queries that the scripts make. The programs in `folder` ask it over a
 * socket, since a process for each call takes longer than everything else.
 */
export class HostClis {
  readonly calls: Call[] = [];
  subjectPrefix = "";
  readonly #server: Server = createServer((socket) => this.#serve(socket));
  readonly #apps = new Map<string, string>();
  readonly #principals = new Set<string>();
  readonly #credentials = new Map<string, Json[]>();
  readonly #roles = new Map<string, Set<unknown>>();
  readonly #units = new Set<unknown>();
  readonly #connections = new Map<string, string>();
  #rulesets = 0;
  #group = "";

  static async start(folder: string): Promise<HostClis> {
    const clis = new HostClis();
    clis.#server.listen(0, "127.0.0.1");
    await once(clis.#server, "listening");
    const address = clis.#server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    mkdirSync(folder, { recursive: true });
    for (const program of ["az", "gh", "glab"])
      writeFileSync(
        join(folder, program),
        [
          "#!/bin/bash",
          `exec 3<>/dev/tcp/127.0.0.1/${String(port)}`,
          `input=""; case "$*" in *"--input -"*) input="$(cat)" ;; esac`,
          `printf '%s\\0' ${program} "$#" "$@" "$input" >&3`,
          "read -r code <&3",
          'if [ "$code" = 0 ]; then cat <&3; else cat <&3 >&2; fi',
          'exit "$code"',
          "",
        ].join("\n"),
        { mode: 0o755 },
      );
    return clis;
  }

  async stop(): Promise<void> {
    this.#server.close();
    await once(this.#server, "close");
  }

  #serve(socket: Socket): void {
    let received = "";
    socket.setEncoding("utf8").on("data", (part: string) => {
      received += part;
      const fields = received.split("\0");
      const [program = "", count = ""] = fields;
      if (count === "" || fields.length < Number(count) + 4) return;
      const words = fields.slice(2, Number(count) + 2);
      try {
        const answer = this.#run(program, words, fields[Number(count) + 2] ?? "");
        socket.end(`0\n${answer === "" ? "" : `${answer}\n`}`);
      } catch (error) {
        socket.end(`64\nstand-in: ${error instanceof Error ? error.message : String(error)}\n`);
      }
    });
  }

  #run(program: string, given: readonly string[], input: string): string {
    const call = read(program, given, input);
    const answer = this.#respond(call);
    this.calls.push(call);
    return answer;
  }

  #respond(call: Call): string {
    const { name, options, json } = call;
    const { query = "", id: client = "", "display-name": display = "" } = options;
    switch (name) {
      case "az account show":
        return { tenantId: "tenant", id: "subscription", name: "Contoso subscription" }[query] ?? refuse(query);
      case "az storage account show":
        return "/subscriptions/s/storageAccounts/contosolicences";
      case "az ad app list":
        return this.#apps.get(display) ?? "";
      case "az ad app create":
        this.#apps.set(display, idOf(display));
        return idOf(display);
      case "az ad sp list":
        return this.#principals.has(within(/^appId eq '(.+)'$/, options["filter"] ?? "")) ? "there" : "";
      case "az ad sp create":
        this.#principals.add(client);
        return query === "id" ? principalOf(client) : "";
      case "az ad sp show":
        return query === "id" ? principalOf(client) : idOf(within(/value=='(.+)'\]/, query));
      case "az ad app federated-credential list": {
        const subject = within(/subject=='(.+)'\]/, query);
        return this.#credentials.get(client)?.some((one) => one["subject"] === subject) === true ? "there" : "";
      }
      case "az ad app federated-credential create":
        this.#credentials.set(client, [...(this.#credentials.get(client) ?? []), json ?? {}]);
        return "";
      case "az rest":
        return this.#respondGraph(call);
      case "az devops project show":
        return "project-id";
      case "az devops service-endpoint list": {
        const connection = this.#connections.get(within(/name=='(.+?)'\]/, query)) ?? "";
        return connection === "" || query.includes("workloadIdentityFederationIssuer") ? connection : "endpoint-id";
      }
      case "az devops service-endpoint create": {
        const made = String(json?.["name"]);
        this.#connections.set(made, `https://vstoken.dev.azure.com/org-id sc://contoso/licences/${made}`);
        return "";
      }
      case "az devops security group list":
        return "group-id";
      case "az pipelines variable-group list":
        return this.#group;
      case "az pipelines variable-group create":
        this.#group = "1";
        return "";
      case "az pipelines create":
        return "7";
      case "az repos show":
        return "repository-id";
      case "gh api":
        return this.#respondGitHub(call);
      case "glab api":
        return options["method"] === undefined ? '{"id":1,"default_branch":"main"}' : "";
      default:
        return "";
    }
  }

  #respondGraph({ options, json }: Call): string {
    const { uri = "", query = "" } = options;
    const who = /servicePrincipals\/([^/]+)\//.exec(uri)?.[1];
    if (options["method"] === "POST") {
      if (who === undefined) this.#units.add(json?.["principalId"]);
      else this.#roles.set(who, new Set([...(this.#roles.get(who) ?? []), json?.["appRoleId"]]));
      return "";
    }
    if (who === undefined) return this.#units.has(within(/principalId eq '(.+)'/, uri)) ? "there" : "";
    return this.#roles.get(who)?.has(within(/appRoleId=='(.+)'\]/, query)) === true ? "there" : "";
  }

  #respondGitHub({ rest: [path = ""], options }: Call): string {
    if (path.endsWith("/customization/sub")) return this.subjectPrefix;
    if (path.includes("/teams/")) return "42";
    if (path.endsWith("/rulesets") && options["method"] === "POST") this.#rulesets += 1;
    if (path.endsWith("/rulesets") && options["method"] === undefined) return this.#rulesets > 0 ? "9" : "";
    return /^repos\/[^/]+\/[^/]+$/.test(path) ? "main" : "";
  }
}

/** @throws Refused where the program has no such command or option. */
function read(program: string, given: readonly string[], input: string): Call {
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
    if (option !== "variables") continue;
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

function within(pattern: RegExp, text: string): string {
  return pattern.exec(text)?.[1] ?? refuse(`nothing answers ${text}`);
}

function principalOf(client: string): string {
  return idOf(`principal ${client}`);
}

function idOf(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function refuse(why: string): never {
  throw new Refused(why);
}
