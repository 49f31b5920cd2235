import { Phone } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Columns } from "@/components/ui/columns";
import { ExactTime } from "@/components/ui/exact-time";
import { LinkButton } from "@/components/ui/link-button";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Status } from "@/components/ui/status";
import { asTenant } from "@/lib/auth/as-tenant";
import { contactNow } from "@/lib/core/contact-clock";
import { type ContactRecord, findContact } from "@/lib/domain/contacts/find-contact";
import { listLocalTimes } from "@/lib/domain/contacts/list-local-times";
import { US_STATE_NAMES } from "@/lib/domain/phones/us-states";
import { NoAccess } from "../../no-access";
import { OpenConversation } from "../../open-conversation";
import { PersonCalls } from "../../person-calls";
import { startConversationAction, updateContactAction } from "../actions";
import { ContactCases } from "./contact-cases";
import { ContactConsents } from "./contact-consents";
import { ContactFacts } from "./contact-facts";
import { ContactHold } from "./contact-hold";
import { ContactPhones } from "./contact-phones";
import { EditContact } from "./edit-contact";

type ContactParams = { params: Promise<{ contactId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("contacts");
  return { title: t("columns.name") };
}

export default async function ContactPage({ params }: ContactParams) {
  const t = await getTranslations("contacts");
  const contactId = z.uuid().safeParse((await params).contactId);
  const access = await asTenant("contacts:read", async (tx) =>
    contactId.success ? findContact(tx, contactId.data) : null,
  );
  if (!access.granted) return <NoAccess title={t("title")} {...access.noPermission} />;
  if (access.data === null) notFound();
  const contact = access.data;
  const { permissions } = access.principal;
  const now = contactNow();
  const name = `${contact.firstName} ${contact.lastName}`;
  const onlyCase = findOnlyCase(contact);
  return (
    <Page>
      <PageHeader
        breadcrumbs={<Breadcrumbs current={name} items={[{ href: "/desk/contacts", label: t("title") }]} />}
        title={name}
        status={
          <>
            {isStopped(contact) ? <Status tone="danger">{t("optedOut")}</Status> : null}
            {contact.hold ? <Status tone="warning">{t("hold.title")}</Status> : null}
          </>
        }
        description={t.rich("page.since", { date: () => <ExactTime value={contact.createdAt} show="date" /> })}
        actions={
          <>
            {permissions.has("contacts:write") ? (
              <EditContact
                contactId={contact.id}
                values={contact}
                update={updateContactAction}
                states={Object.entries(US_STATE_NAMES).map(([value, label]) => ({ value, label }))}
              />
            ) : null}
            {onlyCase && permissions.has("calls:place") ? (
              <LinkButton href={`/desk/cases/${onlyCase.id}/call`} icon={<Phone />}>
                {t("page.call")}
              </LinkButton>
            ) : null}
            {contact.phones.length > 0 && permissions.has("messages:send") ? (
              <OpenConversation isPrimary start={startConversationAction.bind(null, { contactId: contact.id })} />
            ) : null}
          </>
        }
      />
      <Columns
        main={
          <>
            <ContactPhones
              contact={contact}
              canAdd={permissions.has("contacts:write")}
              canRecord={permissions.has("optouts:write")}
            />
            <ContactConsents contact={contact} canWrite={permissions.has("consents:write")} />
            <PersonCalls title={t("page.calls")} none={t("page.noCalls")} calls={contact.calls} />
          </>
        }
        aside={
          <>
            <ContactFacts contact={contact} now={now} zones={await zonesOf(contact, now)} />
            <ContactCases cases={contact.cases} />
            <ContactHold contact={contact} canManage={permissions.has("compliance:manage")} />
          </>
        }
      />
    </Page>
  );
}

/** A call is about a case: with several open, it is started from the one that is meant. */
function findOnlyCase({ cases }: ContactRecord): ContactRecord["cases"][number] | null {
  const [first, ...others] = cases.filter(({ stage }) => stage !== "closed");
  return first && others.length === 0 ? first : null;
}

function isStopped(contact: ContactRecord): boolean {
  return contact.phones.some((phone) => phone.optOuts.length > 0);
}

async function zonesOf(contact: ContactRecord, now: Date): Promise<string[]> {
  const [phone] = contact.phones;
  if (!phone) return contact.declaredTimeZone === null ? [] : [contact.declaredTimeZone];
  return listLocalTimes({ ...contact, e164: phone.e164 }, now);
}
