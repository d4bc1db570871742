import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Ledger, LedgerEntry } from "../../../src/terms/ledger";
import { LedgerTextError } from "../../../src/plan/ledger/ledger-schema";
import { emptyLedger, formatLedger, parseLedger } from "../../../src/plan/ledger/ledger-text";
import { owning, tenantId } from "../support/tenant";

const id = (number: number): string => `00000000-0000-4000-8000-${number.toString(16).padStart(12, "0")}`;

const full: Ledger = {
  tenantId,
  users: [
    {
      id: id(1),
      name: "adele@contoso.com",
      skus: [{ skuId: id(91), written: "E3", selection: { kind: "off", plans: ["A", "B"] } }],
      usageLocation: "GB",
    },
    {
      id: id(2),
      name: "o'hara:x@contoso.com",
      skus: [{ skuId: id(91), written: "E3", selection: { kind: "unmanaged" } }],
      gone: "deleted",
    },
    {
      id: id(3),
      name: "diego@fabrikam.com",
      skus: [{ skuId: id(92), written: "E5", selection: { kind: "only", plans: [] } }],
      usageLocation: "DE",
      gone: "missing",
    },
    { id: "not a guid", name: "e@f@g.com", skus: [], gone: "missing" },
  ],
  groups: [
    { id: id(7), name: "Sales Team", skus: [{ skuId: id(92), written: "E5", selection: { kind: "off", plans: [] } }] },
  ],
  protectedIds: [id(1), id(8)],
  protectedNames: { "breakglass@contoso.com": id(8), "adele@contoso.com": id(1) },
  noneRemoved: true,
  lossesByDay: { "2026-11-20": 3, "2026-11-19": 1 },
  approvalsSpent: { abc: 7 },
};

