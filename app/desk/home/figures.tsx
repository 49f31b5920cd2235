import { getFormatter, getTranslations } from "next-intl/server";
import { Stat, StatRow } from "@/components/ui/stat";
import { asTenant } from "@/lib/auth/as-tenant";
import { type DashboardStats, getUserDashboardStats } from "@/lib/domain/home/get-user-dashboard-stats";
import { Duration } from "../duration";
import { NoAccess } from "../no-access";

type CountName = Exclude<keyof DashboardStats, "medianFirstResponseSeconds">;

/** Each figure with the rows that it counts. */
const ROWS: readonly (readonly [CountName, string])[] = [
  ["callsToday", "/desk/calls?show=today"],
  ["answeredToday", "/desk/calls?show=answered-today"],
  ["callsUnderWay", "/desk/calls?show=under-way"],
  ["waitingLeads", "/desk/leads?status=new"],
  ["casesMissingInformation", "/desk/cases?show=incomplete"],
  ["pendingProposals", "/desk/cases?show=proposals"],
];

/** The firm's day in figures. */
export async function Figures() {
  const t = await getTranslations("home.figures");
  const format = await getFormatter();
  const access = await asTenant("home:read", (tx) => getUserDashboardStats(tx, { now: new Date() }));
  if (!access.granted) return <NoAccess title={t("title")} {...access.noPermission} />;
  const stats = access.data;
  const response = stats.medianFirstResponseSeconds;
  return (
    <section aria-label={t("title")}>
      <StatRow>
        {ROWS.map(([name, href]) => (
          <Stat key={name} label={t(name)} value={format.number(stats[name])} href={href} />
        ))}
        <Stat
          label={t("firstResponse")}
          value={
            response === null ? (
              <span className="text-base text-subtle">{t("none")}</span>
            ) : (
              <Duration seconds={response} />
            )
          }
          hint={t("firstResponseHint")}
          href="/desk/leads?responded=yes"
        />
      </StatRow>
    </section>
  );
}
