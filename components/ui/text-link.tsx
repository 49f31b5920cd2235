import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import { VisuallyHidden } from "./visually-hidden";

type TextLinkProps = ComponentProps<typeof Link> & {
  /** Leaves the product: opens a new tab, says so, and passes no referrer. */
  external?: boolean;
};

/** A link within text or a table cell. */
export function TextLink({ external = false, className, children, ...props }: TextLinkProps) {
  const t = useTranslations("common");
  const leaving = external ? { target: "_blank", rel: "noopener noreferrer" } : {};
  return (
    <Link
      {...props}
      {...leaving}
      className={cn(
        "rounded-xs text-accent-text underline decoration-accent-line underline-offset-[0.2em] hover:decoration-current",
        className,
      )}
    >
      {children}
      {external ? <VisuallyHidden> ({t("externalLink")})</VisuallyHidden> : null}
    </Link>
  );
}
