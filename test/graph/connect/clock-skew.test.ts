import { describe, expect, it } from "vitest";
import { ClockSkew } from "../../../src/graph/connect/clock-skew";
import type { HttpResult } from "../../../src/graph/connect/graph-http";

const here = Date.parse("2027-03-31T12:00:00Z");
const dated = (date: string | undefined): HttpResult => ({
  kind: "answer",
  status: 200,
  header: (name) => (name === "date" ? date : undefined),
  text: "",
});

async function skewOf(...answers: readonly HttpResult[]): Promise<number | undefined> {
  const left = [...answers];
  const skew = new ClockSkew(() => here);
  const http = skew.watch({ send: () => Promise.resolve(left.shift()!), pathOfLink: () => undefined });
  for (const answer of answers) expect(await http.send({ method: "GET", path: "/" })).toBe(answer);
  return skew.milliseconds;
}

describe("how far this machine's clock is from Graph's", () => {
  it.each([
    ["nothing was answered", [], undefined],
    ["no answer has a date", [dated(undefined), { kind: "broken", reason: "reset" } as const], undefined],
    ["a date is none", [dated("yesterday")], undefined],
    ["it is behind", [dated("Wed, 31 Mar 2027 12:10:00 GMT")], -600_000],
    [
      "an answer was long on its way",
      [dated("Wed, 31 Mar 2027 11:50:00 GMT"), dated("Wed, 31 Mar 2027 11:59:59 GMT")],
      1_000,
    ],
    ["it is as Graph's", [dated("Wed, 31 Mar 2027 12:00:00 GMT"), dated(undefined)], 0],
  ] as const)("where %s", async (_, answers, expected) => expect(await skewOf(...answers)).toBe(expected));
});
