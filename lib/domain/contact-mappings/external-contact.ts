import "server-only";

/** A person as another system knows them: its id of them, and the account that makes the id unique. */
export type ExternalContact = { provider: string; account: string; externalId: string };

/** Where messages stand of a person whose number the other system has not told yet: neither a number nor a WhatsApp id. */
export function provisionalAddress({ provider, account, externalId }: ExternalContact): string {
  return `${provider}-contact:${account}/${externalId}`;
}
