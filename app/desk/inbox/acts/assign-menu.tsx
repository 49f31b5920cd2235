"use client";

import { useTranslations } from "next-intl";
import type { ReactElement } from "react";
import { Menu, MenuChoice } from "@/components/ui/menu";
import { useInbox } from "../inbox-context";

const NOBODY = "";

type AssignMenuProps = {
  trigger: ReactElement;
  assignedUserId: string | null;
  onAssign: (userId: string | null) => void;
};

/** Whose a conversation is: the reader first, then the others, or nobody. */
export function AssignMenu({ trigger, assignedUserId, onAssign }: AssignMenuProps) {
  const t = useTranslations("inbox.assign");
  const { colleagues, me } = useInbox();
  const others = colleagues.filter(({ userId }) => userId !== me.userId);
  return (
    <Menu trigger={trigger}>
      <MenuChoice
        label={t("label")}
        value={assignedUserId ?? NOBODY}
        onValueChange={(value) => onAssign(value === NOBODY ? null : value)}
        options={[
          { value: me.userId, label: t("me", { name: me.name }) },
          ...others.map(({ userId, name }) => ({ value: userId, label: name })),
          { value: NOBODY, label: t("nobody") },
        ]}
      />
    </Menu>
  );
}
