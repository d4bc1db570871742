import { describe, expect, it } from "vitest";
import { SeatCount } from "../../../src/plan/execute/seat-count";
import { held, observed, sku, skuIds } from "../support/tenant";

const read = (consumed: number) =>
  observed({ skus: [sku("MCOEV", { enabled: 3, warning: 2, consumed }), sku("E3", { enabled: 1, consumed: 0 })] });

describe("seats during a run", () => {
  it("are free as far as bought or in grace and not used", () => {
    const seats = new SeatCount(read(4));
    expect(seats.free(skuIds.MCOEV)).toBe(1);
    expect(seats.free(skuIds.E3)).toBe(1);
    expect(seats.free("unknown")).toBe(0);
  });

  it("are counted by the run's own writes, one a person and SKU", () => {
    const seats = new SeatCount(read(4));
    seats.moved([], [held("MCOEV"), held("MCOEV/g")]);
    expect(seats.free(skuIds.MCOEV)).toBe(0);
    seats.moved([held("MCOEV"), held("MCOEV/g")], [held("MCOEV/g")]);
    expect(seats.free(skuIds.MCOEV)).toBe(0);
    seats.moved([held("MCOEV/g")], [held("MCOEV/g!CountViolation"), { ...held("E1"), skuId: "unknown" }]);
    expect(seats.free(skuIds.MCOEV)).toBe(1);
  });

  it("keep their own count when read again, and take over what was bought", () => {
    const seats = new SeatCount(read(4));
    seats.recount(
      observed({
        skus: [sku("MCOEV", { enabled: 4, warning: 2, consumed: 0 }), sku("E1", { enabled: 2, consumed: 1 })],
      }),
    );
    expect(seats.free(skuIds.MCOEV)).toBe(2);
    expect(seats.free(skuIds.E1)).toBe(1);
  });

  it("are worth a try where the run or Graph's last word has one", () => {
    const seats = new SeatCount(read(5));
    expect(seats.isPerhapsFree(skuIds.MCOEV)).toBe(false);
    expect(seats.isPerhapsFree(skuIds.E3)).toBe(true);
    seats.recount(read(4));
    expect(seats.free(skuIds.MCOEV)).toBe(0);
    expect(seats.isPerhapsFree(skuIds.MCOEV)).toBe(true);
    seats.recount(read(5));
    expect(seats.isPerhapsFree(skuIds.MCOEV)).toBe(false);
  });

  it("are told sorted by SKU", () => {
    expect(new SeatCount(read(4)).toSeats()).toEqual([
      { skuId: skuIds.E3, bought: 1, used: 0 },
      { skuId: skuIds.MCOEV, bought: 5, used: 4 },
    ]);
    const turned = observed({ skus: [...read(4).skus].reverse() });
    expect(new SeatCount(turned).toSeats()).toEqual(new SeatCount(read(4)).toSeats());
  });
});
