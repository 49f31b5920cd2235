import { useTranslations } from "next-intl";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { Policy } from "@/lib/domain/compliance/list-policy";

/** What is asked of each class of contact. */
export function ClassTable({ classes }: { classes: Policy["classes"] }) {
  const t = useTranslations("compliance-desk.rules");
  const levels = useTranslations("contacts.consents.levels");
  return (
    <Table caption={t("classes")}>
      <TableHeader>
        <TableRow>
          <TableHead>{t("columns.class")}</TableHead>
          <TableHead>{t("columns.consent")}</TableHead>
          <TableHead>{t("columns.stops")}</TableHead>
          <TableHead>{t("columns.outside")}</TableHead>
          <TableHead>{t("columns.counted")}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {classes.map((row) => (
          <TableRow key={row.contact}>
            <TableCell className="font-medium">{t(`classNames.${row.contact}`)}</TableCell>
            <TableCell>{row.consent ? levels(row.consent.level) : t("noConsent")}</TableCell>
            <TableCell>{t(row.isAutomated ? "everyStop" : "sameChannel")}</TableCell>
            <TableCell>{t(`outside.${row.outsideHours}`)}</TableCell>
            <TableCell>{t(row.isCounted ? "counted" : "notCounted")}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
