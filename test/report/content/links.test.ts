import { describe, expect, it } from "vitest";
import { linksOf } from "../../../src/report/content/links";
import { placeLink } from "../../../src/report/markdown/markdown-text";

const place = { file: "stacks/lists/sales team (UK).txt", line: 3, column: 1 };

describe("a link to a line of a file whose name has blanks and brackets", () => {
  it.each([
    [
      "GitHub",
      { GITHUB_SERVER_URL: "https://github.com", GITHUB_REPOSITORY: "contoso/licences", GITHUB_SHA: "abc" },
      "https://github.com/contoso/licences/blob/abc/stacks/lists/sales%20team%20%28UK%29.txt#L3",
    ],
    [
      "GitLab",
      { CI_PROJECT_URL: "https://gitlab.com/contoso/licences", CI_COMMIT_SHA: "abc" },
      "https://gitlab.com/contoso/licences/-/blob/abc/stacks/lists/sales%20team%20%28UK%29.txt#L3",
    ],
  ])("is encoded once on %s", (_, environment, url) => {
    expect(placeLink(place, linksOf(environment))).toBe(`[stacks/lists/sales team \\(UK\\).txt:3](${url})`);
  });

  it("is no link where what the host says is no address", () => {
    expect(placeLink(place, () => "not an address")).toBe(
      "`stacks/lists/sales team (UK).txt:3:1`".replace(":3:1", ":3"),
    );
  });
});
