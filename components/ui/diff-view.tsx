import { useTranslations } from "next-intl";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "./table";

export type Change = { field: string; before: string | null; after: string | null };

/** What a change did, field by field. Values arrive already redacted. */
export function DiffView({ changes }: { changes: readonly Change[] }) {
  const t = useTranslations("common.diff");
  const empty = <span className="text-subtle italic">{t("empty")}</span>;
  return (
    <Table caption={t("caption")} className="table-fixed">
      <TableHeader>
        <TableRow>
          <TableHead className="w-1/4">{t("field")}</TableHead>
          <TableHead>{t("before")}</TableHead>
          <TableHead>{t("after")}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {changes.map((change) => (
          <TableRow key={change.field}>
            <TableHead scope="row" className="font-mono font-normal whitespace-normal wrap-anywhere text-muted">
              {change.field}
            </TableHead>
            <TableCell className="wrap-anywhere">
              {change.before === null ? (
                empty
              ) : (
                <del className="rounded-xs bg-danger-soft px-1 text-danger decoration-danger-line">{change.before}</del>
              )}
            </TableCell>
            <TableCell className="wrap-anywhere">
              {change.after === null ? (
                empty
              ) : (
                <ins className="rounded-xs bg-success-soft px-1 text-success no-underline">{change.after}</ins>
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
