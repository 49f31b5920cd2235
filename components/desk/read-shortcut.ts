import { type Destination, destinations } from "./destinations";
import { PAGE_KEYS, type PageKey } from "./page-shortcuts";

export type ShortcutCommand =
  | { do: "await-destination" }
  | { do: "go"; destination: Destination }
  | { do: "create" }
  | { do: "search" }
  | { do: "help" }
  | { do: "move"; step: 1 | -1 }
  | { do: "back" }
  | { do: "page"; act: PageKey };

/**
 * What a single key means. After G the next key names a destination, and nothing else: G then C goes to the contacts
 * and never creates something.
 */
export function readShortcut(key: string, isAfterG: boolean): ShortcutCommand | null {
  if (isAfterG) {
    const destination = destinations.find((candidate) => candidate.key === key.toUpperCase());
    return destination ? { do: "go", destination } : null;
  }
  switch (key.toLowerCase()) {
    case "g":
      return { do: "await-destination" };
    case "c":
      return { do: "create" };
    case "/":
      return { do: "search" };
    case "?":
      return { do: "help" };
    case "j":
      return { do: "move", step: 1 };
    case "k":
      return { do: "move", step: -1 };
    case "escape":
      return { do: "back" };
    default:
      return pageCommand(key.toLowerCase());
  }
}

function pageCommand(key: string): ShortcutCommand | null {
  return Object.hasOwn(PAGE_KEYS, key) ? { do: "page", act: PAGE_KEYS[key as keyof typeof PAGE_KEYS] } : null;
}
