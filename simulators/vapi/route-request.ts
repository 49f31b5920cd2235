import { ApiRefusal } from "./api/api-refusal";
import { handleCalls } from "./api/handle-calls";
import { handleResource } from "./api/handle-resource";
import { identifyOrg } from "./api/identify-org";
import { assistantKind, credentialKind, phoneNumberKind, toolKind } from "./api/resource-kinds";
import { handleControl } from "./control/handle-control";
import type { SimulatorContext } from "./simulator-context";

/**
 * Answers one request: the provider's REST interface with its Bearer check, and `/` and `/simulator/…` of our own.
 * @throws ConnectionDropped when the answer is to be lost
 */
export async function routeRequest(context: SimulatorContext, request: Request, body: Uint8Array): Promise<Response> {
  try {
    return await route(context, request, body);
  } catch (error) {
    if (error instanceof ApiRefusal) return error.toResponse();
    throw error;
  }
}

async function route(context: SimulatorContext, request: Request, body: Uint8Array): Promise<Response> {
  const { store } = context;
  const [first, ...path] = new URL(request.url).pathname.split("/").filter((part) => part !== "");
  if (first === undefined || first === "simulator") return await handleControl(context, { request, body, path });
  const orgId = identifyOrg(request, context.keys);
  const api = { orgId, request, body, path };
  switch (first) {
    case "call":
      return await handleCalls(context, api);
    case "assistant":
      return handleResource(assistantKind(store, orgId), api);
    case "tool":
      return handleResource(toolKind(store, orgId), api);
    case "phone-number":
      return handleResource(phoneNumberKind(store, orgId), api);
    case "credential":
      return handleResource(credentialKind(store), api);
    default:
      throw new ApiRefusal(404, `Cannot ${request.method} /${first}`);
  }
}
