import { Lock } from "lucide-react";
import { useTranslations } from "next-intl";

type NoPermissionStateProps = {
  /** Who can grant it, for example names of the firm's administrators. */
  grantedBy?: string;
};

/** The reader's role does not include this; says who can change that. */
export function NoPermissionState({ grantedBy }: NoPermissionStateProps) {
  const t = useTranslations("common.noPermission");
  return (
    <div className="flex flex-col items-center gap-1 px-6 py-14 text-center">
      <span className="mb-2 grid size-10 place-items-center rounded-xl border border-line bg-raised text-subtle shadow-control [&_svg]:size-5 [&_svg]:stroke-[1.5]">
        <Lock />
      </span>
      <h2 className="text-base font-semibold text-ink">{t("title")}</h2>
      <p className="max-w-md text-sm text-muted">
        {t("body")} {t("grant", { who: grantedBy ?? t("firmAdmin") })}
      </p>
    </div>
  );
}
