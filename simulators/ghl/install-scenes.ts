import type { PlannedDelivery, Scene, Target } from "@/simulators/senders/sender";
import { ghlIdOf, newGhlId } from "./ghl-id";
import { planGhlEvent } from "./plan-ghl-event";
import { proveGhl } from "./prove-ghl";

/** Installations go to the app's default URL, the platform's own door, signed with HighLevel's key whatever the firm's door wants. */
export const installScenes: readonly Scene[] = [
  {
    id: "install",
    title: "A firm installs the app for its location",
    play: (_, target) => [planInstall(target.firmName)],
  },
  {
    id: "install-unknown",
    title: "Somebody installs the app for a location that no firm has claimed",
    play: () => [planInstall("Unclaimed & Partners", newGhlId())],
  },
  {
    id: "uninstall",
    title: "The firm uninstalls the app",
    play: () => [
      planGhlEvent({
        type: "UNINSTALL",
        afterMs: 0,
        prove: proveAsHighLevel,
        pathOf: platformPathOf,
        content: (locationId) => ({ companyId: ghlIdOf("company", locationId) }),
      }),
    ],
  },
];

function planInstall(companyName: string, locationId?: string): PlannedDelivery {
  return planGhlEvent({
    type: "INSTALL",
    afterMs: 0,
    ...(locationId === undefined ? {} : { locationId }),
    prove: proveAsHighLevel,
    pathOf: platformPathOf,
    content: (location) => ({
      installType: "Location",
      companyId: ghlIdOf("company", location),
      userId: ghlIdOf("user", location),
      companyName,
      isWhitelabelCompany: false,
      whitelabelDetails: {},
      planId: ghlIdOf("plan"),
      trial: { onTrial: false },
    }),
  });
}

function proveAsHighLevel(target: Target, body: string): Record<string, string> {
  return proveGhl({ ...target, mode: "ghl-ed25519" }, body);
}

// `/api/webhooks/ghl/<endpoint>` without the endpoint.
function platformPathOf(target: Target): string {
  const { pathname } = new URL(target.url);
  return /^.*\/webhooks\/ghl(?=\/|$)/.exec(pathname)?.[0] ?? pathname;
}
