/**
 * What stands where a number should: WhatsApp's own id of somebody whose number is hidden, or another system's id of a person
 * whose number it has not told (provisionalAddress). Runs in the browser as well.
 */
export function addressKind(address: string): "number" | "hidden" | "elsewhere" {
  if (address.includes("@")) return "hidden";
  return /^[a-z]+-contact:/.test(address) ? "elsewhere" : "number";
}
