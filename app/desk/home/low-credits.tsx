import { getTranslations } from "next-intl/server";
import { Callout } from "@/components/ui/callout";
import { LinkButton } from "@/components/ui/link-button";
import { asTenant } from "@/lib/auth/as-tenant";
import { findBalance } from "@/lib/domain/credits/find-balance";

/** That credits run low, for those who may see them. */
export async function LowCredits() {
  const t = await getTranslations("credits.low");
  const access = await asTenant("home:read", async (tx, { permissions }) =>
    permissions.has("credits:read") ? findBalance(tx) : null,
  );
  if (!access.granted || !access.data?.lowSince) return null;
  const { balance } = access.data;
  return (
    <Callout
      tone={balance === 0 ? "danger" : "warning"}
      title={t(balance === 0 ? "none" : "title")}
      action={
        <LinkButton href="/settings/credits" size="sm">
          {t("open")}
        </LinkButton>
      }
    >
      {t("home", { balance })}
    </Callout>
  );
}
