import { afterEach, expect, it } from "vitest";
import { Repository } from "./support/repository";

const people = {
  "a-uk": "UK",
  "b-us": "us",
  "c-usa": "USA",
  "d-gbr": "GBR",
  "e-full": "United Kingdom",
  "f-de": "Germany",
  "g-xx": "ZZ",
};
let repository: Repository;
afterEach(() => repository.dispose());

it("people are licensed where the directory says they are, and nobody while one is not understood", async () => {
  repository = await Repository.create({
    verifiedDomains: ["contoso.onmicrosoft.com", "contoso.com"],
    skus: [{ sku: "SPE_E3", enabled: 50 }],
    users: Object.entries(people).map(([name, country]) => ({
      userPrincipalName: `${name}@contoso.com`,
      properties: { country },
    })),
  });
  const stackFor = (names: readonly string[]) =>
    repository.put({
      "stacks/contoso.yaml":
        "tenant: contoso.onmicrosoft.com\nusageLocation: { default: US, from: country }\nassignments:\n" +
        "  - name: all\n    licenses: [Microsoft 365 E3]\n" +
        `    users: [${names.map((name) => `${name}@contoso.com`).join(", ")}]\n`,
    });

  stackFor(Object.keys(people));
  expect((await repository.up()).refused).toEqual([
    'country-unknown: 1 person would get a licence and has no usage location, and the country "ZZ" in the directory ' +
      "is not understood: g-xx@contoso.com.",
  ]);

  stackFor(Object.keys(people).filter((name) => name !== "g-xx"));
  expect((await repository.up()).refused).toEqual([]);
  expect(Object.keys(await repository.holdings()).toSorted()).toEqual([
    "a-uk@contoso.com @GB",
    "b-us@contoso.com @US",
    "c-usa@contoso.com @US",
    "d-gbr@contoso.com @GB",
    "e-full@contoso.com @GB",
    "f-de@contoso.com @DE",
    "g-xx@contoso.com @null",
  ]);
});
