import { useAddressWords } from "./use-address-words";

/** An address for people to read, for pages that wait for their data. */
export function AddressWords({ address }: { address: string }) {
  return useAddressWords()(address);
}
