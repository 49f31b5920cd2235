import "server-only";
import ipaddr from "ipaddr.js";

/** `public`: a unicast address of the internet. `refused` is everything else, an unreadable text as well. */
export type AddressKind = "public" | "loopback" | "refused";

/** Addresses that are unicast by their number and yet lead into a cloud provider's own network. */
const METADATA = new Set(["168.63.129.16"]);

/** The only part of IPv6 that is given out for the internet (IANA: 2000::/3); what embeds an IPv4 address lies outside. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR("2000::/3");

/**
 * What an IP address in text is. Forms of IPv6 that carry an IPv4 address (mapped, NAT64, 6to4, Teredo) are refused
 * whatever they carry: a name of the internet never needs them.
 */
export function addressKind(text: string): AddressKind {
  if (!ipaddr.isValid(text)) return "refused";
  const address = ipaddr.parse(text);
  const range = address.range();
  if (range === "loopback") return "loopback";
  if (range !== "unicast" || METADATA.has(address.toString())) return "refused";
  if (address instanceof ipaddr.IPv6 && !address.match(GLOBAL_IPV6)) return "refused";
  return "public";
}
