import { X } from "lucide-react";
import { Link } from "./ui/link.tsx";

interface Props {
  name: string;
  value: string;
  /** The list without it. */
  href: string;
  /** What following it does, for who hears it. */
  remove: string;
}

/** One part of what is asked, with the way to take it away. */
export function FilterChip({ name, value, href, remove }: Props) {
  return (
    <Link
      href={href}
      scroll={false}
      className="inline-flex h-6 max-w-80 items-center gap-1 rounded-sm bg-accent-wash pe-1 ps-2 text-xs text-accent hover:underline"
    >
      <span className="shrink-0">{name}</span>
      <span className="truncate font-medium">{value}</span>
      <X aria-hidden className="size-3.5 shrink-0" />
      <span className="sr-only">{remove}</span>
    </Link>
  );
}
