import "server-only";
import { getEnv } from "@/lib/core/env";

/** Where a person who may sign in reads on; `path` starts with `/desk/` or `/settings/`. */
export function deskUrl(path: string): string {
  return new URL(path, getEnv().APP_URL).href;
}
