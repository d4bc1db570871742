import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ENGINE_VERSION, MINIMUM_GO, isAtLeast, parseVersion } from "../../scripts/engine/versions.mjs";
import { MINIMUM_NODE, checkNodeVersion } from "../../scripts/setup/node-version.mjs";

const root = join(__dirname, "../..");

describe("versions", () => {
  test.each([
    ["v3.259.0", [3, 259, 0]],
    ["v3.260.0-alpha.x1a2b3c+dirty\n", [3, 260, 0]],
    ["go1.26.8", [1, 26, 8]],
    ["go version go1.27rc1 linux/amd64", [1, 27, 0]],
    ["v20.20.2", [20, 20, 2]],
    ["", undefined],
    ["devel", undefined],
  ])("%j is read as %j", (text, expected) => {
    expect(parseVersion(text)).toEqual(expected);
  });

  test.each([
    ["1.25.11", "1.25.11", true],
    ["1.25.10", "1.25.11", false],
    ["1.25.9", "1.25.11", false],
    ["1.26.0", "1.25.11", true],
    ["2.0.0", "1.25.11", true],
    ["no version", "1.25.11", false],
  ])("%s against %s: %s", (text, minimum, expected) => {
    expect(isAtLeast(text, minimum)).toBe(expected);
  });

  test("an old Node.js is refused with what it is and what is needed", () => {
    expect(() => checkNodeVersion("v18.20.4")).toThrow(
      "This is Node.js v18.20.4; 20.19.0 or newer is needed (https://nodejs.org/).",
    );
    expect(() => checkNodeVersion("v20.18.3")).toThrow("v20.18.3");
    expect(() => checkNodeVersion("v20.19.0")).not.toThrow();
  });
});

describe("one version in all places", () => {
  const modules = readFileSync(join(root, "scripts", "engine", "go", "go.mod"), "utf8");

  test("the Go module requires the engine that is announced, and the Go release that is asked for", () => {
    expect(modules).toContain(`github.com/pulumi/pulumi/pkg/v3 v${ENGINE_VERSION}\n`);
    expect(modules).toContain(`github.com/pulumi/pulumi/sdk/v3 v${ENGINE_VERSION}\n`);
    expect(modules).toContain(`\ngo ${MINIMUM_GO}\n`);
  });

  test("package.json asks for the Node.js release that setup asks for", () => {
    const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { engines: { node: string } };
    expect(parseVersion(manifest.engines.node)).toEqual(parseVersion(MINIMUM_NODE));
  });

  test("the engine that is installed is not older than the SDK", () => {
    const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
      dependencies: Record<string, string>;
    };
    expect(isAtLeast(ENGINE_VERSION, manifest.dependencies["@pulumi/pulumi"]!)).toBe(true);
  });
});
