import type { Group, LicenseAssignmentState, User } from "@microsoft/microsoft-graph-types";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { inFilter, propertiesOf } from "../../src/graph/batches/odata";
import { type Wire, asWires } from "../../src/graph/batches/wire";
import { observeGroup, observeUser } from "../../src/graph/read/observe";
import { userProperties } from "../../src/graph/read/read-context";

const root = join(__dirname, "../..");
/** Whatever talks to Graph. */
const files = ["src/graph/read", "src/graph/write", "src/cli/commands/doctor", "src/cli/commands/import"]
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((file) => join(folder, file)),
  )
  .filter((file) => file.endsWith(".ts"));
const textOf = (file: string): string => readFileSync(join(root, file), "utf8");

// Each of these is an error of the compiler, or else the line above it is: `npm run typecheck` is the test.
describe("a property that Microsoft's types do not have", () => {
  it("is not asked for", () => {
    // @ts-expect-error a letter too few
    expect(propertiesOf<User>("id", "userPrincipaName")).toBeDefined();
    // @ts-expect-error of a person, not of a group
    expect(propertiesOf<Group>("usageLocation")).toBeDefined();
    // @ts-expect-error not the name of a property
    expect(inFilter("upn", [])).toBeDefined();
  });

  it("is not read", () => {
    const person: Wire<User> = { id: "1", licenseAssignmentStates: [{ skuId: "2" }] };
    // @ts-expect-error of a group
    expect(person.licenseProcessingState).toBeUndefined();
    const [state] = asWires<LicenseAssignmentState>(person.licenseAssignmentStates);
    // @ts-expect-error as the portal writes it
    expect(state?.sku).toBeUndefined();
    expect(state?.skuId).toBe("2");
  });

  it("is not sent", () => {
    // @ts-expect-error the property has another name
    const body = { location: "GB" } satisfies User;
    expect(body).toBeDefined();
  });

  it("is not taken for one that it has, where a whole object is handed over", () => {
    // @ts-expect-error a letter too many
    expect(observeUser({ id: "1", userPrincipalName: "a@b.c", usageLocations: "GB" })?.id).toBe("1");
    // @ts-expect-error of a person
    expect(observeGroup({ id: "1", userPrincipalName: "a@b.c" })).toBeUndefined();
  });
});

describe("what talks to Graph", () => {
  it("names properties by Microsoft's types alone", () => {
    expect(files.length).toBeGreaterThan(40);
    expect(userProperties.split(",")).toContain("licenseAssignmentStates");
    const untyped = files.flatMap((file) =>
      [...textOf(file).matchAll(/\$select[:=] ?["a-z].*/g)]
        .map(([found]) => found)
        .filter((found) => !/^\$select: (propertiesOf<|properties\b|\w+Properties(With)?\b)/.test(found))
        .map((found) => `${file}: ${found}`),
    );
    expect(untyped).toEqual([]);
  });

  it("reads beside them only what an answer of OData has around its objects", () => {
    const envelope = ["value", "@odata.count", "@odata.nextLink", "@odata.type"];
    const read = files.flatMap((file) =>
      [...textOf(file).matchAll(/\b(?:body|entry|wire|answer)\["([\w@.]+)"\]/g)].map(([, name]) => ({ file, name })),
    );
    expect(read.filter(({ name = "" }) => !envelope.includes(name)).filter(({ file }) => !isTyped(file))).toEqual([]);
  });
});

/** Its `wire` has one of Microsoft's types. */
function isTyped(file: string): boolean {
  const text = textOf(file);
  return /\bWire</.test(text) && !/\bWireObject\b/.test(text);
}
