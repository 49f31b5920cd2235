"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { IconButton } from "./icon-button";
import { useToast } from "./use-toast";

type CopyButtonProps = {
  value: string;
  /** What is copied, when the word “Copy” alone is not clear. */
  label?: string;
  size?: "sm" | "md";
};

/** Puts a text on the clipboard and says so for two seconds. */
export function CopyButton({ value, label, size = "sm" }: CopyButtonProps) {
  const t = useTranslations("common");
  const toast = useToast();
  const [isCopied, setCopied] = useState(false);

  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [isCopied]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
    } catch {
      toast({ title: t("copyFailed"), tone: "danger" });
    }
  }

  return (
    <>
      <IconButton
        size={size}
        label={label ?? t("actions.copy")}
        icon={isCopied ? <Check className="text-success" /> : <Copy />}
        onClick={() => void copy()}
      />
      <span role="status" className="sr-only">
        {isCopied ? t("copied") : ""}
      </span>
    </>
  );
}
