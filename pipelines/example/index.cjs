// The identities of a pipeline on GitHub, as a program of a project of its own: `pulumi up` by somebody who may grant
// permissions. On GitLab `gitLabPipeline("group/project")` takes the place of `gitHubPipeline`.
const { PipelineIdentities } = require("pulumi-m365-licenses/identities");
const { gitHubPipeline } = require("pulumi-m365-licenses/pipeline-trust");

const identities = new PipelineIdentities("licences", {
  ...gitHubPipeline("contoso/licences"),
  // An administrative unit: the nightly identity may then write to the people in it, and to nobody else.
  // expiriesUnit: "00000000-0000-0000-0000-000000000000",
});

module.exports = {
  LICENCES_PREVIEW_CLIENT_ID: identities.preview.clientId,
  LICENCES_APPLY_CLIENT_ID: identities.apply.clientId,
  LICENCES_EXPIRIES_CLIENT_ID: identities.expiries.clientId,
  // For a role on the storage of the state.
  previewPrincipalId: identities.preview.principalId,
  applyPrincipalId: identities.apply.principalId,
  expiriesPrincipalId: identities.expiries.principalId,
};
