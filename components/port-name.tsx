import { formatPort, type Protocol } from "../lib/domain/port-state.ts";
import { cn } from "./ui/class-names.ts";

interface Props {
  port: number;
  protocol?: Protocol | undefined;
  service?: string | null | undefined;
  className?: string;
}

/** `10250/TCP kubelet`: number and transport in mono, the service after it. */
export function PortName({ port, protocol = "TCP", service, className }: Props) {
  return (
    <span className={cn("whitespace-nowrap", className)}>
      <span className="font-mono text-[12px]">{formatPort(port, protocol)}</span>
      {service ? <span className="text-ink-2"> {service}</span> : null}
    </span>
  );
}
