import type { SimulatorContext } from "@/simulators/clerk/simulator-context";

/** The link that an invitation or sign-in letter would carry: the Frontend API behind the product's own origin. */
export function ticketUrl(context: SimulatorContext, ticket: string): string {
  const url = new URL("/__clerk/v1/tickets/accept", context.settings.appUrl);
  url.searchParams.set("ticket", ticket);
  return url.toString();
}
