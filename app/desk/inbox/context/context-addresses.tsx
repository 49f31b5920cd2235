"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { useAddressWords } from "@/app/desk/use-address-words";
import { ExactTime } from "@/components/ui/exact-time";
import { Status } from "@/components/ui/status";
import { addressKind } from "@/lib/domain/phones/address-kind";
import { RecordWish } from "../../contacts/[contactId]/record-wish";
import { recordWishAction } from "../../contacts/actions";
import { useInbox } from "../inbox-context";
import type { ConversationDetail } from "../inbox-data";
import { refreshConversation } from "../refresh-inbox";
import { usePersonName } from "../use-inbox-words";

/** Under which numbers the person is reached, and what they asked for each. */
export function ContextAddresses({ conversation }: { conversation: ConversationDetail }) {
  const t = useTranslations("inbox.context");
  const contacts = useTranslations("contacts");
  const { can } = useInbox();
  const name = usePersonName()(conversation);
  const addressWords = useAddressWords();
  const record = useRecordWish(conversation.id);
  const contact = conversation.contact;
  return (
    <ul className="flex flex-col gap-3">
      {conversation.addresses.map((each) => (
        <li key={each.address} className="flex flex-col gap-1">
          <span className="flex flex-wrap items-baseline gap-x-2">
            <span className="font-medium text-ink tabular-nums">{addressWords(each.address)}</span>
            <span className="text-xs text-subtle">
              {addressKind(each.address) === "hidden"
                ? t("whatsappId")
                : each.label
                  ? contacts(`phones.labels.${each.label}`)
                  : null}
            </span>
          </span>
          {each.optOuts.length === 0 ? (
            <Status tone="success" className="text-xs">
              {t("notStopped")}
            </Status>
          ) : (
            each.optOuts.map(({ channel, effectiveAt }) => (
              <Status key={channel} tone="danger" className="text-xs">
                {contacts("optOut.status", { channel })}{" "}
                <span className="text-muted">
                  {contacts.rich("optOut.since", { date: () => <ExactTime value={effectiveAt} show="date" /> })}
                </span>
              </Status>
            ))
          )}
          {contact && each.phoneId && can.recordWish ? (
            <RecordWish
              contactId={contact.id}
              name={name}
              phoneId={each.phoneId}
              number={addressWords(each.address)}
              stopped={each.optOuts.map(({ channel }) => channel)}
              record={record}
            />
          ) : null}
          {each.sharedWith.length > 0 ? (
            <span className="text-xs text-warning">{t("shared", { count: each.sharedWith.length })}</span>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** The contact screen's action, after which the composer has to ask the gate again. */
function useRecordWish(conversationId: string): typeof recordWishAction {
  const queries = useQueryClient();
  const newest = useRef(conversationId);
  useEffect(() => {
    newest.current = conversationId;
  }, [conversationId]);
  return async (input) => {
    const answer = await recordWishAction(input);
    void refreshConversation(queries, newest.current);
    return answer;
  };
}
