#!/usr/bin/env bash
# The environments, variables and branch rules of a repository, as GitHub needs them once. Run again, it sets them
# again.
#
#   bash settings.sh OWNER/NAME TEAM < what identities.sh printed
#
# TEAM reviews what runs with an identity and approves plans (its slug; a team of the repository's organisation). Needs
# `gh`, signed in as an administrator of the repository. PULUMI_BACKEND_URL: where the state is.
# MERGE_QUEUE=yes: merge through a queue (repositories of organisations).
set -euo pipefail

repository="${1:?OWNER/NAME is missing}" team="${2:?the team is missing}"
owner="${repository%%/*}"
main="$(gh api "repos/$repository" --jq .default_branch)"
reviewers="$(gh api "orgs/$owner/teams/$team" --jq .id)"

# environment NAME JSON
environment() {
  gh api --method PUT "repos/$repository/environments/$1" --input - --silent <<< "$2"
}

# only_main NAME: jobs of other branches do not get this environment, nor the subject that goes with it.
only_main() {
  local policies="repos/$repository/environments/$1/deployment-branch-policies"
  if [ -z "$(gh api "$policies" --jq ".branch_policies[] | select(.name == \"$main\") | .id")" ]; then
    gh api --method POST "$policies" --field "name=$main" --silent
  fi
}

own='"deployment_branch_policy": { "protected_branches": false, "custom_branch_policies": true }'
environment licences-preview '{ "deployment_branch_policy": null }'
environment licences "{ $own, \"prevent_self_review\": true,
  \"reviewers\": [ { \"type\": \"Team\", \"id\": $reviewers } ] }"
environment licences-expiries "{ $own }"
only_main licences
only_main licences-expiries

while IFS='=' read -r variable value; do
  gh variable set "$variable" --repo "$repository" --body "$value"
done
gh variable set PULUMI_BACKEND_URL --repo "$repository" --body "${PULUMI_BACKEND_URL:?it says where the state is}"

queue=""
if [ "${MERGE_QUEUE:-}" = yes ]; then
  queue=', { "type": "merge_queue", "parameters": { "merge_method": "SQUASH", "grouping_strategy": "ALLGREEN",
    "check_response_timeout_minutes": 60, "max_entries_to_build": 5, "max_entries_to_merge": 1,
    "min_entries_to_merge": 1, "min_entries_to_merge_wait_minutes": 0 } }'
fi
rules="$(mktemp)"
# 15368 is GitHub Actions: a status of that name from elsewhere does not count.
cat > "$rules" <<JSON
{ "name": "licences", "target": "branch", "enforcement": "active",
  "conditions": { "ref_name": { "include": ["~DEFAULT_BRANCH"], "exclude": [] } },
  "rules": [
    { "type": "deletion" },
    { "type": "non_fast_forward" },
    { "type": "pull_request", "parameters": { "required_approving_review_count": 1, "require_code_owner_review": true,
      "dismiss_stale_reviews_on_push": true, "require_last_push_approval": true,
      "required_review_thread_resolution": false } },
    { "type": "required_status_checks", "parameters": { "strict_required_status_checks_policy": false,
      "required_status_checks": [ { "context": "licences", "integration_id": 15368 } ] } }$queue
  ] }
JSON
ruleset="$(gh api "repos/$repository/rulesets" --jq '.[] | select(.name == "licences") | .id')"
if [ -z "$ruleset" ]; then
  gh api --method POST "repos/$repository/rulesets" --input "$rules" --silent
else
  gh api --method PUT "repos/$repository/rulesets/$ruleset" --input "$rules" --silent
fi
rm "$rules"
echo "Set for $repository: 3 environments, its variables, and the rules of $main."
