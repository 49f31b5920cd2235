import "server-only";
import type { VapiClient } from "@vapi-ai/server-sdk";
import { z } from "zod";
import {
  type AssistantDefinition,
  type AssistantServer,
  assistantDefinition,
  revisionOf,
} from "./assistant-definition";
import { createVapiClient, vapiRequestOptions } from "./client";
import { type VapiFailure, vapiFailureOf } from "./vapi-failure";

export type SavedAssistant = { assistantId: string; assistantRevision: string };

export type SetUpAssistantResult = ({ kind: "ready" } & SavedAssistant) | { kind: "failed"; failure: VapiFailure };

const assistant = z.looseObject({ id: z.string().min(1).max(100) });

/**
 * Creates the firm's assistant at the provider, or brings the one it has up to this program's definition. Only a saved
 * assistant's webhooks are signed with the credential (providers-voice 0.1). One that is gone is made anew.
 */
export async function setUpAssistant(input: {
  apiKey: string;
  server: AssistantServer;
  saved: Partial<SavedAssistant>;
}): Promise<SetUpAssistantResult> {
  const definition = assistantDefinition(input.server);
  const assistantRevision = revisionOf(definition);
  const client = await createVapiClient(input.apiKey);
  const { assistantId } = input.saved;
  if (assistantId !== undefined) {
    const updated = await save(assistantRevision, () => update(client, assistantId, definition));
    if (updated.kind === "ready" || !isGone(updated.failure)) return updated;
  }
  return save(assistantRevision, () => client.assistants.create(definition, vapiRequestOptions()));
}

function update(client: VapiClient, id: string, definition: AssistantDefinition) {
  return client.assistants.update({ id, ...definition }, vapiRequestOptions());
}

function isGone(failure: VapiFailure): boolean {
  return failure.kind === "refused" && failure.reason === "not_found";
}

async function save(assistantRevision: string, request: () => PromiseLike<unknown>): Promise<SetUpAssistantResult> {
  try {
    const saved = assistant.safeParse(await request());
    return saved.success
      ? { kind: "ready", assistantId: saved.data.id, assistantRevision }
      : { kind: "failed", failure: { kind: "lost" } };
  } catch (error) {
    return { kind: "failed", failure: vapiFailureOf(error) };
  }
}
