import { describe, expect, it } from "vitest";
import { chooseWave, findStuck, type SeatMove } from "../../../src/plan/seats/seat-order";

const seats = (text: string): Map<string, number> =>
  new Map(
    text === "" ? [] : text.split(" ").map((one) => [one.replace(/\d+$/, ""), Number(/\d+$/.exec(one)?.[0] ?? "1")]),
  );
const move = (id: string, needs: string, frees = ""): SeatMove => ({ id, needs: seats(needs), frees: seats(frees) });
const free =
  (text: string) =>
  (skuId: string): number =>
    seats(text).get(skuId) ?? 0;
const wave = (moves: readonly SeatMove[], now: string, later: readonly SeatMove[] = []): string =>
  [...chooseWave(moves, later, free(now))].sort().join(" ");
const stuck = (moves: readonly SeatMove[], now: string): string =>
  findStuck(moves, free(now))
    .map(({ id }) => id)
    .join(" ");

const joiner = move("joiner", "A");
const second = move("second", "A");
const leaver = move("leaver", "", "A");

describe("a wave", () => {
  it("is everybody where there are seats for all", () => {
    expect(wave([joiner, second], "A2")).toBe("joiner second");
    expect(wave([move("group", "A2"), joiner], "A3")).toBe("group joiner");
  });

  it("is nobody where one would leave the other without for ever, and who fits where the other never could", () => {
    expect(wave([joiner, second], "A1")).toBe("");
    expect(wave([joiner, second], "A1", [leaver])).toBe("joiner");
    expect(wave([second, joiner], "A1", [leaver])).toBe("second");
    expect(wave([move("group", "A2"), move("single", "A1")], "A1")).toBe("single");
    expect(wave([joiner], "")).toBe("");
  });

  it("takes those alike who need the same seats, in whatever order they name them", () => {
    const moves = [move("both", "A B"), move("one", "A"), move("both again", "B A"), move("other", "B")];
    expect(wave(moves, "A2 B2", [move("leaver", "", "A2 B2")])).toBe("both both again");
  });

  it("does not serve seats that are only freed in it", () => {
    expect(wave([joiner, leaver], "")).toBe("leaver");
    expect(wave([move("adele", "A", "B"), move("bob", "B", "A")], "B1")).toBe("bob");
  });

  it("lets those who pass a seat on go before those who keep it", () => {
    expect(
      wave([move("keeps", "A"), move("passes", "A", "B"), move("waits", "B")], "A1", [move("later", "", "A")]),
    ).toBe("passes");
  });

  it("lets them go first in whatever order they come", () => {
    const [keeps, passes, waits, other] = [
      move("keeps", "A"),
      move("passes", "A", "B"),
      move("waits", "B"),
      move("other", "C"),
    ];
    const later = [move("later", "", "A"), move("another", "C"), move("last", "", "C")];
    for (const moves of [
      [keeps, passes, waits, other],
      [passes, keeps, waits, other],
      [waits, keeps, other, passes],
      [other, passes, waits, keeps],
      [passes, waits, keeps, other],
    ]) {
      expect(wave(moves, "A1 C1", later)).toBe("other passes");
    }
  });

  it("is otherwise in the order of preference, of those who pass seats on and of those who keep them", () => {
    const later = [leaver, move("last", "", "B"), move("another", "B")];
    for (const [first, second_] of [
      ["A", "A B"],
      ["A B", "A"],
    ] as const)
      expect(wave([move("first", first), move("second", second_)], "A1 B1", later)).toBe("first");
    for (const [first, second_] of [
      ["B", "C"],
      ["C", "B"],
    ] as const)
      expect(
        wave([move("first", "A", first), move("second", "A", second_), move("waits", "B"), move("too", "C")], "A1", [
          leaver,
        ]),
      ).toBe("first");
  });

  it("is so whoever else is there, and whatever is freed of which there is enough", () => {
    const bystander = move("bystander", "");
    expect(
      wave([move("keeps", "A"), bystander, move("passes", "A", "B")], "A1", [
        leaver,
        move("last", "", "B"),
        move("another", "B"),
      ]),
    ).toBe("bystander passes");
    expect(
      wave([move("first", "A", "C"), bystander, move("second", "A", "B")], "A1", [
        leaver,
        move("another", "B"),
        move("last", "C"),
      ]),
    ).toBe("bystander first");
    expect(wave([joiner, move("frees", "A", "B")], "A1 B1", [leaver, move("another", "B")])).toBe("joiner");
  });

  it("counts every seat that is still to come free, and goes on where one would leave others without", () => {
    expect(wave([joiner, second], "A1", [leaver, move("second leaver", "", "A")])).toBe("joiner");
    expect(wave([joiner, second, move("other", "B")], "A1 B1", [move("another", "B"), move("last", "", "B")])).toBe(
      "other",
    );
  });

  it("counts what is still to come for what it needs and frees", () => {
    expect(wave([joiner], "A1", [move("later", "A", "A")])).toBe("");
    expect(wave([joiner], "A2", [move("later", "A", "A")])).toBe("joiner");
  });
});

describe("who is stuck", () => {
  it("is nobody where seats suffice, or come free one after the other", () => {
    expect(findStuck([joiner, second], free("A2"))).toEqual([]);
    expect(stuck([joiner, leaver], "")).toBe("");
    expect(stuck([move("adele", "A", "B"), move("bob", "B", "C"), move("carl", "C", "A")], "A1")).toBe("");
    expect(stuck([move("adele", "A", "B"), move("bob", "B", "A"), move("dora", "", "A")], "")).toBe("");
  });

  it("is everybody in a ring in which nobody has a seat to begin with, and nobody else", () => {
    expect(stuck([move("adele", "A", "B"), move("bob", "B", "A"), move("carl", "C")], "C1")).toBe("adele bob");
    expect(stuck([move("adele", "A", "B"), move("bob", "B", "C"), move("carl", "C", "A")], "")).toBe("adele bob carl");
  });

  it("is whoever needs two seats of which one never comes", () => {
    expect(stuck([move("group", "A2"), leaver], "")).toBe("group");
    expect(stuck([move("group", "A2"), leaver, move("second leaver", "", "A")], "")).toBe("");
  });

  it("is not served from a pool of which more are in use than were bought", () => {
    expect(findStuck([joiner, leaver], () => -1).map(({ id }) => id)).toEqual(["joiner"]);
  });
});
