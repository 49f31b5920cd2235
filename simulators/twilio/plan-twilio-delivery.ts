import { createHash, randomUUID } from "node:crypto";
import type { PlannedDelivery } from "@/simulators/senders/sender";
import { signTwilio, type TwilioParameters } from "./sign-twilio";
import { fillAccountSid } from "./twilio-sid";

type Timing = { label: string; afterMs: number };

/**
 * `headers` are added; `signedUrl` turns the target's URL into the one that is signed, for the few scenes where Twilio
 * knows the door under another spelling than it posts to.
 */
type FormPlan = Timing & {
  parameters: TwilioParameters;
  headers?: Readonly<Record<string, string>>;
  signedUrl?: (url: string) => string;
};

/** A webhook as most products of Twilio send it: a form, signed with the account's auth token. */
export function planTwilioForm(plan: FormPlan): PlannedDelivery {
  const common = commonHeaders();
  return {
    label: plan.label,
    afterMs: plan.afterMs,
    write: (target) => {
      const parameters = plan.parameters.map(([name, value]): [string, string] => [
        name,
        fillAccountSid(value, target),
      ]);
      return {
        headers: {
          ...common,
          "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
          "X-Twilio-Signature": signTwilio(target.secret, (plan.signedUrl ?? same)(target.url), parameters),
          ...plan.headers,
        },
        body: new URLSearchParams(parameters).toString(),
      };
    },
  };
}

/** A webhook with a JSON body, as Event Streams sends it: the URL carries the body's SHA-256, and the URL is signed. */
export function planTwilioJson(plan: Timing & { content: unknown }): PlannedDelivery {
  const common = commonHeaders();
  return {
    label: plan.label,
    afterMs: plan.afterMs,
    write: (target) => {
      const body = fillAccountSid(JSON.stringify(plan.content), target);
      const query = `bodySHA256=${createHash("sha256").update(body).digest("hex")}`;
      const url = `${target.url}${target.url.includes("?") ? "&" : "?"}${query}`;
      return {
        headers: {
          ...common,
          "Content-Type": "application/json",
          "X-Twilio-Signature": signTwilio(target.secret, url, []),
        },
        body,
        query,
      };
    },
  };
}

// The token stays the same when Twilio repeats a delivery, so it is made once for each planned one.
function commonHeaders(): Record<string, string> {
  return {
    "User-Agent": "TwilioProxy/1.1",
    Accept: "*/*",
    "X-Home-Region": "us1",
    "I-Twilio-Idempotency-Token": randomUUID(),
  };
}

function same(url: string): string {
  return url;
}
