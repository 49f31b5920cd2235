import type { AssistantInput, AssistantOverrides } from "../schema/assistant.schema";
import type { ServerConfig } from "../schema/server-config.schema";
import type { ToolInput } from "../schema/tool.schema";
import type { Store } from "../state/create-store";

/** A tool that the model may call. `isSaved` is false for one that came inside a request. */
export type CallTool = { definition: ToolInput; name: string; server: ServerConfig | undefined; isSaved: boolean };

/** The assistant of one call: saved properties with the call's overrides laid over them. */
export type CallAssistant = {
  id: string | undefined;
  settings: AssistantInput;
  variables: Readonly<Record<string, unknown>>;
  server: ServerConfig | undefined;
  isServerSaved: boolean;
  tools: readonly CallTool[];
};

type Parts = {
  id: string | undefined;
  saved: AssistantInput;
  /** False for an assistant that was sent instead of named. */
  isSaved: boolean;
  overrides: AssistantOverrides | undefined;
};

/**
 * Lays `overrides` over an assistant. A property of the overrides replaces the whole property of the assistant, except
 * `metadata` and variables, which are merged.
 */
export function assembleCallAssistant(store: Store, orgId: string, parts: Parts): CallAssistant {
  const { variableValues, "tools:append": appended, ...properties } = parts.overrides ?? {};
  const settings: AssistantInput = { ...parts.saved, ...properties };
  if (parts.saved.metadata !== undefined || properties.metadata !== undefined) {
    settings.metadata = { ...parts.saved.metadata, ...properties.metadata };
  }
  const isModelSaved = parts.isSaved && properties.model === undefined;
  const listed = (settings.model?.toolIds ?? []).flatMap((id) => {
    const tool = store.tools.find(orgId, id);
    return tool === undefined ? [] : [toCallTool(tool.data, { isSaved: true })];
  });
  return {
    id: parts.id,
    settings,
    variables: variableValues ?? {},
    server: settings.server,
    isServerSaved: parts.isSaved && properties.server === undefined,
    tools: [
      ...(settings.model?.tools ?? []).map((tool) => toCallTool(tool, { isSaved: isModelSaved })),
      ...listed,
      ...(appended ?? []).map((tool) => toCallTool(tool, { isSaved: false })),
    ],
  };
}

function toCallTool(definition: ToolInput, origin: { isSaved: boolean }): CallTool {
  switch (definition.type) {
    case "function":
    case "transferCall":
      return {
        definition,
        name: definition.function?.name ?? definition.type,
        server: definition.server,
        isSaved: origin.isSaved,
      };
    default:
      return { definition, name: definition.type, server: undefined, isSaved: origin.isSaved };
  }
}
