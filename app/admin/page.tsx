import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import { Columns } from "@/components/ui/columns";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Stat, StatRow } from "@/components/ui/stat";
import { requirePlatformAdmin } from "@/lib/auth/require-platform-admin";
import { type PlatformOverview, readPlatformOverview } from "@/lib/domain/platform/read-platform-overview";
import { AlertsCard } from "./alerts-card";
import { DatabaseCard } from "./database-card";
import { FirmsCard } from "./firms-card";
import { InstallationsCard } from "./installations-card";
import { JobsCard } from "./jobs-card";
import { WebhooksCard } from "./webhooks-card";

export async function generateMetadata(): Promise<Metadata> {
  await requirePlatformAdmin();
  const t = await getTranslations("admin");
  return { title: t("title") };
}

export default async function AdminPage() {
  await requirePlatformAdmin();
  const overview = await readPlatformOverview();
  const t = await getTranslations("admin");
  const format = await getFormatter();
  return (
    <Page>
      <PageHeader title={t("title")} description={t("description")} />
      <StatRow>
        {figuresOf(overview).map(({ name, value }) => (
          <Stat key={name} label={t(`figures.${name}`)} value={format.number(value)} />
        ))}
      </StatRow>
      <FirmsCard firms={overview.firms} />
      <Columns
        split="3:2"
        main={<JobsCard jobs={overview.jobs} />}
        aside={<DatabaseCard database={overview.database} />}
      />
      <InstallationsCard installations={overview.installations} />
      <WebhooksCard webhooks={overview.webhooks} />
      <AlertsCard alerts={overview.alerts} />
    </Page>
  );
}

const WAITING_STATES = ["created", "retry", "active"];
const DEAD_LETTERS = "dead";

function figuresOf({ firms, webhooks, jobs }: PlatformOverview) {
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  const open = jobs.filter((job) => WAITING_STATES.includes(job.state));
  return [
    { name: "firms", value: firms.filter((firm) => firm.state === "active").length },
    { name: "members", value: sum(firms.map((firm) => firm.members)) },
    { name: "calls", value: sum(firms.map((firm) => firm.calls)) },
    { name: "waiting", value: sum(open.filter((job) => job.name !== DEAD_LETTERS).map((job) => job.count)) },
    { name: "dead", value: sum(open.filter((job) => job.name === DEAD_LETTERS).map((job) => job.count)) },
    { name: "refused", value: sum(webhooks.map((webhook) => webhook.refused)) },
  ] as const;
}
