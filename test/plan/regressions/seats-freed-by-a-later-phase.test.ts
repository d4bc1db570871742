import { expect, it } from "vitest";
import { chooseWave, findStuck, type SeatMove } from "../../../src/plan/seats/seat-order";

const move = (id: string, needs: string, frees: string): SeatMove => ({
  id,
  needs: new Map(needs === "" ? [] : [[needs, 1]]),
  frees: new Map(frees === "" ? [] : [[frees, 1]]),
});

// A group was given E1 before the person whose exchange freed the last seat had had a turn.
it("lets nobody take a seat before the one who frees it has had a turn", () => {
  const full = (): number => 0;
  expect([...chooseWave([move("group", "E1", "")], [move("a", "E5", "E1")], full)]).toEqual([]);
  expect([...chooseWave([move("group", "E1", ""), move("leaver", "", "E1")], [], full)]).toEqual(["leaver"]);
});

// The one free E3 went to whoever came first, and two who could have passed it on waited for ever.
it("gives the last seat to somebody who passes one on", () => {
  const oneOfE3 = (skuId: string): number => (skuId === "E3" ? 1 : 0);
  const moves = [move("a joiner", "E3", ""), move("down", "E3", "E5"), move("up", "E5", "E3")];
  expect([...chooseWave(moves, [], oneOfE3)]).toEqual(["down"]);
  expect(findStuck(moves, oneOfE3)).toEqual([]);
});

it("finds those who wait for each other", () => {
  const moves = [move("down", "E3", "E5"), move("up", "E5", "E3"), move("leaver", "", "VISIO")];
  expect(findStuck(moves, () => 0).map(({ id }) => id)).toEqual(["down", "up"]);
  expect(findStuck(moves, (skuId) => (skuId === "E3" ? 1 : 0))).toEqual([]);
});

it("does not count a freed seat of a pool of which more are in use than were bought", () => {
  expect(findStuck([move("joiner", "E3", ""), move("leaver", "", "E3")], () => -1).map(({ id }) => id)).toEqual([
    "joiner",
  ]);
});
