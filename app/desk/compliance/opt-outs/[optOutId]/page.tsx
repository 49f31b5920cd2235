import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { AddressWords } from "@/app/desk/address-words";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Card } from "@/components/ui/card";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Status } from "@/components/ui/status";
import { asTenant } from "@/lib/auth/as-tenant";
import { findOptOutAddress } from "@/lib/domain/opt-outs/find-opt-out-address";
import { findOptOutHistory } from "@/lib/domain/opt-outs/find-opt-out-history";
import { NoAccess } from "../../../no-access";
import { allowAgainAction } from "../actions";
import { AllowAgain } from "../allow-again";
import { HistoryEvent } from "./history-event";

type OptOutParams = { params: Promise<{ optOutId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("compliance-desk");
  return { title: t("history.title") };
}

/** All that was ever asked for one number; the number itself is in no address. */
export default async function OptOutPage({ params }: OptOutParams) {
  const t = await getTranslations("compliance-desk");
  const optOutId = z.uuid().safeParse((await params).optOutId);
  const access = await asTenant("compliance:read", async (tx) => {
    const address = optOutId.success ? await findOptOutAddress(tx, optOutId.data) : null;
    return address === null ? null : findOptOutHistory(tx, address);
  });
  if (!access.granted) return <NoAccess title={t("title")} {...access.noPermission} />;
  if (access.data === null) notFound();
  const history = access.data;
  const stopped = history.states.filter(({ state }) => state === "opted_out");
  return (
    <Page>
      <PageHeader
        title={<AddressWords address={history.e164} />}
        description={history.owner ? `${history.owner.firstName} ${history.owner.lastName}` : t("history.noContact")}
        breadcrumbs={
          <Breadcrumbs
            current={<AddressWords address={history.e164} />}
            items={[
              { href: "/desk/compliance", label: t("title") },
              { href: "/desk/compliance/opt-outs", label: t("tabs.opt-outs") },
            ]}
          />
        }
        actions={
          stopped.length > 0 && access.principal.permissions.has("optouts:write") ? (
            <AllowAgain number={history.e164} stopped={stopped} allow={allowAgainAction} />
          ) : null
        }
      />
      <Card title={t("history.states")}>
        <ul className="flex flex-col gap-1.5">
          {history.states.map((row) => (
            <li key={`${row.channel}:${row.scope}`}>
              <Status tone={row.state === "opted_out" ? "danger" : "success"}>
                {t(`channels.${row.channel}`)}
                {row.scope === "marketing" ? `, ${t("scopes.marketing")}` : ""}: {t(`states.${row.state}`)}
              </Status>
            </li>
          ))}
        </ul>
      </Card>
      <Card title={t("history.title")} padding="flush">
        <ol className="divide-y divide-line-soft border-t border-line-soft">
          {history.events.map((event) => (
            <HistoryEvent key={event.id} event={event} />
          ))}
        </ol>
      </Card>
    </Page>
  );
}
