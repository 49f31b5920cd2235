import { Building2, ChevronRight, Coins, MessageCircle, MessageSquareText, Plug, Users, Webhook } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { NoPermissionState } from "@/components/ui/no-permission-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { requirePrincipal } from "@/lib/auth/require-principal";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: t("title") };
}

const SECTIONS = [
  { id: "firm", permission: "firm:read", icon: <Building2 /> },
  { id: "team", permission: "team:read", icon: <Users /> },
  { id: "templates", permission: "templates:manage", icon: <MessageSquareText /> },
  { id: "integrations", permission: "integrations:read", icon: <Plug /> },
  { id: "lines", permission: "lines:read", icon: <MessageCircle /> },
  { id: "webhooks", permission: "integrations:read", icon: <Webhook /> },
  { id: "credits", permission: "credits:read", icon: <Coins /> },
] as const;

export default async function SettingsPage() {
  const access = await requirePrincipal("firm:read");
  const t = await getTranslations("settings");
  if (!access.granted) {
    return (
      <Page width="narrow">
        <NoPermissionState {...access.noPermission} />
      </Page>
    );
  }
  const sections = SECTIONS.filter(({ permission }) => access.principal.permissions.has(permission));
  return (
    <Page width="narrow">
      <PageHeader title={t("title")} description={t("description")} />
      <ul className="flex flex-col divide-y divide-line-soft rounded-lg border border-line bg-surface shadow-card">
        {sections.map(({ id, icon }) => (
          <li key={id}>
            <Link
              href={`/settings/${id}`}
              className="flex items-center gap-3 px-4 py-3 hover:bg-hover focus-visible:-outline-offset-2"
            >
              <span className="shrink-0 text-subtle [&_svg]:size-5 [&_svg]:stroke-[1.5]" aria-hidden="true">
                {icon}
              </span>
              <span className="flex min-w-0 flex-1 flex-col">
                <span className="text-sm font-medium text-ink">{t(`index.${id}.title`)}</span>
                <span className="text-sm text-muted">{t(`index.${id}.body`)}</span>
              </span>
              <ChevronRight aria-hidden="true" className="size-4 shrink-0 text-subtle" />
            </Link>
          </li>
        ))}
      </ul>
    </Page>
  );
}
