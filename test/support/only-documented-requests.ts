import { afterAll, beforeAll, expect } from "vitest";
import { askedFor, documentedRequests, undocumented } from "./documented-requests";

/** Who asks here is not the product: clients of others, who tries or probes a tenant, and the provider of groups. */
const othersAsk = /\/emulator\/test\/|\/test\/acceptance\/|\/test\/engine\/made-groups\//;

beforeAll(() => askedFor.clear());
afterAll(() => {
  const file = (expect.getState().testPath ?? "").replaceAll("\\", "/");
  if (askedFor.size === 0 || othersAsk.test(file)) return;
  const table = documentedRequests();
  expect([...askedFor.values()].flatMap((asked) => undocumented(asked, table) ?? [])).toEqual([]);
});
