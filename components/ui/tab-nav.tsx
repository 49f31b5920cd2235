"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";
import { chipListStyles, chipStyles, tabListStyles, tabStyles } from "./tab-styles";

type TabItem = {
  href: string;
  label: ReactNode;
  count?: number;
  /** Path whose pages belong to this view as well. */
  within?: string;
};

type TabNavProps = {
  label: string;
  items: readonly TabItem[];
  /** `chips` for views within a view that has tabs already. */
  look?: "tabs" | "chips";
};

/** Views with an address each. The one that the address bar shows is marked. */
export function TabNav({ label, items, look = "tabs" }: TabNavProps) {
  const pathname = usePathname();
  const isCurrent = ({ href, within }: TabItem) =>
    pathname === href || (within !== undefined && (pathname === within || pathname.startsWith(`${within}/`)));
  const list = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another view marks another tab
  useEffect(() => {
    const element = list.current;
    const current = element?.querySelector<HTMLElement>("[aria-current]");
    if (!element || !current) return;
    // Sideways only: the page itself stays where it is.
    element.scrollLeft = current.offsetLeft - element.offsetLeft - (element.clientWidth - current.offsetWidth) / 2;
  }, [pathname]);
  return (
    <nav ref={list} aria-label={label} className={look === "tabs" ? tabListStyles : chipListStyles}>
      {items.map((item) => (
        <Link
          key={item.href}
          href={item.href}
          aria-current={isCurrent(item) ? "page" : undefined}
          className={look === "tabs" ? tabStyles : chipStyles}
        >
          {item.label}
          {item.count === undefined ? null : <span className="text-xs text-subtle tabular-nums">{item.count}</span>}
        </Link>
      ))}
    </nav>
  );
}
