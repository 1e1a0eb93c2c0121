import { formatPort, type Protocol } from "../lib/domain/port-state.ts";
import { cn } from "./ui/class-names.ts";
import { Link } from "./ui/link.tsx";

interface Props {
  port: number;
  protocol?: Protocol | undefined;
  service?: string | null | undefined;
  className?: string;
  /** Off where the number stands inside another link. */
  linked?: boolean;
}

/**
 * `10250/TCP kubelet`: number and transport in mono, the service after it. The number leads to what is known of it, and
 * says the most of that where one points (components/glossary).
 */
export function PortName({ port, protocol = "TCP", service, className, linked = true }: Props) {
  const text = formatPort(port, protocol);
  return (
    <span className={cn("whitespace-nowrap", className)}>
      {linked ? (
        <Link
          href={`/ports/${port}`}
          data-port={text}
          className="relative z-10 font-mono text-[12px] decoration-line-strong underline-offset-2 hover:underline"
        >
          {text}
        </Link>
      ) : (
        <span data-port={text} className="font-mono text-[12px]">
          {text}
        </span>
      )}
      {service ? <span className="text-ink-2"> {service}</span> : null}
    </span>
  );
}
