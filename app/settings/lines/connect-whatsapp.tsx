"use client";

import { QrCode } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { type PairingActions, PairingPanel } from "./pairing-panel";

type ConnectWhatsappProps = PairingActions & { lineId: string; label: string; isNew: boolean };

/** Connects a WhatsApp line that is there, for the first time or again. */
export function ConnectWhatsapp({ lineId, label, isNew, pair, refresh }: ConnectWhatsappProps) {
  const t = useTranslations("lines.whatsapp");
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);

  function changeOpen(next: boolean) {
    setOpen(next);
    if (!next) router.refresh();
  }

  return (
    <Dialog
      open={isOpen}
      onOpenChange={changeOpen}
      title={t("title", { label })}
      description={t("steps")}
      trigger={
        <Button size="sm" variant="primary" icon={<QrCode />}>
          {t(isNew ? "connect" : "reconnect")}
        </Button>
      }
      footer={<Button onClick={() => changeOpen(false)}>{t("close")}</Button>}
    >
      <PairingPanel lineId={lineId} pair={pair} refresh={refresh} />
    </Dialog>
  );
}
