"use client";

import { Paperclip } from "lucide-react";
import { useTranslations } from "next-intl";

type KeptFileProps = { mediaId: string; name: string; size: string | null; contentType: string | null };

/** A file that the firm keeps: pictures and voice messages in the thread itself, everything else behind a link. */
export function KeptFile({ mediaId, name, size, contentType }: KeptFileProps) {
  const t = useTranslations("inbox.media");
  const href = `/api/desk/media/${mediaId}`;
  if (contentType?.startsWith("image/")) {
    return (
      <a href={href} target="_blank" rel="noopener noreferrer" className="block w-fit max-w-full rounded-md">
        {/* A height of its own before it is there: the thread does not jump while pictures come in. */}
        {/* biome-ignore lint/performance/noImgElement: a client's picture is private, and passes no optimizer */}
        <img
          src={href}
          alt={t("picture", { name })}
          loading="lazy"
          decoding="async"
          className="h-40 min-w-16 max-w-full rounded-md border border-line bg-sunken object-cover"
        />
      </a>
    );
  }
  if (contentType?.startsWith("audio/")) {
    return (
      // biome-ignore lint/a11y/useMediaCaption: nobody has written down what a client says in a voice message
      <audio controls preload="none" src={href} aria-label={name} className="h-10 w-72 max-w-full" />
    );
  }
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      className="inline-flex min-h-6 max-w-full items-center gap-1.5 text-xs text-accent-text underline"
    >
      <Paperclip aria-hidden="true" className="size-3.5 shrink-0" />
      <span className="truncate">{name}</span>
      {size ? <span className="shrink-0 text-subtle no-underline">{size}</span> : null}
    </a>
  );
}
