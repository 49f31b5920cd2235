import "server-only";

/** A person as the gateway takes one: the digits of a number, or WhatsApp's own id where the number is hidden. */
export function writeRecipient(address: string): string {
  return address.includes("@") ? address : address.replace(/\D/g, "");
}
