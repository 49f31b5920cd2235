"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { parseAsString, useQueryStates } from "nuqs";
import { Button } from "./button";

/** Drops the named filters from the URL; shown only while one of them is set. */
export function ClearFilters({ params }: { params: readonly string[] }) {
  const t = useTranslations("common.filter");
  const parsers = Object.fromEntries([...params, "cursor"].map((param) => [param, parseAsString]));
  const [query, setQuery] = useQueryStates(parsers, { shallow: false });
  if (params.every((param) => !query[param])) return null;
  return (
    <Button variant="ghost" icon={<X />} onClick={() => void setQuery(null)}>
      {t("clear")}
    </Button>
  );
}
