import { YAMLException, parseEvents } from "js-yaml";
import type { Event } from "js-yaml";
import type { Problem } from "../problems/problem";
import { TreeBuilder, type YamlResult } from "./yaml-builder";

/**
 * Reads one YAML 1.2 document with the place of every key and value. Anchors, aliases and merge keys work; a repeated
 * key, a second document, a tag of its own, an alias that contains itself, and more than a million values
 * (counted without writing them out) are problems.
 */
export function readYaml(text: string, file: string): YamlResult {
  let events: Event[];
  try {
    events = parseEvents(text, {});
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    return { kind: "invalid", problems: [syntaxProblem(error, file)] };
  }
  return new TreeBuilder(text, file, events).build();
}

function syntaxProblem(error: YAMLException, file: string): Problem {
  const place = { file, line: (error.mark?.line ?? 0) + 1, column: (error.mark?.column ?? 0) + 1 };
  return {
    code: "yaml-syntax",
    message: `This is not YAML: ${error.reason}.`,
    place,
    remedy: "Check the indentation (spaces, no tabs), the brackets and the quotes around here.",
  };
}
