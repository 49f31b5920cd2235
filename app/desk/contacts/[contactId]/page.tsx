import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Columns } from "@/components/ui/columns";
import { ExactTime } from "@/components/ui/exact-time";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Status } from "@/components/ui/status";
import { asTenant } from "@/lib/auth/as-tenant";
import { contactNow } from "@/lib/core/contact-clock";
import { type ContactRecord, findContact } from "@/lib/domain/contacts/find-contact";
import { listLocalTimes } from "@/lib/domain/contacts/list-local-times";
import { US_STATE_NAMES } from "@/lib/domain/phones/us-states";
import { NoAccess } from "../../no-access";
import { PersonCalls } from "../../person-calls";
import { updateContactAction } from "../actions";
import { ContactCases } from "./contact-cases";
import { ContactConsents } from "./contact-consents";
import { ContactFacts } from "./contact-facts";
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
  return (
    <Page>
      <PageHeader
        breadcrumbs={<Breadcrumbs items={[{ href: "/desk/contacts", label: t("title") }]} />}
        title={name}
        status={isStopped(contact) ? <Status tone="danger">{t("optedOut")}</Status> : null}
        description={t.rich("page.since", { date: () => <ExactTime value={contact.createdAt} show="date" /> })}
        actions={
          permissions.has("contacts:write") ? (
            <EditContact
              contactId={contact.id}
              values={contact}
              update={updateContactAction}
              states={Object.entries(US_STATE_NAMES).map(([value, label]) => ({ value, label }))}
            />
          ) : null
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
          </>
        }
      />
    </Page>
  );
}

function isStopped(contact: ContactRecord): boolean {
  return contact.phones.some((phone) => phone.optOuts.length > 0);
}

async function zonesOf(contact: ContactRecord, now: Date): Promise<string[]> {
  const [phone] = contact.phones;
  if (!phone) return contact.declaredTimeZone === null ? [] : [contact.declaredTimeZone];
  return listLocalTimes({ ...contact, e164: phone.e164 }, now);
}
