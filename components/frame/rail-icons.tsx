import {
  ArrowLeftRight,
  BookOpenText,
  Boxes,
  CalendarClock,
  ChartSpline,
  ClipboardCheck,
  DoorOpen,
  EthernetPort,
  FileInput,
  Gauge,
  Handshake,
  History,
  ListChecks,
  Radar,
  Server,
  Settings,
  ShieldAlert,
} from "lucide-react";
import type { NavigationItem } from "./navigation.ts";

const icons = {
  overview: Gauge,
  findings: ShieldAlert,
  nodes: Server,
  ports: EthernetPort,
  nodePorts: DoorOpen,
  baselines: ClipboardCheck,
  acceptances: Handshake,
  changes: History,
  compare: ArrowLeftRight,
  trends: ChartSpline,
  scans: Radar,
  schedules: CalendarClock,
  imports: FileInput,
  checks: ListChecks,
  clusters: Boxes,
  glossary: BookOpenText,
  settings: Settings,
} satisfies Partial<Record<NavigationItem["area"], unknown>>;

/** The icons of the rail, once in the page: the rail's script then names them and carries none. */
export function RailIcons() {
  return (
    <svg aria-hidden="true" className="hidden">
      {Object.entries(icons).map(([area, Icon]) => (
        <symbol key={area} id={`rail-${area}`} viewBox="0 0 24 24">
          <Icon />
        </symbol>
      ))}
    </svg>
  );
}
