import { createHash } from "node:crypto";
import { createServer, type Server, type Socket } from "node:net";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readCall, refuse, type Call, type Json } from "./host-commands";

/** What Azure DevOps calls a kind of policy, and the command that makes it. */
const policies: Readonly<Record<string, string>> = {
  Build: "build",
  "Minimum number of reviewers": "approver-count",
  "Required reviewers": "required-reviewer",
};

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
  #pipeline = "";
  readonly #group = new Set<string>();
  readonly #policies = new Map<string, Record<string, string>>();
  readonly #checks = new Map<string, string>();

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
    const call = readCall(program, given, input);
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
        return connection === "" || query.includes("workloadIdentityFederationIssuer")
          ? connection
          : `endpoint-of-${connection.split("/").at(-1) ?? ""}`;
      }
      case "az devops service-endpoint create": {
        const made = String(json?.["name"]);
        this.#connections.set(made, `https://vstoken.dev.azure.com/org-id sc://contoso/licences/${made}`);
        return "";
      }
      case "az devops security group list":
        return "group-id";
      case "az pipelines variable-group list":
        return this.#group.size > 0 ? "1" : "";
      case "az pipelines variable-group variable list":
        return [...this.#group].join("\n");
      case "az pipelines variable-group create":
        for (const variable of call.variables) this.#group.add(variable.split("=")[0] ?? "");
        return "";
      case "az pipelines variable-group variable create":
      case "az pipelines variable-group variable update":
        if (this.#group.has(options["name"] ?? "") !== name.endsWith("update"))
          refuse(`${name} ${options["name"] ?? ""}`);
        this.#group.add(options["name"] ?? "");
        return "";
      case "az repos policy list":
        return this.#findPolicy(query);
      case "az repos policy build create":
      case "az repos policy approver-count create":
      case "az repos policy required-reviewer create":
        this.#policies.set(`policy-${String(this.#policies.size)}`, { ...options, command: name.split(" ")[3] ?? "" });
        return "";
      case "az devops invoke":
        return this.#respondChecks(call);
      case "az pipelines list":
        return this.#pipeline;
      case "az pipelines create":
        this.#pipeline = "7";
        return this.#pipeline;
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

  #findPolicy(query: string): string {
    const command = policies[within(/type\.displayName=='(.+?)'/, query)] ?? refuse(query);
    const [, setting = "", value = ""] = /settings\.(\w+)=='(.+?)'/.exec(query) ?? [];
    const option = { displayName: "display-name", message: "message" }[setting] ?? setting;
    for (const [id, policy] of this.#policies)
      if (policy["command"] === command && (option === "" || policy[option] === value)) return id;
    return "";
  }

  #respondChecks({ options, variables, json }: Call): string {
    if (options["http-method"] === "GET") {
      const resource = variables.find((one) => one.startsWith("resourceId="))?.slice("resourceId=".length) ?? "";
      return this.#checks.get(`${resource} ${within(/type\.name=='(.+?)'/, options["query"] ?? "")}`) ?? "";
    }
    const { resource, type } = json as { resource: { id: string }; type: { name: string } };
    this.#checks.set(`${resource.id} ${type.name}`, "check-id");
    return "";
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

function within(pattern: RegExp, text: string): string {
  return pattern.exec(text)?.[1] ?? refuse(`nothing answers ${text}`);
}

function principalOf(client: string): string {
  return idOf(`principal ${client}`);
}

export function idOf(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
