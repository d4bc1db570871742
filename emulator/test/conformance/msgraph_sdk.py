"""Microsoft's SDK for Python against an emulator over TLS. One JSON line a case: name, source, result or error."""

import asyncio
import json
import os
from uuid import UUID

from azure.identity.aio import ClientSecretCredential
from kiota_abstractions.api_error import APIError
from kiota_abstractions.base_request_configuration import RequestConfiguration
from msgraph import GraphServiceClient
from msgraph.generated.groups.groups_request_builder import GroupsRequestBuilder
from msgraph.generated.groups.item.assign_license.assign_license_post_request_body import (
    AssignLicensePostRequestBody as AssignToGroup,
)
from msgraph.generated.groups.item.group_item_request_builder import GroupItemRequestBuilder
from msgraph.generated.models.assigned_license import AssignedLicense
from msgraph.generated.models.o_data_errors.o_data_error import ODataError
from msgraph.generated.users.item.assign_license.assign_license_post_request_body import (
    AssignLicensePostRequestBody as AssignToUser,
)
from msgraph.generated.users.item.user_item_request_builder import UserItemRequestBuilder
from msgraph.generated.users.users_request_builder import UsersRequestBuilder
from msgraph_core.requests.batch_request_content import BatchRequestContent
from msgraph_core.requests.batch_request_builder import BatchRequestBuilder
from msgraph_core.requests.batch_request_item import BatchRequestItem
from msgraph_core.tasks.page_iterator import PageIterator

given = json.loads(os.environ["CONFORMANCE"])
e1, e3, e5 = (UUID(given["skus"][name]) for name in ("E1", "E3", "E5"))
yammer = UUID("7547a3fe-08ee-4ccb-b430-5077c5041653")
credentials = []


def connect(application):
    # As Microsoft's documentation shows it: no address but Microsoft's own, no transport, no verification of our own.
    # HTTPS_PROXY brings it here, SSL_CERT_FILE and REQUESTS_CA_BUNDLE make it trust the emulator.
    credential = ClientSecretCredential(given["tenantId"], application["appId"], application["secret"])
    credentials.append(credential)
    return GraphServiceClient(credentials=credential, scopes=["https://graph.microsoft.com/.default"])


client = connect(given["writer"])


def person(name, of=client):
    return of.users.by_user_id(f"{name}@contoso.com")


def assign(name, add, remove=(), disabled=(), of=client):
    licenses = [AssignedLicense(sku_id=sku, disabled_plans=list(disabled)) for sku in add]
    return person(name, of).assign_license.post(AssignToUser(add_licenses=licenses, remove_licenses=list(remove)))


def selecting(*properties):
    query = UserItemRequestBuilder.UserItemRequestBuilderGetQueryParameters(select=list(properties))
    return RequestConfiguration(query_parameters=query)


def users(**query):
    headers = query.pop("headers", None)
    parameters = UsersRequestBuilder.UsersRequestBuilderGetQueryParameters(**query)
    configuration = RequestConfiguration(query_parameters=parameters)
    if headers is not None:
        for name, value in headers.items():
            configuration.headers.add(name, value)
    return client.users.get(configuration)


async def group(name):
    query = GroupsRequestBuilder.GroupsRequestBuilderGetQueryParameters(filter=f"displayName eq '{name}'")
    return (await client.groups.get(RequestConfiguration(query_parameters=query))).value[0]


async def organization():
    return (await client.organization.get()).value[0].id


async def pages():
    seen, first = [], await users(select=["id", "userPrincipalName"], top=2)
    requests, link = 1, first.odata_next_link
    page = first
    seen.extend(user.user_principal_name for user in page.value)
    while link is not None:
        page = await client.users.with_url(link).get()
        seen.extend(user.user_principal_name for user in page.value)
        requests, link = requests + 1, page.odata_next_link
    again = []
    iterator = PageIterator(await users(select=["id", "userPrincipalName"], top=2), client.request_adapter)
    await iterator.iterate(lambda user: again.append(user.user_principal_name) or True)
    assert again == seen, (again, seen)
    return len(set(seen)), requests


async def filtered():
    return [user.user_principal_name for user in (await users(filter=f"assignedLicenses/any(u:u/skuId eq {e3})")).value]


async def advanced():
    eventual = {"ConsistencyLevel": "eventual"}
    everybody = await users(count=True, headers=eventual)
    without = await users(count=True, filter="assignedLicenses/$count eq 0", headers=eventual)
    return everybody.odata_count, without.odata_count


async def one():
    user = await person("diego").get(selecting("displayName", "usageLocation", "assignedLicenses"))
    return user.display_name, user.usage_location, user.assigned_licenses


async def swap():
    await assign("adele", [e5], [e3])
    user = await person("adele").get(selecting("assignedLicenses", "licenseAssignmentStates"))
    held = user.license_assignment_states[0]
    return [str(license.sku_id) for license in user.assigned_licenses], held.state, held.assigned_by_group


