#!/usr/bin/env bash
# The subjects, variables, environments and branch rules of a project, as GitLab needs them once (18.7 or newer;
# protected environments and approvals by code owners need Premium).
#
#   bash settings.sh GROUP/PROJECT APPROVERS_GROUP_ID STACK... < what identities.sh printed
#
# Needs `glab`, signed in as an owner of the project. PULUMI_BACKEND_URL: where the state is.
set -euo pipefail

project="$(printf %s "${1:?GROUP/PROJECT is missing}" | sed 's,/,%2F,g')"
approvers="${2:?the id of the group of approvers is missing}"
shift 2
main="$(glab api "projects/$project" | sed -n 's/.*"default_branch":"\([^"]*\)".*/\1/p')"

# send METHOD PATH JSON
send() {
  glab api --method "$1" "projects/$project$2" --header "Content-Type: application/json" --input - <<< "$3" > /dev/null
}

# What a token's subject says: what the job is allowed, and no name of a branch.
send PUT "" '{ "ci_id_token_sub_claim_components": ["project_path", "ref_protected", "deployment_tier",
  "environment_protected"], "only_allow_merge_if_pipeline_succeeds": true,
  "ci_allow_fork_pipelines_to_run_in_parent_project": false }'

while IFS='=' read -r variable value; do
  glab variable set "$variable" --value "$value" --repo "${project//%2F//}"
done
backend="${PULUMI_BACKEND_URL:?it says where the state is}"
glab variable set PULUMI_BACKEND_URL --value "$backend" --repo "${project//%2F//}"

# Nobody pushes to main; what is merged was approved by the owners of what it changes. Replaced, not added to.
glab api --method DELETE "projects/$project/protected_branches/$main" > /dev/null 2>&1 || true
send POST /protected_branches "{ \"name\": \"$main\", \"push_access_level\": 0, \"merge_access_level\": 40,
  \"allow_force_push\": false, \"code_owner_approval_required\": true }"

for stack in "$@"; do
  glab api --method DELETE "projects/$project/protected_environments/licences%2F$stack" > /dev/null 2>&1 || true
  send POST /protected_environments "{ \"name\": \"licences/$stack\",
    \"deploy_access_levels\": [ { \"group_id\": $approvers } ],
    \"approval_rules\": [ { \"group_id\": $approvers, \"required_approvals\": 1 } ] }"
done

if ! glab api "projects/$project/pipeline_schedules" | grep -q '"description":"licences"'; then
  send POST /pipeline_schedules "{ \"description\": \"licences\", \"ref\": \"$main\", \"cron\": \"17 3 * * *\",
    \"cron_timezone\": \"UTC\" }"
fi
echo "Set for ${project//%2F//}: its subjects, variables, the branch $main, and the environments of $*."
