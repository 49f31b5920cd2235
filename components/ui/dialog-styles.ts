import { buttonStyles } from "./button-styles";
import { cn } from "./cn";

/** What darkens the page behind a dialog or sheet. */
export const backdropStyles =
  "fixed inset-0 z-40 min-h-dvh bg-backdrop transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0 supports-[-webkit-touch-callout:none]:absolute";

/** A dialog's frame: centred, and a sheet from below on a phone. */
export const dialogStyles = [
  "fixed z-50 flex max-h-[min(44rem,calc(100dvh-2rem))] flex-col border border-line bg-raised text-ink shadow-dialog outline-none",
  "transition-[opacity,scale,translate] duration-150 ease-out data-ending-style:opacity-0 data-starting-style:opacity-0",
  "max-sm:inset-x-0 max-sm:bottom-0 max-sm:rounded-t-xl max-sm:pb-[env(safe-area-inset-bottom)] max-sm:data-starting-style:translate-y-6",
  "sm:top-1/2 sm:left-1/2 sm:max-w-[calc(100vw-2rem)] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-xl sm:data-starting-style:scale-98",
].join(" ");

/** The cross at the upper right. It stands last in the markup, so that the first field takes the focus. */
export const closeStyles = cn(buttonStyles({ variant: "ghost", size: "icon-sm" }), "absolute end-3.5 top-3.5");
