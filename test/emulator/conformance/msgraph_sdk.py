"""Microsoft's SDK for Python against an emulator over TLS. Prints one JSON line a case: name, source, result or error."""

import asyncio
import json
import os

import httpx
from azure.identity.aio import ClientSecretCredential
from kiota_abstractions.api_error import APIError
from kiota_authentication_azure.azure_identity_authentication_provider import AzureIdentityAuthenticationProvider
from msgraph import GraphRequestAdapter, GraphServiceClient
from msgraph.generated.models.assigned_license import AssignedLicense
from msgraph.generated.users.item.assign_license.assign_license_post_request_body import AssignLicensePostRequestBody
from msgraph.generated.users.item.user_item_request_builder import UserItemRequestBuilder
from kiota_abstractions.base_request_configuration import RequestConfiguration
from msgraph_core import GraphClientFactory
from uuid import UUID

given = json.loads(os.environ["CONFORMANCE"])


async def main() -> None:
    credential = ClientSecretCredential(
        given["tenantId"], given["writer"]["appId"], given["writer"]["secret"],
        authority=given["url"], disable_instance_discovery=True, connection_verify=given["authorityPath"],
    )
    provider = AzureIdentityAuthenticationProvider(credential, scopes=["https://graph.microsoft.com/.default"], allowed_hosts=["127.0.0.1"])
    http = GraphClientFactory.create_with_default_middleware(client=httpx.AsyncClient(verify=given["authorityPath"], base_url=f"{given['url']}/v1.0"))
    adapter = GraphRequestAdapter(provider, client=http)
    adapter.base_url = f"{given['url']}/v1.0"
    client = GraphServiceClient(request_adapter=adapter)
    e3, e5 = UUID(given["skus"]["E3"]), UUID(given["skus"]["E5"])

    async def organization():
        return (await client.organization.get()).value[0].id

    async def swap():
        body = AssignLicensePostRequestBody(add_licenses=[AssignedLicense(sku_id=e5, disabled_plans=[])], remove_licenses=[e3])
        await client.users.by_user_id("adele@contoso.com").assign_license.post(body)
        query = UserItemRequestBuilder.UserItemRequestBuilderGetQueryParameters(select=["assignedLicenses", "licenseAssignmentStates"])
        user = await client.users.by_user_id("adele@contoso.com").get(RequestConfiguration(query_parameters=query))
        return [str(license.sku_id) for license in user.assigned_licenses], user.license_assignment_states[0].state

    async def skus():
        return sorted(sku.sku_part_number for sku in (await client.subscribed_skus.get()).value)[0]

    async def refused():
        try:
            body = AssignLicensePostRequestBody(add_licenses=[AssignedLicense(sku_id=e3, disabled_plans=[])], remove_licenses=[])
            await client.users.by_user_id("nowhere@contoso.com").assign_license.post(body)
        except APIError as error:
            return [error.response_status_code, error.error.code, error.error.message]

    cases = [("organization", "1", organization), ("swap", "1, semantics", swap), ("subscribedSkus", "5", skus), ("usage location", "2", refused)]
    for name, source, run in cases:
        try:
            print(json.dumps({"name": name, "source": source, "result": await run()}))
        except Exception as error:
            print(json.dumps({"name": name, "source": source, "error": repr(error)}))
    await credential.close()


asyncio.run(main())
