import { useTranslations } from "next-intl";
import type { LogDoor } from "@/lib/domain/webhook-events/list-log-doors";
import { useProviderName } from "../use-provider-name";

/** What an address is called: its own name, and that of the provider where it has none. */
export function useDoorName(): (door: Omit<LogDoor, "id">) => string {
  const t = useTranslations("webhook-events");
  const nameOf = useProviderName();
  return ({ provider, label, state }) => {
    const name = label ?? nameOf(provider);
    return state === "deleted" ? `${name} (${t("deletedAddress")})` : name;
  };
}
