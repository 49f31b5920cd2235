"use client";

import { useTranslations } from "next-intl";
import { useWallClock } from "@/components/desk/use-wall-clock";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { PolicyState } from "@/lib/domain/compliance/list-policy";
import { ISO_WEEKDAYS, type WeeklyHours } from "@/lib/domain/compliance/weekly-hours.schema";

/** What each state adds. Where a state has nothing of its own, the product's hours stand. */
export function StateTable({ states }: { states: readonly PolicyState[] }) {
  const t = useTranslations("compliance-desk.rules");
  const wall = useWallClock();
  return (
    <Table caption={t("states")}>
      <TableHeader>
        <TableRow>
          <TableHead>{t("columns.state")}</TableHead>
          <TableHead>{t("columns.hours")}</TableHead>
          <TableHead>{t("columns.limit")}</TableHead>
          <TableHead>{t("columns.recording")}</TableHead>
          <TableHead>{t("columns.ai")}</TableHead>
          <TableHead>{t("columns.review")}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {states.map((row) => (
          <TableRow key={row.state}>
            <TableCell className="font-medium">{row.name}</TableCell>
            <TableCell className="tabular-nums">
              {row.hours ? shortWeek(row.hours.week, t("closed"), wall) : "–"}
            </TableCell>
            <TableCell className="tabular-nums">{row.frequency?.limit ?? "–"}</TableCell>
            <TableCell>{t(`recordingRules.${row.recording.rule}`)}</TableCell>
            <TableCell>{row.aiDisclosure.length > 0 ? t("aiStatute") : "–"}</TableCell>
            <TableCell>{t(`reviews.${reviewOf(row)}`)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

const ORDER = ["text_read", "summaries", "to_verify"] as const;

/** The weakest ground that anything of the row stands on. */
function reviewOf(row: PolicyState): (typeof ORDER)[number] {
  const found = [row.hours, row.frequency, row.recording, ...row.aiDisclosure].flatMap((part) => part?.review ?? []);
  return ORDER.toReversed().find((review) => found.includes(review)) ?? "text_read";
}

/** Weekdays, Saturday and Sunday: states do not tell more days apart. */
function shortWeek(week: WeeklyHours, closed: string, wall: (time: string) => string): string {
  const windows = ISO_WEEKDAYS.map((day) => {
    const window = week[day];
    return window ? `${wall(window.opens)} – ${wall(window.closes)}` : closed;
  });
  const [monday = closed, saturday = closed, sunday = closed] = [windows[0], windows[5], windows[6]];
  if (monday === saturday && saturday === sunday) return monday;
  return saturday === monday ? `${monday} / ${sunday}` : `${monday} / ${saturday} / ${sunday}`;
}
