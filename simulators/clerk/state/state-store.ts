import { readFileSync } from "node:fs";
import { mkdir, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { type IdentityState, savedState, toIdentityState, toSavedState } from "@/simulators/clerk/state/identity-state";
import { type IdentitySeed, seedState } from "@/simulators/clerk/state/seed-state";

const FORGET_AFTER_MS = 7 * 24 * 60 * 60 * 1000;

/** The state and its file. `save` resolves once everything that was changed before the call is on disk. */
export type StateStore = { state: IdentityState; save: () => Promise<void> };

/**
 * Opens the state: from `file` when it exists, otherwise from `seed`. Without `file` nothing outlives the process.
 * Throws when the file exists but cannot be read as a state.
 */
export function openStateStore(options: { file: string | null; seed: IdentitySeed; now: number }): StateStore {
  const { file, now } = options;
  const content = file === null ? null : readIfPresent(file);
  const state = content === null ? seedState(options.seed, now) : parseState(content, file ?? "");
  forgetOldRecords(state, now);
  if (file === null) return { state, save: async () => {} };
  return { state, save: createSaver(state, file, content) };
}

function readIfPresent(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

function parseState(content: string, file: string): IdentityState {
  try {
    return toIdentityState(savedState.parse(JSON.parse(content)));
  } catch (cause) {
    throw new Error(`${file} is not a state of the Clerk simulator. Delete it to start from the demo firms.`, {
      cause,
    });
  }
}

// Each write goes to a second file and is renamed into place, so a crash leaves either the old state or the new one.
function createSaver(state: IdentityState, file: string, initial: string | null): () => Promise<void> {
  let written = initial;
  let running: Promise<void> | null = null;
  let queued: Promise<void> | null = null;

  async function write(): Promise<void> {
    const content = JSON.stringify(toSavedState(state));
    if (content === written) return;
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    const draft = `${file}.${process.pid}.tmp`;
    await writeFile(draft, content, { mode: 0o600 });
    await rename(draft, file);
    written = content;
  }

  function run(): Promise<void> {
    running = write().finally(() => {
      running = null;
    });
    return running;
  }

  return function save() {
    if (running === null) return run();
    queued ??= running
      .catch(() => {})
      .then(() => {
        queued = null;
        return run();
      });
    return queued;
  };
}

function forgetOldRecords(state: IdentityState, now: number): void {
  for (const session of state.sessions.values()) {
    const isOver = session.status !== "active" || session.expireAt < now;
    if (isOver && session.updatedAt < now - FORGET_AFTER_MS) state.sessions.delete(session.id);
  }
  const used = new Set([...state.sessions.values()].map((session) => session.clientId));
  for (const client of state.clients.values()) {
    if (!used.has(client.id) && client.updatedAt < now - FORGET_AFTER_MS) state.clients.delete(client.id);
  }
  for (const token of state.signInTokens.values()) {
    if (token.expiresAt < now) state.signInTokens.delete(token.id);
  }
}
