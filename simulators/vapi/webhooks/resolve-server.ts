import type { SavedPhoneNumber } from "../schema/phone-number.schema";
import type { ServerConfig } from "../schema/server-config.schema";
import type { Store } from "../state/create-store";
import type { CallAssistant, CallTool } from "./call-assistant";

/** A server that receives a webhook. One that came inside a request gets no credential of the organisation. */
export type ResolvedServer = { config: ServerConfig; isSaved: boolean };

type Sources = {
  tool?: CallTool | undefined;
  assistant?: CallAssistant | undefined;
  phoneNumber?: SavedPhoneNumber | undefined;
};

/** The one server of an event: tool, else assistant, else phone number, else organisation; undefined when none is set. */
export function resolveServer(store: Store, orgId: string, sources: Sources): ResolvedServer | undefined {
  const { tool, assistant, phoneNumber } = sources;
  if (tool?.server !== undefined) return { config: tool.server, isSaved: tool.isSaved };
  if (assistant?.server !== undefined) return { config: assistant.server, isSaved: assistant.isServerSaved };
  const config = phoneNumber?.server ?? store.orgServers.find(orgId, orgId)?.data;
  return config === undefined ? undefined : { config, isSaved: true };
}
