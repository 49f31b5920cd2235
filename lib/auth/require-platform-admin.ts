import "server-only";
import { notFound } from "next/navigation";
import { currentSession } from "./session";

/** Lets the platform's administrators pass; everybody else is told that the page does not exist. */
export async function requirePlatformAdmin(): Promise<{ userId: string }> {
  const session = await currentSession();
  if (session.status !== "signed-in" || !session.isPlatformAdmin) notFound();
  return { userId: session.userId };
}
