import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { asObjects, asText, type WireObject } from "../../src/graph/batches/wire";
import { query, quote } from "../../src/graph/batches/odata";
import type { Graph } from "./graph";

export interface Sku {
  readonly skuId: string;
  readonly partNumber: string;
  readonly free: number;
}

export interface Person {
  readonly id: string;
  readonly name: string;
}

export interface StayOptions {
  /** A verified domain or the id of the tenant that is meant. */
  readonly tenant: string;
  /** What everything that is made begins with. */
  readonly prefix: string;
  /** Part numbers of which seats may be taken for a while. */
  readonly skus: readonly string[];
  /** Milliseconds until lists and groups must have caught up. */
  readonly patience: number;
  readonly signal: AbortSignal;
}

/**
 * A stay in a tenant that belongs to others: it makes people and groups of its own, under a prefix, and takes every one
 * of them away again. It never writes to anything that it has not made, and knows what it made by id.
 */
export class Stay {
  readonly graph: Graph;
  readonly options: StayOptions;
  readonly skus: readonly Sku[];
  readonly #domain: string;
  readonly #people: string[] = [];
  readonly #groups: string[] = [];
  #count = 0;

  private constructor(graph: Graph, options: StayOptions, domain: string, skus: readonly Sku[]) {
    this.graph = graph;
    this.options = options;
    this.#domain = domain;
    this.skus = skus;
  }

  /** Reads only. Refuses another tenant than the one that is meant, and a prefix that somebody bears. */
  static async begin(graph: Graph, options: StayOptions): Promise<Stay> {
    const { prefix, tenant } = options;
    if (!/^[a-z][a-z0-9]{5,19}$/.test(prefix))
      throw new Error(`The prefix "${prefix}" must be 6 to 20 small letters and digits, and begin with a letter.`);
    const [organization = {}] = asObjects((await graph.expect("GET", "/organization"))["value"]);
    const domains = asObjects(organization["verifiedDomains"]);
    const names = [organization["id"], ...domains.map((domain) => domain["name"])].map((name) =>
      String(name).toLowerCase(),
    );
    if (!names.includes(tenant.toLowerCase()))
      throw new Error(`The credentials lead to ${names.join(", ")}, and not to ${tenant}. Nothing was written.`);
    const taken = [
      ...(await graph.list(
        `/users?${query({ $filter: `startswith(userPrincipalName,${quote(prefix)})`, $select: "id" })}`,
      )),
      ...(await graph.list(`/groups?${query({ $filter: `startswith(displayName,${quote(prefix)})`, $select: "id" })}`)),
    ];
    if (taken.length > 0)
      throw new Error(
        `${taken.length} people or groups begin with "${prefix}" already: take another prefix. Nothing was written.`,
      );
    const initial = domains.find((domain) => domain["isInitial"] === true) ?? domains[0];
    return new Stay(graph, options, String(initial?.["name"]), await chooseSkus(graph, options.skus));
  }

  /** Somebody new, whose account is disabled and whose password nobody knows; an empty location is none. */
  async person(usageLocation = "US", mark = ""): Promise<Person> {
    this.#refuseStopped();
    const nickname = `${this.options.prefix}${(this.#count += 1)}`;
    const name = `${nickname}${mark}@${this.#domain}`;
    const made = await this.graph.expect("POST", "/users", {
      accountEnabled: false,
      displayName: `${nickname} (acceptance)`,
      mailNickname: nickname,
      userPrincipalName: name,
      ...(usageLocation === "" ? {} : { usageLocation }),
      passwordProfile: { password: `${randomUUID()}-Aa1`, forceChangePasswordNextSignIn: true },
    });
    const id = idOf(made);
    this.#people.push(id);
    await this.eventually(async () => {
      await this.graph.expect("GET", `/users/${id}?$select=id`);
    });
    return { id, name };
  }

  async group(members: readonly Person[]): Promise<string> {
    this.#refuseStopped();
    const nickname = `${this.options.prefix}${(this.#count += 1)}`;
    const id = idOf(
      await this.graph.expect("POST", "/groups", {
        displayName: nickname,
        mailNickname: nickname,
        mailEnabled: false,
        securityEnabled: true,
      }),
    );
    this.#groups.push(id);
    await this.eventually(async () => {
      await this.graph.expect("GET", `/groups/${id}?$select=id`);
    });
    for (const { id: member } of members)
      await this.graph.expect("POST", `/groups/${id}/members/$ref`, {
        "@odata.id": `https://graph.microsoft.com/v1.0/directoryObjects/${member}`,
      });
    return id;
  }

  /** Looks again until it is so: lists lag, and groups are processed in the background. */
  async eventually(look: () => Promise<void>): Promise<void> {
    const until = Date.now() + this.options.patience;
    for (let wait = 20; ; wait = Math.min(5000, wait * 2)) {
      try {
        await look();
        return;
      } catch (error) {
        if (Date.now() > until) throw error;
        this.#refuseStopped();
        await sleep(wait);
      }
    }
  }

  /**
   * Takes everything away that was made: licences of groups, groups, people, and the deleted people. Goes on where one
   * cannot be taken away.
   *
   * @returns what is left, in words
   */
  async end(): Promise<readonly string[]> {
    const left: string[] = [];
    for (const id of this.#groups.splice(0)) await this.#attempt(left, `group ${id}`, () => this.#endGroup(id));
    for (const id of this.#people.splice(0)) await this.#attempt(left, `person ${id}`, () => this.#endPerson(id));
    return left;
  }

  async #endGroup(id: string): Promise<void> {
    const { graph } = this;
    const group = await graph.send("GET", `/groups/${id}?$select=id,assignedLicenses`);
    if (group.status === 404) return;
    const removeLicenses = asObjects(group.body["assignedLicenses"]).map((license) => license["skuId"]);
    if (removeLicenses.length > 0)
      await graph.expect("POST", `/groups/${id}/assignLicense`, { addLicenses: [], removeLicenses });
    await graph.expect("DELETE", `/groups/${id}`);
  }

  async #endPerson(id: string): Promise<void> {
    const gone = await this.graph.send("DELETE", `/users/${id}`);
    if (gone.status >= 400 && gone.status !== 404) throw new Error(`DELETE answered ${gone.status}`);
    const purged = await this.graph.send("DELETE", `/directory/deletedItems/${id}`);
    if (purged.status >= 400 && purged.status !== 404)
      throw new Error(`it is deleted, and stays among the deleted ones for 30 days (${purged.status})`);
  }

  async #attempt(left: string[], what: string, act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      left.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  #refuseStopped(): void {
    if (this.options.signal.aborted) throw new Error("stopped");
  }
}

async function chooseSkus(graph: Graph, allowed: readonly string[]): Promise<readonly Sku[]> {
  const bought = asObjects((await graph.expect("GET", "/subscribedSkus"))["value"]);
  return allowed.map((partNumber) => {
    const sku = bought.find((one) => asText(one["skuPartNumber"])?.toLowerCase() === partNumber.toLowerCase());
    if (sku === undefined) throw new Error(`The tenant has no ${partNumber}. Nothing was written.`);
    const units = sku["prepaidUnits"] as WireObject;
    return {
      skuId: String(sku["skuId"]),
      partNumber: String(sku["skuPartNumber"]),
      free: Number(units["enabled"]) + Number(units["warning"]) - Number(sku["consumedUnits"]),
    };
  });
}

function idOf(made: WireObject): string {
  const id = asText(made["id"]);
  if (id === undefined) throw new Error("What was made has no id.");
  return id;
}
