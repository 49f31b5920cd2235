// biome-ignore-all lint/a11y/noRedundantRoles: Safari drops the table roles of elements whose display CSS changes.
import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "./cn";

export type DataColumn<Row> = {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** Numbers, times and money stand at the end. */
  align?: "start" | "end";
  /** CSS width in the table, for example `9rem` or `24%`. The title column takes what is left. */
  width?: string;
  /**
   * Place on a phone's card: the title line, its right end, a line without or with the header as label, or nowhere.
   * Exactly one column is the title; it carries the link of the row.
   */
  card?: "title" | "aside" | "line" | "labelled" | "hidden";
};

type DataListProps<Row> = {
  /** Says what the list holds, for screen readers. */
  caption: string;
  columns: readonly DataColumn<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Where a row leads; the whole row is clickable, J and K move between rows. */
  rowHref?: (row: Row) => string;
  /** The record shown beside the list. */
  isCurrent?: (row: Row) => boolean;
  /** Shown instead of the table when there are no rows. */
  empty?: ReactNode;
};

/**
 * Records as a table, and as cards where it has less than 576 px, from one piece of markup. Rendered on the server; paging, sorting and
 * filters live in the URL.
 */
export function DataList<Row>({ caption, columns, rows, rowKey, rowHref, isCurrent, empty }: DataListProps<Row>) {
  if (rows.length === 0 && empty) return empty;
  return (
    <div className="@container/list w-full">
      <table role="table" className="w-full border-collapse text-sm @max-xl/list:block">
        <caption className="sr-only">{caption}</caption>
        <colgroup className="@max-xl/list:hidden">
          {columns.map((column) => (
            <col key={column.id} style={column.width ? { width: column.width } : undefined} />
          ))}
        </colgroup>
        <thead className="@max-xl/list:sr-only">
          <tr role="row">
            {columns.map((column) => (
              <th
                key={column.id}
                role="columnheader"
                scope="col"
                className={cn(
                  "sticky top-(--list-top,0px) z-10 h-8 bg-surface px-3 text-xs font-medium whitespace-nowrap text-subtle shadow-[inset_0_-1px_0_var(--color-line)] first:ps-4 last:pe-4",
                  column.align === "end" ? "text-end" : "text-start",
                )}
              >
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="@max-xl/list:block">
          {rows.map((row) => (
            <DataRow
              key={rowKey(row)}
              row={row}
              columns={columns}
              href={rowHref?.(row)}
              current={isCurrent?.(row) ?? false}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type DataRowProps<Row> = { row: Row; columns: readonly DataColumn<Row>[]; href: string | undefined; current: boolean };

function DataRow<Row>({ row, columns, href, current }: DataRowProps<Row>) {
  return (
    <tr
      role="row"
      aria-current={current || undefined}
      className={cn(
        "group/row relative h-9 border-b border-line-soft last:border-b-0 aria-[current=true]:bg-accent-soft",
        "@max-xl/list:grid @max-xl/list:h-auto @max-xl/list:grid-cols-[minmax(0,1fr)_auto] @max-xl/list:gap-x-3 @max-xl/list:gap-y-1 @max-xl/list:px-4 @max-xl/list:py-3",
        href && "hover:bg-hover has-[[data-row-link]:focus-visible]:bg-hover",
      )}
    >
      {columns.map((column) => (
        <td
          key={column.id}
          role="cell"
          className={cn(cellStyles(column), column.align === "end" && "@xl/list:text-end")}
        >
          {column.card === undefined || column.card === "labelled" ? (
            <span aria-hidden="true" className="me-1.5 text-subtle @xl/list:hidden">
              {column.header}
            </span>
          ) : null}
          {column.card === "title" && href ? (
            <Link
              href={href}
              data-row-link=""
              className="font-medium text-ink outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
            >
              {column.cell(row)}
            </Link>
          ) : (
            column.cell(row)
          )}
        </td>
      ))}
    </tr>
  );
}

function cellStyles({ card = "labelled" }: { card?: DataColumn<never>["card"] }): string {
  return cn(
    "px-3 py-1.5 align-middle text-muted first:ps-4 last:pe-4 @max-xl/list:block @max-xl/list:min-w-0 @max-xl/list:p-0! [&_:is(a,button,time)]:relative [&_:is(a,button,time):not([data-row-link])]:z-1 [&_[data-row-link]]:static",
    card === "title" && "@max-xl/list:col-start-1 @max-xl/list:row-start-1",
    card === "aside" && "@max-xl/list:col-start-2 @max-xl/list:row-start-1 @max-xl/list:text-end",
    (card === "line" || card === "labelled") && "@max-xl/list:col-span-2",
    card === "hidden" && "@max-xl/list:hidden",
  );
}
