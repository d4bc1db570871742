import { describe, expect, it } from "vitest";
import { gitLabAnyBranch, gitLabSubjectComponents } from "../../src/identities/federated-subjects";
import { gitHubPipeline, gitLabPipeline, type PipelineTrust } from "../../src/identities/pipeline-trust";

const subjectsOf = (trust: PipelineTrust) =>
  Object.fromEntries(
    Object.entries(trust).map(([identity, trusted]) => [
      identity,
      (trusted as PipelineTrust["preview"]).map((one) => ("subject" in one ? one.subject : one.expression)),
    ]),
  );

describe("whom the identities of a pipeline believe", () => {
  it("is on GitHub an environment each, so that a pull request, the queue and main have one subject", () => {
    expect(subjectsOf(gitHubPipeline("contoso/licences"))).toEqual({
      preview: ["repo:contoso/licences:environment:licences-preview"],
      apply: ["repo:contoso/licences:environment:licences"],
      expiries: ["repo:contoso/licences:environment:licences-expiries"],
    });
  });

  it("is on GitHub the same with the ids of an immutable subject", () => {
    expect(subjectsOf(gitHubPipeline("contoso@1/licences@22"))["apply"]).toEqual([
      "repo:contoso@1/licences@22:environment:licences",
    ]);
  });

  it("is on GitLab no branch's name: any branch previews, a protected environment of a protected one applies", () => {
    const project = "project_path:contoso/licences";
    expect(subjectsOf(gitLabPipeline("contoso/licences"))).toEqual({
      preview: [
        `${project}:ref_protected:false:deployment_tier:testing:environment_protected:false`,
        `${project}:ref_protected:true:deployment_tier:testing:environment_protected:false`,
      ],
      apply: [`${project}:ref_protected:true:deployment_tier:production:environment_protected:true`],
      expiries: [`${project}:ref_protected:true:deployment_tier:other:environment_protected:false`],
    });
    for (const component of gitLabSubjectComponents)
      expect(subjectsOf(gitLabPipeline("contoso/licences"))["apply"]?.[0]).toContain(`${component}:`);
  });

  it("never lets two identities believe one job", () => {
    for (const trust of [gitHubPipeline("contoso/licences"), gitLabPipeline("contoso/licences")]) {
      const all = Object.values(subjectsOf(trust)).flat();
      expect(new Set(all).size).toBe(all.length);
    }
  });

  it("is any branch by an expression, for an older GitLab", () => {
    expect(gitLabAnyBranch("contoso/licences", "https://gitlab.contoso.com")).toEqual({
      label: "gitlab-any-branch",
      issuer: "https://gitlab.contoso.com",
      expression: "claims['sub'] matches 'project_path:contoso/licences:ref_type:branch:ref:*'",
      audience: "api://AzureADTokenExchange",
    });
  });
});
