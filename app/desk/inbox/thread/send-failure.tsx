"use client";

import { PencilLine, RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { ExactTime } from "@/components/ui/exact-time";
import { TextLink } from "@/components/ui/text-link";
import { isFailureOfLine } from "@/lib/domain/messages/message-failure";
import { useComposerHandle } from "../composer/composer-handle";
import { useGuardReason } from "../composer/use-guard-reason";
import { useSendMessage } from "../composer/use-send-message";
import { useInbox } from "../inbox-context";
import type { ThreadMessage } from "../inbox-data";
import { failureOf } from "./failure-of";
import { HeldBack, heldForTheHour } from "./held-back";
import { UnknownSend } from "./unknown-send";
import { useCancelSend } from "./use-cancel-send";

type SendFailureProps = {
  message: ThreadMessage;
  conversationId: string;
  /** The person's, where it is known. */
  zone: string | null;
};

/** Under a message of ours that did not go: why, and the next step. */
export function SendFailure({ message, conversationId, zone }: SendFailureProps) {
  const t = useTranslations("inbox.failure");
  const words = useTranslations("message-failures");
  const delivery = useTranslations("inbox.delivery");
  const { can } = useInbox();
  const composer = useComposerHandle();
  const reasonOf = useGuardReason();
  const { send, isSending } = useSendMessage(conversationId);
  const cancel = useCancelSend(conversationId);
  const explained = failureOf(message);

  if (message.send?.state === "unknown") {
    return <UnknownSend message={message} send={message.send} conversationId={conversationId} />;
  }
  if (message.send?.state === "waiting" && message.send.isScheduled && can.send) {
    return (
      <Button size="sm" variant="ghost" pending={cancel.isPending} onClick={() => cancel.run(message.id)}>
        {delivery("cancel")}
      </Button>
    );
  }
  if (explained === null) return null;
  const { failure, nextStep, providerText } = explained;
  const rules = message.send?.blockedBy ?? [];
  const earliest = heldForTheHour(message);
  return (
    <div className="flex max-w-sm flex-col items-end gap-1 px-1 text-end text-xs">
      <p className="text-danger">
        {words(`causes.${failure}.cause`)} {rules.map((code) => reasonOf(code)).join(" ")}
      </p>
      <p className="text-muted">
        {words(`causes.${failure}.next`)}
        {message.send?.earliestLegalAt ? (
          <>
            {" "}
            {t.rich("earliest", {
              time: () => (
                <ExactTime
                  value={message.send?.earliestLegalAt ?? message.at}
                  {...(zone ? { timeZone: zone } : {})}
                  withZone
                />
              ),
            })}
          </>
        ) : null}
      </p>
      {providerText ? <p className="text-subtle wrap-anywhere">{words("provider", { text: providerText })}</p> : null}
      <span className="flex flex-wrap justify-end gap-1.5">
        {isFailureOfLine(failure) && can.connectLine ? (
          <TextLink href="/settings/lines" className="inline-flex min-h-6 items-center">
            {words("openLines")}
          </TextLink>
        ) : null}
        {(nextStep === "edit" || nextStep === "again") && can.send ? (
          <Button size="sm" icon={<PencilLine />} onClick={() => composer.current?.write(message.body)}>
            {t(nextStep)}
          </Button>
        ) : null}
        {earliest === null ? null : (
          <HeldBack message={message} earliest={earliest} conversationId={conversationId} zone={zone} />
        )}
        {nextStep === "retry" && earliest === null && can.send ? (
          <Button
            size="sm"
            icon={<RotateCw />}
            pending={isSending}
            onClick={() =>
              void send({
                channel: message.channel,
                lineId: message.send?.lineId ?? null,
                body: message.body,
                scheduledFor: null,
              })
            }
          >
            {t("retry")}
          </Button>
        ) : null}
      </span>
    </div>
  );
}
