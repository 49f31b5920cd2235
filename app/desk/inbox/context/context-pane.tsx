"use client";

import { ArrowLeft, ExternalLink, Phone } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ExactTime } from "@/components/ui/exact-time";
import { IconButton } from "@/components/ui/icon-button";
import { TextLink } from "@/components/ui/text-link";
import { useContactClock } from "../composer/use-contact-clock";
import { useInbox } from "../inbox-context";
import type { ConversationDetail } from "../inbox-data";
import { usePersonName } from "../use-inbox-words";
import { ContextAddresses } from "./context-addresses";
import { ContextConsents } from "./context-consents";
import { LeadLine } from "./lead-line";
import { PreferredLine } from "./preferred-line";
import { StrangerActs } from "./stranger-acts";
import { TagsEditor } from "./tags-editor";

type ContextPaneProps = {
  conversation: ConversationDetail;
  /** Null where something around it leads back. */
  onBack: (() => void) | null;
};

/** Beside the thread: who the person is, what they allow, and what the firm has to do with them. */
export function ContextPane({ conversation, onBack }: ContextPaneProps) {
  const t = useTranslations("inbox.context");
  const contacts = useTranslations("contacts");
  const stages = useTranslations("cases.stages");
  const name = usePersonName()(conversation);
  const { contact, cases, leads } = conversation;
  const { can } = useInbox();
  return (
    <section aria-label={t("label")} className="flex h-full min-h-0 flex-col">
      <header className="flex min-h-13 items-center gap-2 border-b border-line px-4 py-2">
        {onBack ? (
          <IconButton size="sm" label={t("back")} icon={<ArrowLeft />} data-shortcut="back" onClick={onBack} />
        ) : null}
        <h2 className="min-w-0 flex-1 truncate text-base font-semibold text-ink">{contact ? name : t("stranger")}</h2>
        {contact ? (
          <TextLink href={`/desk/contacts/${contact.id}`} className="inline-flex min-h-6 items-center gap-1 text-xs">
            {t("open")} <ExternalLink aria-hidden="true" className="size-3" />
          </TextLink>
        ) : null}
      </header>
      <div className="flex min-h-0 flex-1 flex-col gap-5 overflow-y-auto overscroll-contain px-4 py-4 text-sm">
        {contact ? (
          <Part title={t("facts")}>
            <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1">
              <dt className="text-subtle">{t("language")}</dt>
              <dd>{contacts(`languages.${contact.preferredLanguage}`)}</dd>
              <dt className="text-subtle">{t("localTime")}</dt>
              <dd>
                <LocalTimes conversation={conversation} />
              </dd>
            </dl>
          </Part>
        ) : (
          <Part title={t("facts")}>
            <p className="text-muted">{t("strangerHint")}</p>
            <LocalTimes conversation={conversation} />
            <StrangerActs conversation={conversation} />
          </Part>
        )}
        <Part title={t("addresses")}>
          <ContextAddresses conversation={conversation} />
        </Part>
        <Part title={t("consents")}>
          <ContextConsents consents={conversation.consents} />
        </Part>
        {leads.length > 0 ? (
          <Part title={t("leads")}>
            <ul className="flex flex-col gap-1">
              {leads.map((lead) => (
                <LeadLine key={lead.id} lead={lead} />
              ))}
            </ul>
          </Part>
        ) : null}
        {contact ? (
          <Part title={t("cases")}>
            {cases.length === 0 ? (
              <p className="text-muted">{t("noCases")}</p>
            ) : (
              <ul className="flex flex-col gap-1">
                {cases.map((each) => (
                  <li key={each.id} className="flex min-w-0 flex-wrap items-baseline gap-x-2">
                    <TextLink href={`/desk/cases/${each.id}`} className="min-w-0 wrap-anywhere">
                      {each.title}
                    </TextLink>
                    <span className="text-xs text-subtle">{stages(each.stage)}</span>
                    {can.placeCall && each.stage !== "closed" ? (
                      <TextLink
                        href={`/desk/cases/${each.id}/call`}
                        aria-label={t("callAbout", { title: each.title })}
                        className="ms-auto inline-flex min-h-6 items-center gap-1 text-xs"
                      >
                        <Phone aria-hidden="true" className="size-3" /> {contacts("page.call")}
                      </TextLink>
                    ) : null}
                  </li>
                ))}
              </ul>
            )}
          </Part>
        ) : null}
        <Part title={t("tags")}>
          <TagsEditor conversation={conversation} />
        </Part>
        <Part title={t("preferredLine")}>
          <PreferredLine conversation={conversation} />
        </Part>
      </div>
    </section>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-1.5">
      <h3 className="text-xs font-medium text-subtle">{title}</h3>
      {children}
    </section>
  );
}

function LocalTimes({ conversation }: { conversation: ConversationDetail }) {
  const t = useTranslations("inbox.context");
  const now = useContactClock();
  const zones = conversation.addresses.find(({ timeZones }) => timeZones.length > 0)?.timeZones ?? [];
  if (zones.length === 0) return <span className="text-subtle">{t("noClock")}</span>;
  const shown = zones.length > 2 ? [...zones.slice(0, 1), ...zones.slice(-1)] : zones;
  return (
    <span className="flex flex-wrap gap-x-2 tabular-nums">
      {shown.map((zone) => (
        <ExactTime key={zone} value={now} show="time" timeZone={zone} withZone />
      ))}
    </span>
  );
}
