export const tabListStyles = "flex gap-5 overflow-x-auto border-b border-line [scrollbar-width:none]";

export const tabStyles = [
  "relative -mb-px flex h-9 shrink-0 items-center gap-1.5 border-b-2 border-transparent text-sm whitespace-nowrap text-muted",
  "transition-colors duration-100 hover:text-ink focus-visible:-outline-offset-2",
  "data-active:border-accent data-active:font-medium data-active:text-ink",
  "aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink",
].join(" ");

export const chipListStyles = "-mt-1 flex gap-1 overflow-x-auto [scrollbar-width:none]";

export const chipStyles = [
  "flex h-7 shrink-0 items-center gap-1.5 rounded-md border border-transparent px-2.5 text-sm whitespace-nowrap text-muted",
  "transition-colors duration-100 hover:bg-hover hover:text-ink focus-visible:-outline-offset-2",
  "aria-[current=page]:border-line aria-[current=page]:bg-surface aria-[current=page]:font-medium aria-[current=page]:text-ink aria-[current=page]:shadow-control",
].join(" ");
