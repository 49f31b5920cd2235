import { globSync } from "node:fs";
import path from "node:path";

const APP = path.resolve(import.meta.dirname, "../../../app");
/** Looked at in every look by a journey of its own, pane by pane. */
const WALKED_ELSEWHERE = ["/desk/inbox"];

/** The address of every page of desk and settings that needs no id, as the folders have them: a new page is in it at once. */
export function listScreens(): string[] {
  return globSync("{desk,settings}/**/page.tsx", { cwd: APP })
    .filter((file) => !file.includes("["))
    .map((file) => `/${path.dirname(file)}`)
    .filter((address) => !WALKED_ELSEWHERE.includes(address))
    .toSorted();
}