describe("formatLedger and parseLedger", () => {
  it("are inverse functions", () => {
    expect(parseLedger(formatLedger(full))).toStrictEqual(full);
    expect(parseLedger(formatLedger(emptyLedger(tenantId)))).toStrictEqual(emptyLedger(tenantId));
  });

  it("write the text that stands in states already, letter for letter", () => {
    expect(formatLedger(full)).toBe(
      '{"ledger":1,"tenant":"11111111-0000-4000-8000-000000000000","noneRemoved":true,' +
        '"protected":["00000000-0000-4000-8000-000000000001","00000000-0000-4000-8000-000000000008"],' +
        '"protectedNames":{"adele@contoso.com":"00000000-0000-4000-8000-000000000001",' +
        '"breakglass@contoso.com":"00000000-0000-4000-8000-000000000008"},"losses":{"2026-11-19":1,' +
        '"2026-11-20":3},"approvals":{"abc":7},"skus":[["00000000-0000-4000-8000-00000000005b","E3",["-","A",' +
        '"B"]],["00000000-0000-4000-8000-00000000005b","E3",0],["00000000-0000-4000-8000-00000000005c","E5",' +
        '["+"]],["00000000-0000-4000-8000-00000000005c","E5",["-"]]],"lists":[[0],[1],[2],[],[3]],' +
        '"domains":["contoso.com","fabrikam.com"],"users":["AAAAAAAAQACAAAAAAAAAAQ:0:0:GB:adele",' +
        `"AAAAAAAAQACAAAAAAAAAAg:1:0:d:o'hara:x","AAAAAAAAQACAAAAAAAAAAw:2:1:DEm:diego",["not a guid",` +
        '"e@f@g.com",3,"","m"]],"groups":[["00000000-0000-4000-8000-000000000007","Sales Team",4,"",""]]}',
    );
  });

  it("write moments as version 2, each once", () => {
    const [adele, diego] = [full.users[0]!, full.users[1]!];
    const [first, second] = ["2026-11-23T09:00:00.000Z", "2026-11-23T10:30:00.000Z"];
    const users: LedgerEntry[] = [
      { ...adele, skus: adele.skus.map((sku) => ({ ...sku, seenAbsent: first })), writtenAt: second },
      { ...diego, writtenAt: first },
    ];
    const text = formatLedger({ ...emptyLedger(tenantId), users });
    expect(parseLedger(text).users).toStrictEqual(users);
    expect(JSON.parse(text)).toMatchObject({
      ledger: 2,
      moments: [first, second],
      users: ["AAAAAAAAQACAAAAAAAAAAQ:0:0:GB.1:adele", "AAAAAAAAQACAAAAAAAAAAg:1:0:d.0:o'hara:x"],
    });
  });

  it("keep apart what reads alike when written without blanks", () => {
    const off = (...plans: readonly string[]) => [
      { skuId: id(91), written: "E3", selection: { kind: "off" as const, plans } },
    ];
    const users = [off("A", "BC"), off("AB", "C"), off("ABC")].map((skus, at): LedgerEntry => ({
      id: id(at),
      name: `u${at}@contoso.com`,
      skus,
    }));
    expect(parseLedger(formatLedger({ ...emptyLedger(tenantId), users })).users).toEqual(users);
  });

  it("write equal ledgers as equal texts, whatever their order", () => {
    const shuffled: Ledger = {
      ...full,
      users: [...full.users].reverse(),
      protectedIds: [...full.protectedIds].reverse(),
      protectedNames: { "adele@contoso.com": id(1), "breakglass@contoso.com": id(8) },
      lossesByDay: { "2026-11-19": 1, "2026-11-20": 3 },
      groups: [...full.groups],
    };
    expect(formatLedger(shuffled)).toBe(formatLedger(full));
    expect(formatLedger(owning({ b: "MCOEV", a: "MCOEV" }, { h: "MCOEV", g: "MCOEV" }))).toBe(
      formatLedger(owning({ a: "MCOEV", b: "MCOEV" }, { g: "MCOEV", h: "MCOEV" })),
    );
  });

  it("say an empty ledger in one short text", () => {
    expect(formatLedger(emptyLedger(tenantId))).toBe(
      `{"ledger":1,"tenant":"${tenantId}","skus":[],"lists":[],"domains":[],"users":[],"groups":[]}`,
    );
  });

  it("say each SKU, list of SKUs and domain once", () => {
    const text = formatLedger({
      ...emptyLedger(tenantId),
      users: full.users
        .slice(0, 1)
        .concat([5, 6].map((number) => ({ ...full.users[0]!, id: id(number), name: `u${number}@contoso.com` }))),
    });
    expect(JSON.parse(text)).toMatchObject({
      skus: [[id(91), "E3", ["-", "A", "B"]]],
      lists: [[0]],
      domains: ["contoso.com"],
      users: { length: 3 },
    });
  });

  it("need 31 bytes and the local part of the name for a person", () => {
    const lengthOf = (people: number): number => {
      const users = Array.from({ length: people }, (_, number): LedgerEntry => ({
        id: id(number),
        name: `user${1000 + number}@contoso.com`,
        skus: full.users[0]!.skus,
      }));
      return formatLedger({ ...emptyLedger(tenantId), users }).length;
    };
    expect((lengthOf(1001) - lengthOf(1)) / 1000).toBe(31 + "user1000".length);
  });

  it.each([
    ["", "it is not the text that this program wrote"],
    ["{", "it is not the text that this program wrote"],
    ["null", "it is not the text that this program wrote"],
    [
      '{"ledger":1,"skus":[],"lists":[],"domains":[],"users":[],"groups":[]}',
      "it is not the text that this program wrote",
    ],
    ['{"ledger":1}', "it is not the text that this program wrote"],
    [
      '{"ledger":1,"tenant":"t","skus":[],"lists":[],"domains":[],"users":[],"groups":{}}',
      "it is not the text that this program wrote",
    ],
    ["{}", "it is not the text that this program wrote (ledger)"],
    ['{"ledger":3}', "has version 3, this program knows versions 1 and 2"],
  ])("refuse %s", (text, message) => {
    expect(() => parseLedger(text)).toThrow(LedgerTextError);
    expect(() => parseLedger(text)).toThrow(message);
    expect(() => parseLedger(text)).toThrow(expect.objectContaining({ name: "LedgerTextError" }));
  });

  const parts = JSON.parse(formatLedger(full)) as Readonly<Record<string, unknown>>;
  it.each([
    ["skus", [[1, "E3", 0]], "skus.0.0"],
    ["skus", [["a", "E3", ["*"]]], "skus.0.2"],
    ["lists", [["0"]], "lists.0.0"],
    ["lists", [{}], "lists.0"],
    ["domains", [null], "domains.0"],
    ["users", [7], "users.0"],
    ["users", [["id", "name", -1, "", ""]], "users.0"],
    ["groups", [["id", "name", 0, "", "x"]], "groups.0"],
    ["protected", "everybody", "protected"],
    ["protectedNames", { adele: 1 }, "protectedNames.adele"],
    ["losses", { yesterday: 3 }, "losses"],
    ["losses", { "2026-03-02": -3 }, "losses.2026-03-02"],
    ["approvals", { digest: "1" }, "approvals.digest"],
  ])("name the part that is damaged: %s", (part, value, place) => {
    const damaged = JSON.stringify({ ...parts, [part]: value });
    expect(() => parseLedger(damaged)).toThrow(LedgerTextError);
    expect(() => parseLedger(damaged)).toThrow(`(${place}`);
  });

  it("refuse an entry whose id is none", () => {
    const damaged = formatLedger(full).replace(/"users":\["[^:]*:/, '"users":["adele:');
    expect(() => parseLedger(damaged)).toThrow("the entry adele:");
  });

  it("refuse a text that refers to what is not in it", () => {
    const damaged = formatLedger(full).replace(/"lists":\[.*?\]\]/, '"lists":[]');
    expect(() => parseLedger(damaged)).toThrow("The ledger in the state is damaged: it refers to number 0 of 0.");
  });

  it.each(["", "AAAAAAAAQACAAAAAAAAAAQ", "AAAAAAAAQACAAAAAAAAAAQ:0:0", "AAAAAAAAQACAAAAAAAAAAQ:0:0:GB"])(
    "refuse an entry that is cut off: %s",
    (entry) => {
      const cut = formatLedger(full).replace("AAAAAAAAQACAAAAAAAAAAQ:0:0:GB:adele", entry);
      expect(() => parseLedger(cut)).toThrow(
        new LedgerTextError(
          `The ledger in the state is damaged: the entry ${entry} is cut off. Restore the state from its history.`,
        ),
      );
    },
  );

  it("are inverse functions for any names and ids", () => {
    const anyId = fc.oneof(fc.uuid(), fc.string({ minLength: 1 }));
    const selection = fc.oneof(
      fc.constant({ kind: "unmanaged" } as const),
      fc.record({
        kind: fc.constantFrom("off" as const, "only" as const),
        plans: fc.array(fc.string(), { maxLength: 2 }),
      }),
    );
    const moment = fc.constantFrom("2026-11-23T09:00:00.000Z", "2026-11-23T10:30:00.000Z");
    const entry = fc.record(
      {
        id: anyId,
        name: fc.oneof(
          fc.string(),
          fc.tuple(fc.string(), fc.string()).map(([local, domain]) => `${local}@${domain}`),
        ),
        skus: fc.array(
          fc.record(
            { skuId: anyId, written: fc.string(), selection, seenAbsent: moment },
            { requiredKeys: ["skuId", "written", "selection"] },
          ),
          { maxLength: 2 },
        ),
        usageLocation: fc.stringMatching(/^[A-Z]{2}$/),
        gone: fc.constantFrom("deleted" as const, "missing" as const),
        writtenAt: moment,
      },
      { requiredKeys: ["id", "name", "skus"] },
    );
    const entries = fc
      .uniqueArray(entry, { maxLength: 5, selector: (one) => one.id })
      .map((all) => all.sort((a, b) => (a.id < b.id ? -1 : 1)));
    fc.assert(
      fc.property(entries, entries, (users, groups) => {
        const ledger = { ...emptyLedger(tenantId), users, groups };
        expect(parseLedger(formatLedger(ledger))).toEqual(ledger);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("a ledger of no version that there is", () => {
  it.each(["{}", '{"ledger":{}}', '{"ledger":null}', '{"ledger":"2"}'])("is damaged, and says where: %s", (text) => {
    expect(() => parseLedger(text)).toThrow(/^The ledger in the state is damaged: .* \(ledger\)\. Restore/);
  });

  it("says so where an entry refers to no number", () => {
    const text = formatLedger(full).replace('"AAAAAAAAQACAAAAAAAAAAQ:0:0:', '"AAAAAAAAQACAAAAAAAAAAQ:!:0:');
    expect(() => parseLedger(text)).toThrow(/damaged: it refers to no number of 5\./);
  });
});
