import { cookies } from "next/headers";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { SkipLink } from "@/components/ui/skip-link";
import type { PaletteAction } from "./command-palette";
import type { DestinationId } from "./destinations";
import { MobileBar } from "./mobile-bar";
import { MobileTopBar } from "./mobile-top-bar";
import { OfflineNotice } from "./offline-notice";
import { Rail } from "./rail";
import { railCookie } from "./rail-cookie";
import { RailNotice } from "./rail-notice";
import { ShellControls } from "./shell-controls";
import { SimulatedNotice, type SimulatedParts } from "./simulated-notice";
import type { SearchRecords } from "./use-record-search";

type AppShellProps = {
  /** `<FirmSwitcher />`. */
  firmSwitcher: ReactNode;
  /** `<UserMenu />`. */
  userButton: ReactNode;
  /** Server action behind the palette's record search. */
  searchRecords: SearchRecords;
  /** What the palette offers to start, already cut to the person's permissions. */
  actions?: readonly PaletteAction[];
  /** Destinations that the person's role does not include: they stand in no menu. */
  hidden?: readonly DestinationId[];
  /** Stands above the rail's foot: what the firm may still spend. */
  meter?: ReactNode;
  /** What reaches no network: the shell says so on every screen. */
  simulated?: SimulatedParts | null;
  children: ReactNode;
};

/** Frame of the signed-in desk: navigation, palette, keys. Decides nothing about access; the pages do. */
export async function AppShell(props: AppShellProps) {
  const {
    firmSwitcher,
    userButton,
    searchRecords,
    actions = [],
    hidden = [],
    meter,
    simulated = null,
    children,
  } = props;
  const startCollapsed = (await cookies()).get(railCookie)?.value === "1";
  return (
    <ShellControls searchRecords={searchRecords} actions={actions} hidden={hidden} startCollapsed={startCollapsed}>
      <ContentSkipLink />
      <div className="flex min-h-dvh">
        <Rail
          firmSwitcher={firmSwitcher}
          userButton={userButton}
          hidden={hidden}
          meter={meter}
          notice={simulated ? <RailNotice parts={simulated} /> : null}
        />
        <div className="flex min-w-0 flex-1 flex-col max-md:pb-[calc(3.5rem+env(safe-area-inset-bottom))]">
          <MobileTopBar firmSwitcher={firmSwitcher} userButton={userButton} />
          <OfflineNotice />
          <main id="content" tabIndex={-1} className="flex-1 outline-none">
            {children}
          </main>
        </div>
        <MobileBar hidden={hidden} notice={simulated ? <SimulatedNotice parts={simulated} /> : null} />
      </div>
    </ShellControls>
  );
}

function ContentSkipLink() {
  const t = useTranslations("shell");
  return <SkipLink target="content">{t("skipToContent")}</SkipLink>;
}
