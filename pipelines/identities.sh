#!/usr/bin/env bash
# Creates the three identities of a pipeline in Entra, without a secret: applications that trust the pipeline's own
# tokens, permissions of Microsoft Graph, and roles on the storage of the state. Where it ran before it changes nothing.
#
#   bash identities.sh github OWNER/NAME
#   bash identities.sh gitlab GROUP/PROJECT [https://gitlab.example.com]
#   bash identities.sh azure-devops https://dev.azure.com/ORGANISATION PROJECT
#
# Needs the Azure CLI, signed in as a Privileged Role Administrator who may also assign roles on the storage; for
# Azure DevOps its extension azure-devops too, for GitHub `gh` where the repository has immutable subjects.
# STATE_SCOPE    the container of the state, as an id of Azure:
#                /subscriptions/…/storageAccounts/NAME/blobServices/default/containers/licences
# NAME           how the applications begin; "licences" where nothing is said
# WRITE_USERS    "yes" where the stack fills in usage locations, or members of groups are processed again
# MAKE_GROUPS    "yes" where a stack makes groups (`create`): apply may then write groups, the others read them
# EXPIRIES_UNIT  id of an administrative unit: the nightly identity may then write to the people in it, to nobody else
set -euo pipefail

host="${1:-}" target="${2:-}" third="${3:-}"
name="${NAME:-licences}"
graph=00000003-0000-0000-c000-000000000000
license_administrator=4d6ac14f-3453-41d0-bef9-a3e0c569773a
reading=(LicenseAssignment.Read.All User.Read.All GroupMember.Read.All Organization.Read.All)
writing=("${reading[@]}" LicenseAssignment.ReadWrite.All)

usage() {
  sed -n 's/^#   bash/Usage: bash/p' "$0" >&2
  exit 2
}
case "$host" in github | gitlab | azure-devops) [ -n "$target" ] || usage ;; *) usage ;; esac
[ "$host" != azure-devops ] || [ -n "$third" ] || usage

# application NAME: prints the client id; makes the application and its service principal where they are missing.
application() {
  local id
  id="$(az ad app list --display-name "$1" --query "[?displayName=='$1'].appId | [0]" --output tsv)"
  if [ -z "$id" ]; then
    id="$(az ad app create --display-name "$1" --sign-in-audience AzureADMyOrg --query appId --output tsv)"
  fi
  if [ -z "$(az ad sp list --filter "appId eq '$id'" --query "[0].id" --output tsv)" ]; then
    az ad sp create --id "$id" --output none
  fi
  printf '%s\n' "$id"
}

principal() {
  az ad sp show --id "$1" --query id --output tsv
}

# trust CLIENT_ID LABEL ISSUER SUBJECT
trust() {
  if [ -n "$(az ad app federated-credential list --id "$1" --query "[?subject=='$4'].name | [0]" --output tsv)" ]; then
    return
  fi
  az ad app federated-credential create --id "$1" --output none --parameters "{
    \"name\": \"$2\", \"issuer\": \"$3\", \"subject\": \"$4\", \"audiences\": [\"api://AzureADTokenExchange\"] }"
}

# grant CLIENT_ID PERMISSION...: application permissions, with the consent of the tenant.
grant() {
  local client="$1" who api role permission uri
  shift
  who="$(principal "$client")"
  api="$(principal "$graph")"
  uri="https://graph.microsoft.com/v1.0/servicePrincipals/$who/appRoleAssignments"
  for permission in "$@"; do
    role="$(az ad sp show --id "$graph" --query "appRoles[?value=='$permission'].id | [0]" --output tsv)"
    if [ -z "$(az rest --method GET --uri "$uri" --query "value[?appRoleId=='$role'].id | [0]" --output tsv)" ]; then
      az rest --method POST --uri "$uri" --headers Content-Type=application/json --output none \
        --body "{ \"principalId\": \"$who\", \"resourceId\": \"$api\", \"appRoleId\": \"$role\" }"
    fi
  done
}

# on_state CLIENT_ID ROLE
on_state() {
  if [ -z "${STATE_SCOPE:-}" ]; then return; fi
  az role assignment create --assignee-object-id "$(principal "$1")" --assignee-principal-type ServicePrincipal \
    --role "$2" --scope "$STATE_SCOPE" --output none
}

# of_unit CLIENT_ID: License Administrator of the people in the administrative unit, and of nobody else.
of_unit() {
  local who uri
  who="$(principal "$1")"
  uri="https://graph.microsoft.com/v1.0/roleManagement/directory/roleAssignments"
  if [ -z "$(az rest --method GET --uri "$uri?\$filter=principalId eq '$who'" \
    --query "value[?directoryScopeId=='/administrativeUnits/$EXPIRIES_UNIT'].id | [0]" --output tsv)" ]; then
    az rest --method POST --uri "$uri" --headers Content-Type=application/json --output none --body "{
      \"@odata.type\": \"#microsoft.graph.unifiedRoleAssignment\", \"roleDefinitionId\": \"$license_administrator\",
      \"principalId\": \"$who\", \"directoryScopeId\": \"/administrativeUnits/$EXPIRIES_UNIT\" }"
  fi
}

