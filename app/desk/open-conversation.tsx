"use client";

import { MessageSquare } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/use-toast";
import { type Refused, useRefusal } from "./use-refusal";

type OpenConversationProps = {
  /** Gives the conversation, making it when there is none. */
  start: () => Promise<(Refused & { data?: { conversationId: string } | undefined }) | undefined>;
  /** Whether it is the first thing to do on its screen. */
  isPrimary?: boolean;
};

/** Opens the conversation with the person, also when nobody has written yet. */
export function OpenConversation({ start, isPrimary = false }: OpenConversationProps) {
  const t = useTranslations("contacts.page");
  const router = useRouter();
  const toast = useToast();
  const refusal = useRefusal();
  const [isPending, startTransition] = useTransition();

  function open() {
    startTransition(async () => {
      const answer = await start();
      if (answer?.data) router.push(`/desk/inbox?c=${answer.data.conversationId}`);
      else toast({ title: refusal(answer) ?? t("messageFailed"), tone: "danger" });
    });
  }

  return (
    <Button variant={isPrimary ? "primary" : "secondary"} icon={<MessageSquare />} pending={isPending} onClick={open}>
      {t("message")}
    </Button>
  );
}
