"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { tabListStyles, tabStyles } from "./tab-styles";

type TabNavProps = { label: string; items: readonly { href: string; label: ReactNode; count?: number }[] };

/** Views with an address each. The one that the address bar shows is marked. */
export function TabNav({ label, items }: TabNavProps) {
  const pathname = usePathname();
  return (
    <nav aria-label={label} className={tabListStyles}>
      {items.map((item) => (
        <Link
          key={item.href}
          href={item.href}
          aria-current={pathname === item.href ? "page" : undefined}
          className={tabStyles}
        >
          {item.label}
          {item.count === undefined ? null : <span className="text-xs text-subtle tabular-nums">{item.count}</span>}
        </Link>
      ))}
    </nav>
  );
}
