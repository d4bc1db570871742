#!/usr/bin/env bash
# The variables, branch policies and checks of a project, as Azure DevOps needs them once, after identities.sh has made
# the service connections. Approvals stand on the connections: a pipeline that was edited cannot leave them out. Run
# again, it sets them again.
#
#   bash settings.sh https://dev.azure.com/ORGANISATION PROJECT REPOSITORY APPROVERS < what identities.sh printed
#
# APPROVERS: a group of the organisation, as `az devops security group list` names it (principalName). Needs the Azure
# CLI with its extension azure-devops, signed in as an administrator of the project. PULUMI_BACKEND_URL: where the state
# is.
set -euo pipefail

organisation="${1:?the organisation is missing}" project="${2:?the project is missing}"
repository="${3:?the repository is missing}" approvers="${4:?the approvers are missing}"
at=(--organization "$organisation" --project "$project")

variables=("PULUMI_BACKEND_URL=${PULUMI_BACKEND_URL:?it says where the state is}")
while IFS= read -r line; do variables+=("$line"); done
group="$(az pipelines variable-group list "${at[@]}" --group-name licences --query "[0].id" --output tsv)"
if [ -z "$group" ]; then
  az pipelines variable-group create "${at[@]}" --name licences --authorize false --output none \
    --variables "${variables[@]}"
else
  known="$(az pipelines variable-group variable list "${at[@]}" --group-id "$group" --query "keys(@)" --output tsv)"
  for variable in "${variables[@]}"; do
    verb=create
    if grep -qxF "${variable%%=*}" <<< "$known"; then verb=update; fi
    az pipelines variable-group variable "$verb" "${at[@]}" --group-id "$group" --name "${variable%%=*}" \
      --value "${variable#*=}" --output none
  done
fi

pipeline="$(az pipelines list "${at[@]}" --name licences --query "[0].id" --output tsv)"
if [ -z "$pipeline" ]; then
  pipeline="$(az pipelines create "${at[@]}" --name licences --repository "$repository" --repository-type tfsgit \
    --branch main --yml-path azure-pipelines.yml --skip-first-run true --query id --output tsv)"
fi

# Policies of main: the build of the pipeline, a review, and the approvers for whatever runs with an identity.
repository_id="$(az repos show "${at[@]}" --repository "$repository" --query id --output tsv)"
main=("${at[@]}" --repository-id "$repository_id" --branch main --blocking true --enabled true --output none)
# policy COMMAND TYPE OPTIONS...: TYPE is what Azure DevOps calls it.
policy() {
  local command="$1" there
  there="$(az repos policy list "${at[@]}" --repository-id "$repository_id" --branch main --output tsv \
    --query "[?type.displayName=='$2'${3:+ && settings.$3=='$4'}].id | [0]")"
  shift 4
  if [ -z "$there" ]; then
    az repos policy "$command" create "${main[@]}" "$@"
  else
    az repos policy "$command" update "${main[@]}" --id "$there" "$@"
  fi
}
policy build Build displayName licences --build-definition-id "$pipeline" --display-name licences \
  --manual-queue-only false --queue-on-source-update-only false --valid-duration 0
policy approver-count "Minimum number of reviewers" "" "" --minimum-approver-count 1 --creator-vote-counts false \
  --allow-downvotes false --reset-on-source-push true
running="/azure-pipelines.yml;/licences-setup.yml;/Pulumi.yaml;/index.*;/package.json;/package-lock.json;/.npmrc"
policy required-reviewer "Required reviewers" message "It runs with an identity" \
  --required-reviewer-ids "$approvers" --message "It runs with an identity" --path-filter "$running"

# check CONNECTION TYPE JSON
checks=(az devops invoke --organization "$organisation" --area pipelineschecks --resource configurations
  --api-version 7.1-preview)
check() {
  local id file there
  id="$(az devops service-endpoint list "${at[@]}" --query "[?name=='$1'].id | [0]" --output tsv)"
  there="$("${checks[@]}" --http-method GET --route-parameters "project=$project" \
    --query-parameters resourceType=endpoint "resourceId=$id" --query "value[?type.name=='$2'].id | [0]" --output tsv)"
  file="$(mktemp)"
  printf '%s\n' "{ $3, \"resource\": { \"type\": \"endpoint\", \"id\": \"$id\" }, \"timeout\": 43200 }" > "$file"
  if [ -z "$there" ]; then
    "${checks[@]}" --http-method POST --route-parameters "project=$project" --in-file "$file" --output none
  else
    "${checks[@]}" --http-method PATCH --route-parameters "project=$project" "id=$there" --in-file "$file" --output none
  fi
  rm "$file"
}
approver="$(az devops security group list "${at[@]}" --output tsv \
  --query "graphGroups[?principalName=='$approvers'].originId | [0]")"
approval="\"type\": { \"id\": \"8c6f20a7-a545-4486-9777-f762fafe0d4d\", \"name\": \"Approval\" }, \"settings\": {
  \"approvers\": [ { \"id\": \"$approver\" } ], \"minRequiredApprovers\": 1, \"requesterCannotBeApprover\": true }"
only_main='"type": { "id": "fe1de3ee-a436-41b4-bb20-f6eb4cb879a7", "name": "Task Check" }, "settings": {
  "displayName": "Branch control", "definitionRef": { "id": "86b05a0c-73e6-4f7d-b3cf-e38f3b39a75b",
  "name": "evaluatebranchProtection", "version": "0.0.1" },
  "inputs": { "allowedBranches": "refs/heads/main", "ensureProtectionOfBranch": "true" } }'
check licences-apply Approval "$approval"
check licences-apply "Task Check" "$only_main"
check licences-expiries "Task Check" "$only_main"
echo "Set for $project: variables, the pipeline, policies of main, and the checks of two service connections."
