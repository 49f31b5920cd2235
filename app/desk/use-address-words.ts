import { useTranslations } from "next-intl";
import { addressKind } from "@/lib/domain/phones/address-kind";
import { formatPhone } from "@/lib/domain/phones/format-phone";

/** An address for people to read, also where there is no number to read. */
export function useAddressWords(): (address: string) => string {
  const t = useTranslations("common.addresses");
  return (address) => {
    const kind = addressKind(address);
    return kind === "number" ? formatPhone(address) : t(kind);
  };
}
