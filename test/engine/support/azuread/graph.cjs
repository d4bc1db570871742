// @ts-nocheck: what the engine sends has no types here.
"use strict";

/** One request to the emulated tenant. What Graph refuses is thrown, with its status. */
async function request(method, path, body) {
  const response = await fetch(`${process.env.M365_LICENSES_GRAPH_ENDPOINT}/v1.0${path}`, {
    method,
    headers: { authorization: "Bearer azuread", "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok)
    throw Object.assign(new Error(`${method} ${path}: ${response.status} ${text}`), { status: response.status });
  return text === "" ? undefined : JSON.parse(text);
}

module.exports = { request };
