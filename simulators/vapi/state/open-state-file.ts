import { mkdirSync, readFileSync } from "node:fs";
import { open, rename } from "node:fs/promises";
import path from "node:path";

const SAVE_DELAY_MILLISECONDS = 100;

export type StateFile = { saved: unknown; saveSoon(): void; flush(): Promise<void> };

/**
 * A JSON file that only its owner may read (0600), written to a neighbour first and then renamed, so that a crash leaves
 * the old state or the new one. `saved` is undefined when there is no file yet.
 * @throws Error when the file exists and holds no JSON
 */
export function openStateFile(filePath: string, snapshot: () => unknown): StateFile {
  mkdirSync(path.dirname(filePath), { recursive: true, mode: 0o700 });
  let timer: NodeJS.Timeout | undefined;
  let isDirty = false;
  let writing: Promise<void> = Promise.resolve();

  async function write(): Promise<void> {
    if (!isDirty) return;
    isDirty = false;
    const draft = `${filePath}.${process.pid}.tmp`;
    const handle = await open(draft, "w", 0o600);
    try {
      await handle.writeFile(JSON.stringify(snapshot()));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, filePath);
  }

  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(write, write);
    await writing;
  }

  return {
    saved: readState(filePath),
    saveSoon: () => {
      isDirty = true;
      timer ??= setTimeout(() => {
        flush().catch((error: unknown) => process.emitWarning(`The state could not be saved: ${String(error)}`));
      }, SAVE_DELAY_MILLISECONDS);
    },
    flush,
  };
}

function readState(filePath: string): unknown {
  let text: string;
  try {
    text = readFileSync(filePath, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`${filePath} is not a state of the VAPI simulator: remove it or restore it`, { cause });
  }
}
