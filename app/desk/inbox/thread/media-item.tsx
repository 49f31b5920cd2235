"use client";

import { FileWarning, FileX2, LoaderCircle, Paperclip } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { TextLink } from "@/components/ui/text-link";
import { useInbox } from "../inbox-context";
import type { ThreadMessage } from "../inbox-data";
import { KeptFile } from "./kept-file";

type Media = ThreadMessage["media"][number];

const KNOWN_REASONS = [
  "type_not_allowed",
  "too_large",
  "type_mismatch",
  "host_not_allowed",
  "link_refused",
  "gone",
  "unreachable",
  "not_connected",
] as const;
/** What an administrator can change with the firm's lines. */
const LINE_REASONS: readonly string[] = ["host_not_allowed", "not_connected"];

type MediaItemProps = { media: Media; systems: readonly string[] };

const KINDS = [
  ["image/", "image"],
  ["audio/", "audio"],
  ["video/", "video"],
  ["application/pdf", "document"],
] as const;

/** A picture or document of a message: opens where it is kept, and says why where it is not. */
export function MediaItem({ media, systems }: MediaItemProps) {
  const t = useTranslations("inbox.media");
  const { can } = useInbox();
  const kindOf = (contentType: string | null) => {
    const kind = KINDS.find(([start]) => contentType?.startsWith(start))?.[1];
    return kind ? t(`kinds.${kind}`) : (contentType ?? t("file"));
  };
  const format = useFormatter();
  const name = media.fileName ?? kindOf(media.contentType);
  const size = media.sizeBytes === null ? null : sizeOf(media.sizeBytes, format);
  if (media.state === "stored" && media.id) {
    return <KeptFile mediaId={media.id} name={name} size={size} contentType={media.contentType} />;
  }
  const looks = {
    waiting: { icon: LoaderCircle, text: t("waiting") },
    told: { icon: Paperclip, text: systems.includes("aloware") ? t("aloware") : t("told") },
    failed: { icon: FileWarning, text: t("failed") },
    refused: { icon: FileX2, text: t("refused") },
    stored: { icon: FileWarning, text: t("failed") },
  }[media.state];
  const reason = KNOWN_REASONS.find((code) => code === media.reason);
  return (
    <span className="flex min-w-0 items-start gap-1.5 text-xs text-muted">
      <looks.icon aria-hidden="true" className="mt-0.5 size-3.5 shrink-0 text-subtle" />
      <span className="min-w-0 wrap-anywhere">
        {name}
        {size ? ` (${size})` : ""}: {reason ? t(`reasons.${reason}`) : looks.text}
        {reason && LINE_REASONS.includes(reason) && can.connectLine ? (
          <>
            {" "}
            <TextLink href="/settings/lines">{t("openLines")}</TextLink>
          </>
        ) : null}
      </span>
    </span>
  );
}

function sizeOf(bytes: number, format: ReturnType<typeof useFormatter>): string {
  const [value, unit] =
    bytes < 1_000_000
      ? ([Math.max(1, Math.round(bytes / 1_000)), "kilobyte"] as const)
      : ([Math.round(bytes / 100_000) / 10, "megabyte"] as const);
  return format.number(value, { style: "unit", unit, unitDisplay: "short" });
}
