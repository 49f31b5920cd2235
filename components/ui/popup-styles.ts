/** Look of what opens above the page and is anchored to a control: menus, selects, popovers. */
export const popupStyles = [
  "rounded-lg border border-line bg-raised text-sm text-ink shadow-popover outline-none",
  "origin-(--transform-origin) transition-[opacity,scale] duration-120 ease-out",
  "data-starting-style:scale-98 data-starting-style:opacity-0 data-ending-style:opacity-0 data-ending-style:duration-75",
].join(" ");

/** Look of one line in such a popup. */
export const popupItemStyles = [
  "relative flex min-h-8 cursor-default items-center gap-2 rounded-sm px-2 py-1 outline-none select-none",
  "data-highlighted:bg-hover data-disabled:text-subtle any-pointer-coarse:min-h-10",
  "[&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-subtle",
].join(" ");
