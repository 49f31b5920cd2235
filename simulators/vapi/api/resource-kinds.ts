import { randomInt } from "node:crypto";
import { type AssistantInput, assistantInput } from "../schema/assistant.schema";
import { type CredentialInput, credentialInput } from "../schema/credential.schema";
import {
  type PhoneNumberInput,
  phoneNumberChange,
  phoneNumberInput,
  type SavedPhoneNumber,
  savedPhoneNumber,
} from "../schema/phone-number.schema";
import type { ServerConfig } from "../schema/server-config.schema";
import { type ToolInput, toolChange, toolInput } from "../schema/tool.schema";
import type { Resource, Store } from "../state/create-store";
import { showPhoneNumber } from "../webhooks/write-message";
import { ApiRefusal } from "./api-refusal";
import type { ResourceKind } from "./handle-resource";
import { parseBody } from "./parse-body";

export function assistantKind(store: Store, orgId: string): ResourceKind<AssistantInput> {
  const check = (input: AssistantInput) => {
    checkServer(store, orgId, input.server);
    for (const tool of input.model?.tools ?? []) checkToolServer(store, orgId, tool);
    for (const id of input.model?.toolIds ?? []) {
      if (store.tools.find(orgId, id) === undefined) throw new ApiRefusal(400, [`model.toolIds: ${id} does not exist`]);
    }
    return input;
  };
  return {
    name: "assistant",
    collection: store.assistants,
    create: (_, body) => check(parseBody(assistantInput, body)),
    change: (saved, body) => check({ ...saved, ...parseBody(assistantInput, body) }),
    show: showFlat,
  };
}

export function toolKind(store: Store, orgId: string): ResourceKind<ToolInput> {
  const check = (tool: ToolInput) => {
    checkToolServer(store, orgId, tool);
    return tool;
  };
  return {
    name: "tool",
    collection: store.tools,
    create: (_, body) => check(parseBody(toolInput, body)),
    change: (saved, body) => check(parseBody(toolInput, { ...saved, ...parseBody(toolChange, body) })),
    show: showFlat,
  };
}

export function phoneNumberKind(store: Store, orgId: string): ResourceKind<SavedPhoneNumber> {
  const check = (input: SavedPhoneNumber) => {
    checkServer(store, orgId, input.server);
    if (input.assistantId !== undefined && store.assistants.find(orgId, input.assistantId) === undefined) {
      throw new ApiRefusal(400, ["assistantId does not exist"]);
    }
    return input;
  };
  return {
    name: "phone-number",
    collection: store.phoneNumbers,
    create: (_, body) => check(assignNumber(store, orgId, parseBody(phoneNumberInput, body))),
    change: (saved, body) => check(savePhoneNumber({ ...saved, ...parseBody(phoneNumberChange, body) })),
    show: showPhoneNumber,
  };
}

export function credentialKind(store: Store): ResourceKind<CredentialInput> {
  return {
    name: "credential",
    collection: store.credentials,
    create: (_, body) => parseBody(credentialInput, body),
    show: ({ data, ...own }) => ({
      ...own,
      provider: data.provider,
      name: data.name,
      type: data.authenticationPlan.type,
    }),
  };
}

/** A number of the provider's own is invented on the spot; an imported one may stand once in an organisation. */
function assignNumber(store: Store, orgId: string, input: PhoneNumberInput): SavedPhoneNumber {
  if (input.provider === "vapi") {
    const number = `+1${input.numberDesiredAreaCode ?? "602"}555${randomInt(1000, 9999)}`;
    return savePhoneNumber({ ...input, number });
  }
  const isTaken = store.phoneNumbers.list(orgId).some(({ data }) => data.number === input.number);
  if (isTaken) throw new ApiRefusal(400, `Phone number ${input.number} already exists in this organisation`);
  return savePhoneNumber(input);
}

function savePhoneNumber(fields: Readonly<Record<string, unknown>>): SavedPhoneNumber {
  return savedPhoneNumber.parse(Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)));
}

function checkToolServer(store: Store, orgId: string, tool: ToolInput): void {
  if (tool.type === "function" || tool.type === "transferCall") checkServer(store, orgId, tool.server);
}

/** @throws ApiRefusal 400 when the server names a credential that the organisation does not have */
export function checkServer(store: Store, orgId: string, server: ServerConfig | undefined): void {
  if (server?.credentialId === undefined) return;
  if (store.credentials.find(orgId, server.credentialId) === undefined) {
    throw new ApiRefusal(400, ["server.credentialId does not exist"]);
  }
}

function showFlat<Data extends object>({ data, ...own }: Resource<Data>): Readonly<Record<string, unknown>> {
  return { ...own, ...data };
}
