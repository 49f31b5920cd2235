import { useTranslations } from "next-intl";
import { CopyButton } from "@/components/ui/copy-button";

export type DemoAccount = { name: string; email: string; role: string; firm: string };

/** Who can be signed in as while the product runs on demo data. */
export function DemoAccounts({ accounts, password }: { accounts: readonly DemoAccount[]; password: string }) {
  const t = useTranslations("auth.demo");
  return (
    <section className="w-full max-w-100 rounded-lg border border-line bg-surface/60 text-sm">
      <header className="border-b border-line-soft px-4 py-3">
        <h2 className="text-xs font-semibold text-ink">{t("title")}</h2>
        <p className="text-xs text-muted">
          {t("body")}{" "}
          <span className="inline-flex items-center align-middle">
            <code className="font-mono text-ink">{password}</code>
            <CopyButton value={password} label={t("copyPassword")} />
          </span>
        </p>
      </header>
      <ul className="divide-y divide-line-soft">
        {accounts.map((account) => (
          <li key={account.email} className="flex items-center gap-2 px-4 py-1.5">
            <div className="min-w-0 flex-1">
              <p className="truncate text-xs text-ink">
                {account.name} <span className="text-subtle">· {account.role}</span>
              </p>
              <p className="truncate text-xs text-subtle">
                {account.firm} · <span className="font-mono">{account.email}</span>
              </p>
            </div>
            <CopyButton value={account.email} label={t("copyEmail", { name: account.name })} />
          </li>
        ))}
      </ul>
    </section>
  );
}