# connection NAME CLIENT_ID: a service connection of Azure DevOps; prints the issuer and the subject of its tokens.
connection() {
  local file found=(--organization "$target" --project "$third" --query)
  if [ -z "$(az devops service-endpoint list "${found[@]}" "[?name=='$1'].id | [0]" --output tsv)" ]; then
    file="$(mktemp)"
    cat > "$file" <<JSON
{ "name": "$1", "type": "azurerm", "url": "https://management.azure.com/", "owner": "library",
  "authorization": { "scheme": "WorkloadIdentityFederation",
    "parameters": { "tenantid": "$tenant", "serviceprincipalid": "$2" } },
  "data": { "environment": "AzureCloud", "scopeLevel": "Subscription", "creationMode": "Manual",
    "subscriptionId": "$subscription", "subscriptionName": "$subscription_name" },
  "serviceEndpointProjectReferences": [ { "name": "$1", "projectReference": { "name": "$third", "id": "$project" } } ] }
JSON
    az devops service-endpoint create --service-endpoint-configuration "$file" --organization "$target" \
      --project "$third" --output none
    rm "$file"
  fi
  az devops service-endpoint list "${found[@]}" "[?name=='$1'].authorization.parameters | [0].[
    workloadIdentityFederationIssuer, workloadIdentityFederationSubject] | join(' ', @)" --output tsv
}

tenant="$(az account show --query tenantId --output tsv)"
preview="$(application "$name-preview")"
apply="$(application "$name-apply")"
expiries="$(application "$name-expiries")"

case "$host" in
  github)
    issuer=https://token.actions.githubusercontent.com
    # GitHub says how it writes the repository in its subjects: with ids where they are immutable.
    asked="repos/$target/actions/oidc/customization/sub"
    prefix="$(gh api "$asked" --jq '.sub_claim_prefix // empty' 2> /dev/null || true)"
    prefix="${prefix:-repo:$target}"
    trust "$preview" github-environment-licences-preview "$issuer" "$prefix:environment:licences-preview"
    trust "$apply" github-environment-licences "$issuer" "$prefix:environment:licences"
    trust "$expiries" github-environment-licences-expiries "$issuer" "$prefix:environment:licences-expiries"
    ;;
  gitlab)
    issuer="${third:-https://gitlab.com}"
    subject() { printf 'project_path:%s:ref_protected:%s:deployment_tier:%s:environment_protected:%s' "$target" "$@"; }
    trust "$preview" gitlab-any-branch-testing "$issuer" "$(subject false testing false)"
    trust "$preview" gitlab-protected-testing "$issuer" "$(subject true testing false)"
    trust "$apply" gitlab-protected-production "$issuer" "$(subject true production true)"
    trust "$expiries" gitlab-protected-other "$issuer" "$(subject true other false)"
    ;;
  azure-devops)
    subscription="$(az account show --query id --output tsv)"
    subscription_name="$(az account show --query name --output tsv)"
    project="$(az devops project show --project "$third" --organization "$target" --query id --output tsv)"
    for identity in preview apply expiries; do
      read -r issuer subject <<< "$(connection "licences-$identity" "${!identity}")"
      trust "${!identity}" azure-devops "$issuer" "$subject"
    done
    ;;
esac

grant "$preview" "${reading[@]}"
grant "$apply" "${writing[@]}"
if [ "${WRITE_USERS:-}" = yes ]; then grant "$apply" User.ReadWrite.All; fi
if [ "${MAKE_GROUPS:-}" = yes ]; then
  grant "$preview" Group.Read.All
  grant "$apply" Group.ReadWrite.All
  grant "$expiries" Group.Read.All
fi
if [ -n "${EXPIRIES_UNIT:-}" ]; then
  grant "$expiries" "${reading[@]}"
  of_unit "$expiries"
else
  grant "$expiries" "${writing[@]}"
fi

# A preview reads the state and never writes it.
on_state "$preview" "Storage Blob Data Reader"
on_state "$apply" "Storage Blob Data Contributor"
on_state "$expiries" "Storage Blob Data Contributor"

echo "AZURE_TENANT_ID=$tenant"
echo "LICENCES_PREVIEW_CLIENT_ID=$preview"
echo "LICENCES_APPLY_CLIENT_ID=$apply"
echo "LICENCES_EXPIRIES_CLIENT_ID=$expiries"
