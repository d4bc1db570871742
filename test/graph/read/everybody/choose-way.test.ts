import { describe, expect, it } from "vitest";
import { areSoonerByPages, isWorthParts } from "../../../../src/graph/read/everybody/choose-way";

describe("whether everybody is read in pages, or those asked for by filters", () => {
  it.each([
    ["fewer requests, nearby", 6, 9, 5, true],
    ["fewer requests, nearby, by far", 101, 334, 5, true],
    ["more requests", 101, 7, 5, false],
    ["more requests, far away", 101, 7, 300, false],
    ["some pages that follow each other, far away", 6, 9, 300, false],
    ["far away, and twice as many requests are too many", 6, 13, 300, true],
  ])("%s: %i pages, %i batches of filters, %i ms", (_what, pages, batches, latency, byPages) => {
    expect(areSoonerByPages(pages, batches, latency)).toBe(byPages);
  });

  it.each([
    [100, 800, true],
    [100, 30, false],
    [5, 800, false],
    [7, 800, true],
  ])("%i further pages of %i ms in parts: %s", (pages, latency, inParts) => {
    expect(isWorthParts(pages, latency)).toBe(inParts);
  });
});
