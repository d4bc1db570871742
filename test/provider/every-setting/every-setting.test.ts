import { describe, expect, it } from "vitest";
import {
  defaultSettings,
  settingDefinitions,
  settingVariations,
  type SettingName,
} from "../../../emulator/src/settings/settings";
import { rows } from "./rows";
import { everyday } from "./scenes";

const successes = ["200", "201", "202", "204"];
const names = Object.keys(settingDefinitions) as SettingName[];
/**
 * Between two edits (`npm run check`) everything is otherwise at once; in the whole run one thing after the other too.
 */
const isQuick = process.env["M365_LICENSES_QUICK_RUN"] !== undefined;
const othersOf = (name: SettingName) =>
  settingVariations.filter((variation) => variation.name === name).map(({ value }) => value);

/**
 * The whole product, from the stack file to the second run that changes nothing, against a tenant in which one thing
 * is otherwise: whatever Microsoft turns out to do, it works.
 */
describe("the whole product under every value of every setting", () => {
  it("has a row for every setting", () => {
    expect(Object.keys(rows)).toEqual(names);
  });

  it("every default", async () => {
    expect((await everyday({})).filter((status) => !successes.includes(status))).toEqual([]);
  });

  it.each([0, 1])("everything otherwise at once, %#", async (nth) => {
    await everyday(Object.fromEntries(names.map((name) => [name, othersOf(name).at(nth) ?? othersOf(name).at(0)])));
  });

  describe.skipIf(isQuick).each(names)("%s", (name) => {
    const { scene = everyday, with: others = {}, also = [], fault, refusals = [] } = rows[name];
    // Where nothing else is set and nothing else happens, the default is what was tried above.
    const same = scene === everyday && Object.keys(others).length === 0 && fault === undefined;
    const values = [...(same ? [] : [defaultSettings[name]]), ...othersOf(name), ...also];
    const seen = new Set<string>();

    it.each(values)("%s", async (value) => {
      // A batch that is slow and answered all the same takes its half a minute in real time; what is in it is an answer
      // like any other.
      const answered = await scene(
        { ...others, [name]: value },
        name === "slowBatch" && value === "200" ? undefined : fault,
      );
      for (const status of answered) seen.add(status);
      expect(answered.filter((status) => !successes.includes(status) && !refusals.includes(Number(status)))).toEqual(
        [],
      );
    });

    if (scene !== everyday) {
      it.each(othersOf(name))("%s, everyday", async (value) => {
        expect((await everyday({ [name]: value })).filter((status) => !successes.includes(status))).toEqual([]);
      });
    }

    if (refusals.length > 0) {
      it(`was met: ${refusals.join(", ")}`, () => {
        expect(refusals.filter((status) => !seen.has(String(status)))).toEqual([]);
      });
    }
  });
});