async def plan_off():
    await assign("diego", [e3], disabled=[yammer])
    user = await person("diego").get(selecting("assignedLicenses"))
    return sum(plan == yammer for plan in user.assigned_licenses[0].disabled_plans)


def told(error):
    return error.response_status_code, error.error.code, error.error.message


async def nowhere():
    try:
        await assign("nowhere", [e3])
    except ODataError as error:
        return told(error)


async def nobody():
    try:
        await person("nobody").get()
    except ODataError as error:
        return told(error)


async def read_only():
    try:
        await assign("lynne", [e3], of=connect(given["reader"]))
    except APIError as error:
        return told(error)[:2]


async def group_license():
    sales = await group("Sales Team")
    body = AssignToGroup(add_licenses=[AssignedLicense(sku_id=e3, disabled_plans=[])], remove_licenses=[])
    await client.groups.by_group_id(sales.id).assign_license.post(body)
    query = GroupItemRequestBuilder.GroupItemRequestBuilderGetQueryParameters(select=["licenseProcessingState"])
    for _ in range(100):
        found = await client.groups.by_group_id(sales.id).get(RequestConfiguration(query_parameters=query))
        state = found.license_processing_state.state
        if state == "ProcessingComplete":
            break
        await asyncio.sleep(0.05)
    states = (await person("grady").get(selecting("licenseAssignmentStates"))).license_assignment_states
    inherited = [held for held in states if held.sku_id == e3 and held.assigned_by_group == sales.id]
    return state, any(held.state == "Active" for held in inherited)


async def expanded():
    members = ["members($select=id,userPrincipalName)"]
    query = GroupItemRequestBuilder.GroupItemRequestBuilderGetQueryParameters(expand=members)
    sales = await group("Sales Team")
    found = await client.groups.by_group_id(sales.id).get(RequestConfiguration(query_parameters=query))
    return [member.user_principal_name for member in found.members]


async def reprocess():
    return (await person("grady").reprocess_license_assignment.post()).display_name


async def details():
    detail = (await person("adele").license_details.get()).value[0]
    return detail.sku_part_number, detail.service_plans[0].provisioning_status


async def skus():
    sku = min((await client.subscribed_skus.get()).value, key=lambda sku: sku.sku_part_number)
    return sku.sku_part_number, sku.prepaid_units.enabled, sku.capability_status


async def batch():
    content, whole = BatchRequestContent(), []
    body = AssignToUser(add_licenses=[AssignedLicense(sku_id=e1, disabled_plans=[])], remove_licenses=[])
    requests = [
        person("lynne").assign_license.to_post_request_information(body),
        person("lynne").to_get_request_information(selecting("assignedLicenses")),
        person("nobody").to_get_request_information(),
    ]
    for at, information in enumerate(requests):
        information.path_parameters["baseurl"] = client.request_adapter.base_url
        before = [] if at == 0 else [str(at)]
        item = BatchRequestItem(request_information=information, id=str(at + 1), depends_on=before)
        # The SDK leaves addresses whole, which Graph refuses too (msgraph-sdk-python, issue 1015).
        whole.append(item.url)
        item.url = information.url.split("/v1.0", 1)[1]
        content.add_request(item.id, item)
    answers = await BatchRequestBuilder(client.request_adapter).post(content)
    alone = BatchRequestContent()
    refused = BatchRequestItem(request_information=requests[1], id="1")
    refused.url = whole[1]
    alone.add_request("1", refused)
    refusal = await BatchRequestBuilder(client.request_adapter).post(alone)
    return [answers.responses[str(at + 1)].status for at in range(len(requests))] + [refusal.responses["1"].status]


cases = [
    ("organization", "1", organization),
    ("lists everybody by next links", "3", pages),
    ("filters by licence", "3", filtered),
    ("advanced filter with its header, and a count", "3", advanced),
    ("gets one person", "3", one),
    ("adds and removes in one call", "1", swap),
    ("switches a plan off", "1", plan_off),
    ("is told the error as a type: no usage location", "2", nowhere),
    ("is told the error as a type: unknown user", "2", nobody),
    ("may not write with an application that reads", "2", read_only),
    ("licenses a group and reads what its member inherits", "4", group_license),
    ("expands members", "4", expanded),
    ("reprocesses a person", "4", reprocess),
    ("reads details of licences", "3", details),
    ("reads the SKUs", "5", skus),
    ("batches with the SDK's own builder", "6", batch),
]


async def main():
    for name, source, run in cases:
        try:
            print(json.dumps({"name": name, "source": source, "result": await run()}))
        except Exception as error:
            print(json.dumps({"name": name, "source": source, "error": repr(error)}))
    for credential in credentials:
        await credential.close()


asyncio.run(main())
