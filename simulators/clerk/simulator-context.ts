import type { IdentityState } from "@/simulators/clerk/state/identity-state";
import type { SigningKey } from "@/simulators/clerk/tokens/signing-key";
import type { WebhookEvent } from "@/simulators/clerk/webhooks/webhook-event";

/** Fixed properties of the simulated instance. `issuer` and `cookieSuffix` follow from the publishable key, as in Clerk. */
export type InstanceSettings = {
  secretKey: string;
  issuer: string;
  cookieSuffix: string;
  appUrl: string;
  assetsDirectory: string;
  forceOrganization: boolean;
  tokenLifetimeSeconds: number;
};

/** What every route works with. `now` answers in Unix milliseconds. */
export type SimulatorContext = {
  settings: InstanceSettings;
  state: IdentityState;
  signingKey: SigningKey;
  emit: (event: WebhookEvent) => void;
  now: () => number;
  log: (line: string) => void;
};
