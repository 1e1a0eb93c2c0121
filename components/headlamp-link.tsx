import { ExternalLink } from "lucide-react";
import { type HeadlampObject, headlampAddress, type LinkSettings } from "../lib/domain/link-settings.ts";
import * as t from "../lib/messages/index.ts";
import { cn } from "./ui/class-names.ts";

interface Props {
  links: LinkSettings;
  object: HeadlampObject;
  /** False where the name beside it says of what; the link itself says it to those who hear it. */
  named?: boolean;
  className?: string;
}

/** Leads to an object in Headlamp; nothing where none is configured, or Headlamp has no page for it. */
export function HeadlampLink({ links, object, named = true, className }: Props) {
  const address = headlampAddress(links, object);
  if (address === null) return null;
  const label = t.exporting.headlamp.of(object.name);
  return (
    <a
      href={address}
      target="_blank"
      rel="noopener noreferrer"
      aria-label={label}
      title={label}
      className={cn("link inline-flex min-h-6 min-w-6 items-center gap-1 text-xs print:hidden", className)}
    >
      <ExternalLink aria-hidden className="size-3.5 shrink-0" />
      {named ? t.exporting.headlamp.open : null}
    </a>
  );
}
