import "server-only";

declare const checked: unique symbol;

/** A receiver's address that was judged (see lib/outgoing/check-receiver.ts); nothing else can be saved. */
export type CheckedReceiver = { readonly url: string; readonly host: string; readonly [checked]: true };
