import { randomUUID } from "node:crypto";
import { z } from "zod";
import { assistantInput } from "../schema/assistant.schema";
import { credentialInput } from "../schema/credential.schema";
import { savedPhoneNumber } from "../schema/phone-number.schema";
import { serverConfig } from "../schema/server-config.schema";
import { toolInput } from "../schema/tool.schema";
import { openStateFile } from "./open-state-file";
import { type SimulatedCall, simulatedCall } from "./simulated-call";

const MAX_CALLS = 1000;

/** A saved object: the provider's four own fields and the data that the caller sent. Instants are ISO 8601. */
export type Resource<Data> = { id: string; orgId: string; createdAt: string; updatedAt: string; data: Data };

function resourceOf<Schema extends z.ZodType>(data: Schema) {
  return z.object({ id: z.string(), orgId: z.string(), createdAt: z.string(), updatedAt: z.string(), data });
}

const stateSchema = z.object({
  version: z.literal(1),
  credentials: z.array(resourceOf(credentialInput)),
  assistants: z.array(resourceOf(assistantInput)),
  tools: z.array(resourceOf(toolInput)),
  phoneNumbers: z.array(resourceOf(savedPhoneNumber)),
  orgServers: z.array(resourceOf(serverConfig)),
  calls: z.array(simulatedCall),
});

type State = z.output<typeof stateSchema>;

/** Records of all organisations; every read names the organisation, and a foreign id is an unknown id. */
export type Collection<Item extends { id: string; orgId: string }> = {
  put(item: Item): void;
  find(orgId: string, id: string): Item | undefined;
  remove(orgId: string, id: string): void;
  /** Newest first. */
  list(orgId: string): Item[];
  /** Of all organisations, oldest first. */
  all(): Item[];
};

export type Store = {
  credentials: Collection<State["credentials"][number]>;
  assistants: Collection<State["assistants"][number]>;
  tools: Collection<State["tools"][number]>;
  phoneNumbers: Collection<State["phoneNumbers"][number]>;
  /** One for each organisation at most; its id is the organisation's. */
  orgServers: Collection<State["orgServers"][number]>;
  calls: Collection<SimulatedCall>;
  /** Resolves when everything is on the disk. */
  flush(): Promise<void>;
};

/**
 * Opens the state of `statePath`, or an empty one that lives in memory only when it is undefined.
 * @throws Error when the file exists and is not a state of this program
 */
export function createStore(statePath: string | undefined): Store {
  const file = statePath === undefined ? undefined : openStateFile(statePath, () => snapshot());
  const saved = file === undefined || file.saved === undefined ? undefined : stateSchema.parse(file.saved);
  const changed = () => file?.saveSoon();
  const store: Store = {
    credentials: createCollection(saved?.credentials ?? [], changed),
    assistants: createCollection(saved?.assistants ?? [], changed),
    tools: createCollection(saved?.tools ?? [], changed),
    phoneNumbers: createCollection(saved?.phoneNumbers ?? [], changed),
    orgServers: createCollection(saved?.orgServers ?? [], changed),
    calls: createCollection(saved?.calls ?? [], changed),
    flush: async () => file?.flush(),
  };
  function snapshot(): State {
    const { credentials, assistants, tools, phoneNumbers, orgServers, calls } = store;
    return {
      version: 1,
      credentials: credentials.all(),
      assistants: assistants.all(),
      tools: tools.all(),
      phoneNumbers: phoneNumbers.all(),
      orgServers: orgServers.all(),
      calls: calls.all().slice(-MAX_CALLS),
    };
  }
  return store;
}

/** A new saved object of `orgId` with its own id. */
export function newResource<Data>(orgId: string, data: Data): Resource<Data> {
  const now = new Date().toISOString();
  return { id: randomUUID(), orgId, createdAt: now, updatedAt: now, data };
}

function createCollection<Item extends { id: string; orgId: string }>(
  initial: readonly Item[],
  changed: () => void,
): Collection<Item> {
  const items = new Map(initial.map((item) => [item.id, item]));
  const find = (orgId: string, id: string) => {
    const item = items.get(id);
    return item?.orgId === orgId ? item : undefined;
  };
  return {
    find,
    put: (item) => {
      items.set(item.id, item);
      changed();
    },
    remove: (orgId, id) => {
      if (find(orgId, id) === undefined) return;
      items.delete(id);
      changed();
    },
    list: (orgId) => [...items.values()].filter((item) => item.orgId === orgId).reverse(),
    all: () => [...items.values()],
  };
}
