/** A message as Twilio keeps it; times are real. */
export type TwilioMessage = {
  sid: string;
  accountSid: string;
  to: string;
  from: string;
  body: string;
  messagingServiceSid: string | null;
  status: string;
  error: { code: string; message: string } | null;
  createdAt: Date;
  sentAt: Date | null;
};

/** What Twilio knows because it happened there. Of each account the newest two thousand messages are kept. */
export type TwilioMemory = {
  keep: (message: TwilioMessage) => void;
  find: (accountSid: string, sid: string) => TwilioMessage | undefined;
  /** Newest first. */
  list: (accountSid: string) => TwilioMessage[];
  move: (message: TwilioMessage, status: string, error: TwilioMessage["error"]) => void;
};

const MAX_MESSAGES = 2_000;

export function createTwilioMemory(): TwilioMemory {
  const accounts = new Map<string, Map<string, TwilioMessage>>();
  return {
    keep: (message) => {
      const messages = accounts.get(message.accountSid) ?? new Map<string, TwilioMessage>();
      accounts.set(message.accountSid, messages.set(message.sid, message));
      const oldest = messages.keys().next();
      if (messages.size > MAX_MESSAGES && !oldest.done) messages.delete(oldest.value);
    },
    find: (accountSid, sid) => accounts.get(accountSid)?.get(sid),
    list: (accountSid) => [...(accounts.get(accountSid)?.values() ?? [])].reverse(),
    move: (message, status, error) => {
      message.status = status;
      message.error = error;
      if (status === "sent") message.sentAt = new Date();
    },
  };
}
