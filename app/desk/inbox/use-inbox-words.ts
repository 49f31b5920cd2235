"use client";

import { useAddressWords } from "@/app/desk/use-address-words";
import type { ConversationRow } from "./inbox-data";

/** How a person is called who may be no contact and may have no number. */
export function usePersonName() {
  const addressWords = useAddressWords();
  return ({ name, clientAddress }: Pick<ConversationRow, "name" | "clientAddress">) =>
    name ?? addressWords(clientAddress);
}
