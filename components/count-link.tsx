import type { ReactNode } from "react";
import { Link } from "./ui/link.tsx";

interface Props {
  href: string;
  /** How many rows the address lists; `data-total` of the list says the same number. */
  count: number;
  className?: string;
  title?: string | undefined;
  children?: ReactNode;
}

/** A number and the way to the rows it counts. Other links that carry a number set `data-count` themselves. */
export function CountLink({ href, count, className = "link nums", title, children }: Props) {
  return (
    <Link href={href} data-count={count} className={className} title={title}>
      {children ?? count}
    </Link>
  );
}
