// @ts-nocheck: what the engine sends has no types here.
"use strict";
/**
 * Stands in for the plugin of `@pulumi/azuread`, of which it knows groups alone. It makes the requests to Graph that
 * `azuread_group` makes (terraform-provider-azuread, internal/services/groups/group_resource.go), and judges changes as
 * that does: another `types` replaces the group, `members` that are left out or empty are not this resource's business,
 * and a name that another group has is refused, in a preview too. It sets no owner.
 */
const grpc = require("@grpc/grpc-js");
const { Empty } = require("google-protobuf/google/protobuf/empty_pb");
const { Struct } = require("google-protobuf/google/protobuf/struct_pb");
const rpc = require("@pulumi/pulumi/proto/provider_pb");
const services = require("@pulumi/pulumi/proto/provider_grpc_pb");
const { PluginInfo } = require("@pulumi/pulumi/proto/plugin_pb");
const { request } = require("./graph.cjs");

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const idOf = (resource) => resource.replace(/^\/groups\//, "");

async function refuseDuplicate({ displayName, preventDuplicateNames }, own) {
  if (preventDuplicateNames !== true || displayName === unknown) return;
  const filter = encodeURIComponent(`displayName eq '${displayName.replaceAll("'", "''")}'`);
  const { value } = await request("GET", `/groups?$filter=${filter}`);
  const other = value.find(({ id }) => id !== own);
  if (other !== undefined)
    throw new Error(
      `A resource with the ID "${other.id}" (${displayName}) already exists - to be managed it has to be imported`,
    );
}

function bodyOf(inputs) {
  const rule = inputs.dynamicMembership?.rule;
  return {
    description: inputs.description ?? null,
    displayName: inputs.displayName,
    mailEnabled: false,
    securityEnabled: inputs.securityEnabled === true,
    ...(rule === undefined ? {} : { membershipRule: rule, membershipRuleProcessingState: "On" }),
  };
}

async function stateOf(id, inputs) {
  const group = await request("GET", `/groups/${id}`);
  const { value: members } = await request("GET", `/groups/${id}/members?$select=id`);
  const isDynamic = group.groupTypes.includes("DynamicMembership");
  return {
    displayName: group.displayName,
    ...(group.description === null ? {} : { description: group.description }),
    securityEnabled: group.securityEnabled,
    objectId: group.id,
    members: members.map((member) => member.id).sort(),
    ...(group.groupTypes.length === 0 ? {} : { types: group.groupTypes }),
    ...(isDynamic ? { dynamicMembership: { enabled: true, rule: group.membershipRule } } : {}),
    preventDuplicateNames: inputs.preventDuplicateNames === true,
  };
}

async function addMember(id, member) {
  await request("GET", `/directoryObjects/${member}`);
  await request("POST", `/groups/${id}/members/$ref`, {
    "@odata.id": `${process.env.M365_LICENSES_GRAPH_ENDPOINT}/v1.0/directoryObjects/${member}`,
  });
}

async function create(inputs) {
  await refuseDuplicate(inputs);
  const temporary = `TERRAFORM_UPDATE_${process.hrtime.bigint()}`;
  const { id } = await request("POST", "/groups", {
    ...bodyOf(inputs),
    displayName: temporary,
    mailNickname: temporary.slice(-10),
    groupTypes: inputs.types ?? [],
  });
  await request("PATCH", `/groups/${id}`, { displayName: inputs.displayName });
  for (const member of inputs.members ?? []) await addMember(id, member);
  return { id: `/groups/${id}`, outs: await stateOf(id, inputs) };
}

async function update(id, inputs) {
  await refuseDuplicate(inputs, id);
  await request("PATCH", `/groups/${id}`, bodyOf(inputs));
  const { value } = await request("GET", `/groups/${id}/members?$select=id`);
  const present = value.map((member) => member.id);
  if ((inputs.members ?? []).length > 0) {
    for (const member of present.filter((one) => !inputs.members.includes(one)))
      await request("DELETE", `/groups/${id}/members/${member}/$ref`);
    for (const member of inputs.members.filter((one) => !present.includes(one))) await addMember(id, member);
  }
  return stateOf(id, inputs);
}

const sorted = (list) => JSON.stringify([...(list ?? [])].sort());
function changesOf(olds, news) {
  const members = (news.members ?? []).length > 0 && sorted(olds.members) !== sorted(news.members) ? ["members"] : [];
  const types = sorted(olds.types) === sorted(news.types) ? [] : ["types"];
  const plain = ["displayName", "description", "dynamicMembership"].filter(
    (key) => JSON.stringify(olds[key]) !== JSON.stringify(news[key]),
  );
  return { changed: [...plain, ...members, ...types], replaces: types };
}

const struct = (value) => Struct.fromJavaScript(value);
function statusOf(error) {
  const message = error instanceof Error ? error.message : String(error);
  return { code: grpc.status.UNKNOWN, details: message, message };
}
function answering(act) {
  return (call, callback) => {
    Promise.resolve(call.request)
      .then(act)
      .then(
        (answer) => callback(undefined, answer),
        (/** @type {unknown} */ error) => callback(statusOf(error)),
      );
  };
}

function fill(response, values) {
  for (const [setter, value] of Object.entries(values)) response[setter](value);
  return response;
}

const server = new grpc.Server();
server.addService(services.ResourceProviderService, {
  checkConfig: answering((asked) => fill(new rpc.CheckResponse(), { setInputs: asked.getNews() })),
  diffConfig: answering(() => fill(new rpc.DiffResponse(), { setChanges: rpc.DiffResponse.DiffChanges.DIFF_NONE })),
  configure: answering(() => fill(new rpc.ConfigureResponse(), { setSupportspreview: true, setAcceptsecrets: false })),
  getPluginInfo: answering(() => fill(new PluginInfo(), { setVersion: "6.9.1" })),
  attach: answering(() => new Empty()),
  cancel: answering(() => new Empty()),
  check: answering((asked) => fill(new rpc.CheckResponse(), { setInputs: asked.getNews() })),
  diff: answering((asked) => {
    const news = asked.getNews().toJavaScript();
    const { changed, replaces } = changesOf(asked.getOlds().toJavaScript(), news);
    const { DIFF_NONE, DIFF_SOME } = rpc.DiffResponse.DiffChanges;
    return fill(new rpc.DiffResponse(), {
      setChanges: changed.length === 0 ? DIFF_NONE : DIFF_SOME,
      setDiffsList: changed,
      setReplacesList: replaces,
    });
  }),
  create: answering(async (asked) => {
    const inputs = asked.getProperties().toJavaScript();
    if (asked.getPreview()) {
      await refuseDuplicate(inputs);
      return fill(new rpc.CreateResponse(), {
        setProperties: struct({ members: unknown, ...inputs, objectId: unknown }),
      });
    }
    const { id, outs } = await create(inputs);
    return fill(new rpc.CreateResponse(), { setId: id, setProperties: struct(outs) });
  }),
  read: answering(async (asked) => {
    const props = asked.getProperties()?.toJavaScript() ?? {};
    try {
      const outs = await stateOf(idOf(asked.getId()), props);
      const { objectId: _computed, ...inputs } = outs;
      return fill(new rpc.ReadResponse(), {
        setId: asked.getId(),
        setProperties: struct(outs),
        setInputs: struct(inputs),
      });
    } catch (error) {
      if (error.status === 404) return new rpc.ReadResponse();
      throw error;
    }
  }),
  update: answering(async (asked) => {
    const news = asked.getNews().toJavaScript();
    if (asked.getPreview())
      return fill(new rpc.UpdateResponse(), { setProperties: struct({ ...asked.getOlds().toJavaScript(), ...news }) });
    return fill(new rpc.UpdateResponse(), { setProperties: struct(await update(idOf(asked.getId()), news)) });
  }),
  delete: answering(async (asked) => {
    await request("DELETE", `/groups/${idOf(asked.getId())}`);
    return new Empty();
  }),
});
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error !== null) throw error;
  process.stdout.write(`${port}\n`);
});

// As the plugin itself: without its engine it ends.
const engine = process.ppid;
setInterval(() => {
  if (process.ppid !== engine) process.exit(1);
}, 100);
