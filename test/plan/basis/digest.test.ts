import { describe, expect, it } from "vitest";
import { canonicalJson, digestOf } from "../../../src/plan/basis/digest";

const named = (name: string, value: unknown): unknown => Object.fromEntries([[name, value]]);

describe("canonical JSON", () => {
  it("has sorted keys, and nothing that is undefined", () => {
    expect(canonicalJson({ b: [{ d: 1, c: undefined }], a: null })).toBe('{"a":null,"b":[{"d":1}]}');
  });

  it.each(["__proto__", "constructor", "toJSON"])("has a key that is called `%s`", (name) => {
    expect(canonicalJson(named(name, { b: 1, a: 2 }))).toBe(`{"${name}":{"a":2,"b":1}}`);
    expect(digestOf(named(name, 1))).not.toBe(digestOf(named(name, 2)));
  });
});
