import { Check, Minus } from "lucide-react";
import { useTranslations } from "next-intl";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { ROLE_PERMISSIONS } from "@/lib/auth/role-permissions";
import { PERMISSIONS, ROLES, type Role } from "@/lib/core/principal";

/** The permission table itself, so that what a person reads is what is enforced. */
export function RoleMatrix({ ownRole }: { ownRole: Role | null }) {
  const t = useTranslations("settings.team");
  return (
    <Table caption={t("matrix")}>
      <TableHeader>
        <TableRow>
          <TableHead>{t("permission")}</TableHead>
          {ROLES.map((role) => (
            <TableHead key={role} className="text-center" aria-current={role === ownRole || undefined}>
              <span className={role === ownRole ? "text-ink" : undefined}>{t(`roles.${role}`)}</span>
            </TableHead>
          ))}
        </TableRow>
      </TableHeader>
      <TableBody>
        {PERMISSIONS.map((permission) => (
          <TableRow key={permission}>
            <TableHead scope="row" className="text-sm font-normal text-ink">
              {t(`permissions.${permission}`)}
            </TableHead>
            {ROLES.map((role) => (
              <TableCell key={role} className="text-center">
                <Answer isAllowed={ROLE_PERMISSIONS[role].includes(permission)} />
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Answer({ isAllowed }: { isAllowed: boolean }) {
  const t = useTranslations("settings.team");
  return (
    <>
      {isAllowed ? (
        <Check aria-hidden="true" className="mx-auto size-4 text-success" />
      ) : (
        <Minus aria-hidden="true" className="mx-auto size-4 text-subtle" />
      )}
      <span className="sr-only">{isAllowed ? t("allowed") : t("refused")}</span>
    </>
  );
}
