import { useTranslations } from "next-intl";
import { Children, type ReactNode } from "react";
import { cn } from "./cn";

/** Facts of a record, name and value. Holds `DescriptionItem`. */
export function DescriptionList({ className, children }: { className?: string; children: ReactNode }) {
  return <dl className={cn("flex flex-col divide-y divide-line-soft text-sm", className)}>{children}</dl>;
}

type DescriptionItemProps = {
  term: ReactNode;
  /** Buttons at the end of the line. */
  actions?: ReactNode;
  /** The value; when there is none, the line says “Not set”. */
  children?: ReactNode;
};

export function DescriptionItem({ term, actions, children }: DescriptionItemProps) {
  const t = useTranslations("common");
  const isEmpty = Children.count(children) === 0 || children === null || children === "";
  return (
    <div className="flex min-h-9 items-start gap-x-3 gap-y-0.5 py-2 max-sm:flex-wrap">
      <dt className="w-36 shrink-0 text-subtle max-sm:w-full">{term}</dt>
      <dd className="min-w-0 flex-1 wrap-anywhere text-ink">
        {isEmpty ? <span className="text-subtle">{t("notSet")}</span> : children}
      </dd>
      {actions ? <dd className="-my-1 flex shrink-0 items-center gap-1">{actions}</dd> : null}
    </div>
  );
}
