import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { FirmSession } from "./firm-access";
import { PATH_HEADER } from "./path-header";
import { currentSession } from "./session";

/** The signed-in person's session with its firm. Sends everybody else to where they can get one, and the
 * platform's administrators, who work in no firm, to their own pages. */
export async function requireFirmSession(): Promise<FirmSession> {
  const session = await currentSession();
  if (session.status === "pending") redirect("/sign-in/tasks");
  if (session.status === "signed-out") redirect(await signInAddress());
  const { organization } = session;
  if (organization === null) redirect(session.isPlatformAdmin ? "/admin" : "/choose-firm");
  return { ...session, organization };
}

/** Comes back to the page that was asked for, if it is one of ours. */
async function signInAddress(): Promise<string> {
  const path = (await headers()).get(PATH_HEADER);
  const isOwnPath = path !== null && /^\/(?![/\\])/.test(path);
  return isOwnPath ? `/sign-in?redirect_url=${encodeURIComponent(path)}` : "/sign-in";
}
