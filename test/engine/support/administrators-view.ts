interface State {
  readonly skuId: string;
  readonly assignedByGroup: string | null;
  readonly disabledPlans: readonly string[];
  readonly state: string;
}

interface GraphUser {
  readonly id: string;
  readonly userPrincipalName: string;
  readonly usageLocation: string | null;
  readonly licenseAssignmentStates: readonly State[];
}

interface Sku {
  readonly skuId: string;
  readonly skuPartNumber: string;
  readonly consumedUnits: number;
  readonly prepaidUnits: { readonly enabled: number };
}

/** Somebody who changes the tenant behind the stack's back, and looks at it, by plain requests to Graph. */
export class AdministratorsView {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  async request(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${this.#url}/v1.0${path}`, {
      method,
      headers: { authorization: "Bearer administrator", "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === "" ? undefined : JSON.parse(text);
  }

  async user(name: string): Promise<GraphUser> {
    const fields = "id,userPrincipalName,usageLocation,licenseAssignmentStates";
    return (await this.request("GET", `/users/${encodeURIComponent(name)}?$select=${fields}`)) as GraphUser;
  }

  /**
   * Part numbers that a person holds in a state that works, sorted; `(group)` behind those that come through a group
   * only.
   */
  async holds(name: string): Promise<readonly string[]> {
    const { licenseAssignmentStates } = await this.user(name);
    const partNumbers = await this.#partNumbers();
    const working = licenseAssignmentStates.filter(({ state }) => state === "Active");
    const direct = new Set(working.filter((state) => state.assignedByGroup === null).map(({ skuId }) => skuId));
    return [...new Set(working.map(({ skuId }) => skuId))]
      .map((skuId) => `${partNumbers.get(skuId) ?? skuId}${direct.has(skuId) ? "" : " (group)"}`)
      .sort();
  }

  async used(partNumber: string): Promise<number> {
    return (await this.#sku(partNumber)).consumedUnits;
  }

  async assign(name: string, add: readonly string[], remove: readonly string[] = []): Promise<void> {
    await this.request("POST", `/users/${encodeURIComponent(name)}/assignLicense`, {
      addLicenses: await Promise.all(
        add.map(async (partNumber) => ({ skuId: (await this.#sku(partNumber)).skuId, disabledPlans: [] })),
      ),
      removeLicenses: await Promise.all(remove.map(async (partNumber) => (await this.#sku(partNumber)).skuId)),
    });
  }

  async groupId(displayName: string): Promise<string> {
    const found = (await this.request(
      "GET",
      `/groups?$filter=${encodeURIComponent(`displayName eq '${displayName}'`)}`,
    )) as { value: { id: string }[] };
    return found.value[0]!.id;
  }

  async groupHolds(displayName: string): Promise<readonly string[]> {
    const group = (await this.request(
      "GET",
      `/groups/${await this.groupId(displayName)}?$select=assignedLicenses`,
    )) as {
      assignedLicenses: { skuId: string }[];
    };
    const partNumbers = await this.#partNumbers();
    return group.assignedLicenses.map(({ skuId }) => partNumbers.get(skuId) ?? skuId).sort();
  }

  async #sku(partNumber: string): Promise<Sku> {
    return (await this.#skus()).find(({ skuPartNumber }) => skuPartNumber === partNumber)!;
  }

  async #partNumbers(): Promise<ReadonlyMap<string, string>> {
    return new Map((await this.#skus()).map(({ skuId, skuPartNumber }) => [skuId, skuPartNumber]));
  }

  async #skus(): Promise<readonly Sku[]> {
    return ((await this.request("GET", "/subscribedSkus")) as { value: Sku[] }).value;
  }
}
