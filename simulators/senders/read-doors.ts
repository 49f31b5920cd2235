import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { isLoopbackUrl } from "./deliveries/is-loopback-url";
import type { Target } from "./sender";

/** A target with the provider that it belongs to. */
export type Door = Target & { provider: string };

/** `problem` says in words why there are none. */
export type Doors = { doors: Door[]; problem: string | null };

const credentialsShape = z.object({
  appUrl: z.url(),
  firms: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      endpoints: z.record(
        z.string(),
        z.object({
          path: z.string().startsWith("/"),
          mode: z.string(),
          secret: z.string().min(1),
          account: z.string().nullable().default(null),
        }),
      ),
    }),
  ),
});

/** The desk's doors, from the file that it writes when its demo firms are connected. */
export function readDoors(file: string | undefined): Doors {
  if (file === undefined || !existsSync(file)) return { doors: [], problem: "No desk is connected yet." };
  const credentials = parseFile(file);
  if (!credentials) return { doors: [], problem: "The desk's list of doors cannot be read." };
  if (!isLoopbackUrl(credentials.appUrl)) {
    return { doors: [], problem: "The desk is not on this machine: nothing is sent there." };
  }
  const doors = credentials.firms.flatMap((firm) =>
    Object.entries(firm.endpoints).map(([provider, { path, mode, secret, account }]) => ({
      provider,
      firmId: firm.id,
      firmName: firm.name,
      url: new URL(path, credentials.appUrl).href,
      mode,
      secret,
      account,
    })),
  );
  return { doors, problem: null };
}

/** Undefined while the desk is writing it, and when it is something else. */
function parseFile(file: string): z.output<typeof credentialsShape> | undefined {
  try {
    return credentialsShape.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return undefined;
  }
}
