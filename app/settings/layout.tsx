import type { ReactNode } from "react";
import { DeskFrame } from "@/app/desk/desk-frame";

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return <DeskFrame>{children}</DeskFrame>;
}
