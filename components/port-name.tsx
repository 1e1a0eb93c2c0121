import { referenceOf } from "../lib/domain/port-reference/index.ts";
import { formatPort, type Protocol } from "../lib/domain/port-state.ts";
import * as t from "../lib/messages/index.ts";
import { cn } from "./ui/class-names.ts";
import { Link } from "./ui/link.tsx";
import { Tooltip } from "./ui/tooltip.tsx";

interface Props {
  port: number;
  protocol?: Protocol | undefined;
  service?: string | null | undefined;
  className?: string;
  /** Off where the number stands inside another link. */
  linked?: boolean;
}

/** So many products are named in the card; the page has them all. */
const named = 3;

/** What the number usually is and who has business there, in a few lines. */
function Card({ port, protocol }: { port: number; protocol: Protocol }) {
  const rows = referenceOf(port, protocol);
  return (
    <ul className="grid gap-1.5">
      {rows.slice(0, named).map(({ component, product, reach }) => (
        <li key={`${component} ${product}`}>
          <span className="font-medium">{component}</span> <span className="text-ink-2">{product}</span>
          <span className="block text-ink-2">
            {t.ports.columns.reach}: {reach.map((who) => t.ports.reach[who]).join(", ")}
          </span>
        </li>
      ))}
      {rows.length > named ? <li className="text-ink-2">{t.ports.open.more(rows.length - named)}</li> : null}
    </ul>
  );
}

/** `10250/TCP kubelet`: number and transport in mono, the service after it. A known number leads to its reference. */
export function PortName({ port, protocol = "TCP", service, className, linked = true }: Props) {
  const text = <span className="font-mono text-[12px]">{formatPort(port, protocol)}</span>;
  const known = linked && referenceOf(port, protocol).length > 0;
  return (
    <span className={cn("whitespace-nowrap", className)}>
      {known ? (
        <Tooltip content={<Card port={port} protocol={protocol} />}>
          <Link
            href={`/ports/${port}`}
            className="relative z-10 decoration-line-strong underline-offset-2 hover:underline"
          >
            {text}
          </Link>
        </Tooltip>
      ) : (
        text
      )}
      {service ? <span className="text-ink-2"> {service}</span> : null}
    </span>
  );
}
