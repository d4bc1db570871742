import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type { MockResourceArgs } from "@pulumi/pulumi/runtime";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { LicenseRun } from "../../../src/provider/program/license-run";
import { loadGroupClass, makeGroups } from "../../../src/provider/program/make-groups";
import { TenantLicenses } from "../../../src/provider/program/tenant-licenses";
import type { GroupToMake } from "../../../src/terms/desired";
import { policy } from "../../plan/support/tenant";

const place = { file: "stacks/contoso.yaml", line: 9, column: 11 };
let made: MockResourceArgs[] = [];
let planned: Readonly<Record<string, unknown>> = {};

beforeEach(async () => {
  made = [];
  await pulumi.runtime.setMocks({
    newResource: (asked) => {
      made.push(asked);
      const inputs = asked.inputs as object;
      if (asked.type.endsWith(":LicenseRun")) return { id: asked.id, state: { ...inputs, groups: planned } };
      return { id: `${asked.name}-id`, state: { ...inputs, objectId: `${asked.name}-object` } };
    },
    call: () => ({}),
  });
});
afterEach(() => pulumi.runtime.disconnect());

/** Everything that the program registers or reads, once it is through. */
async function program(make: readonly GroupToMake[], options: pulumi.CustomResourceOptions = {}) {
  const groups = Object.fromEntries(make.map(({ name }) => [name, "ENTERPRISEPACK"]));
  const args = { tenant: "contoso.com", users: {}, groups, make, policy: policy() };
  const licenses = new TenantLicenses("licenses", args, options);
  await new Promise((resolve) => licenses.urn.apply(resolve));
  const isGroup = ({ type }: MockResourceArgs): boolean => type === "azuread:index/group:Group";
  return {
    groups: made.filter(isGroup).sort((a, b) => (a.name < b.name ? -1 : 1)),
    licenses: made.find(({ type }) => type.endsWith(":TenantLicenses")),
    run: made.find(({ type }) => type.endsWith(":LicenseRun")),
  };
}

describe("a program that makes groups", () => {
  it("asks the plan of the run who is to be in them, and licenses them under the ids that come of it", async () => {
    planned = { sales: { members: ["adele-id", "megan-id"] }, paris: { rule: "the rule that is approved" } };
    const { groups, licenses, run } = await program([
      { name: "Sales", description: "Who sells.", members: ["adele@contoso.com", "other@contoso.com"], place },
      { name: "Paris", rule: 'user.city -eq "Paris"' },
      { name: "Open" },
    ]);
    expect(groups.map(({ name, inputs }) => ({ name, ...(inputs as object) }))).toEqual([
      { name: "open", displayName: "Open", securityEnabled: true, preventDuplicateNames: true },
      {
        name: "paris",
        displayName: "Paris",
        securityEnabled: true,
        preventDuplicateNames: true,
        types: ["DynamicMembership"],
        dynamicMembership: { enabled: true, rule: "the rule that is approved" },
      },
      {
        name: "sales",
        displayName: "Sales",
        description: "Who sells.",
        securityEnabled: true,
        preventDuplicateNames: true,
        members: ["adele-id", "megan-id"],
      },
    ]);
    expect(licenses?.inputs).toMatchObject({
      __made: { sales: "sales-object", paris: "paris-object", open: "open-object" },
    });
    // Where the stack says it is nobody's business but the file's, and would differ with every line above it.
    expect(JSON.stringify(licenses?.inputs)).not.toContain("stacks/contoso.yaml");
    expect(run?.inputs).toMatchObject({ __makes: true });
    expect(made.map(({ type }) => type.split(":").at(-1))).toEqual([
      "LicenseRun",
      "Group",
      "Group",
      "Group",
      "TenantLicenses",
    ]);
  });

  /** The options with which each group is registered. */
  function optionsOf(make: readonly GroupToMake[], options: pulumi.CustomResourceOptions = {}) {
    const seen: pulumi.CustomResourceOptions[] = [];
    const Group = function Group(_name: string, _args: unknown, given: pulumi.CustomResourceOptions): void {
      seen.push(given);
    };
    const run = { groups: pulumi.output({}) } as LicenseRun;
    makeGroups(Group as unknown as ReturnType<typeof loadGroupClass>, make, run, options);
    return { seen, run };
  }

  it("makes no group before the plan of the run is known", () => {
    const { seen, run } = optionsOf([{ name: "Open" }]);
    expect(seen[0]?.dependsOn).toEqual([run]);
  });

  it("locks groups like the stack, but for one that may go", () => {
    const both = [{ name: "Kept" }, { name: "Free", protect: false as const }];
    expect(optionsOf(both).seen.map(({ protect }) => protect)).toEqual([true, false]);
    expect(optionsOf(both, { protect: false }).seen.map(({ protect }) => protect)).toEqual([false, false]);
  });

  it("tells the engine what a renamed group was called", () => {
    expect(optionsOf([{ name: "Sellers", renamedFrom: "Sales" }]).seen[0]?.aliases).toEqual([{ name: "sales" }]);
  });

  it("registers what it always did where it makes none", async () => {
    const { groups, licenses, run } = await program([]);
    expect(groups).toEqual([]);
    expect(licenses?.inputs).not.toHaveProperty("__made");
    expect(run?.inputs).not.toHaveProperty("__makes");
  });
});

describe("@pulumi/azuread", () => {
  const folder = mkdtempSync(join(tmpdir(), "m365-azuread-"));
  afterEach(() => rmSync(join(folder, "node_modules"), { recursive: true, force: true }));

  it("is asked for with the place and the command where a stack makes groups without it", () => {
    expect(() => loadGroupClass([{ name: "Sales", place }], folder)).toThrow(
      "stacks/contoso.yaml:9:11: error: The group Sales is to be made with @pulumi/azuread, which is not installed " +
        "here. Run `npm install @pulumi/azuread`. [azuread-missing]",
    );
  });

  it("says why where it is there and cannot be loaded", () => {
    const at = join(folder, "node_modules/@pulumi/azuread");
    mkdirSync(at, { recursive: true });
    writeFileSync(join(at, "group.js"), 'throw new Error("broken");\n');
    expect(() => loadGroupClass([{ name: "Sales" }], folder)).toThrow("cannot be loaded (broken)");
  });
});
