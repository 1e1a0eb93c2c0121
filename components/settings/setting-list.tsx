import { ChevronRight, TriangleAlert } from "lucide-react";
import type { EffectiveSetting } from "../../lib/domain/setting.ts";
import * as t from "../../lib/messages/index.ts";
import { Badge } from "../ui/badge.tsx";
import { SettingSources } from "./setting-sources.tsx";
import { SettingText } from "./setting-value.tsx";

const words = t.finding.sources;

interface Props {
  settings: readonly EffectiveSetting[];
  /** Those that contradict themselves are open; others where there is room for them. */
  unfolded?: number;
  showComponent?: boolean;
}

function Line({ setting, showComponent }: { setting: EffectiveSetting; showComponent: boolean }) {
  return (
    <summary className="grid grid-cols-[16px_minmax(0,1fr)] items-baseline gap-x-1.5 py-1.5 text-sm hover:bg-raised sm:grid-cols-[16px_minmax(0,1.2fr)_minmax(0,1fr)_minmax(0,260px)]">
      <ChevronRight
        aria-hidden
        className="mt-1 size-3.5 self-start text-ink-3 transition-transform group-open:rotate-90"
      />
      <span className="min-w-0">
        {showComponent ? <span className="text-ink-2">{words.component[setting.component]} </span> : null}
        <code className="text-[12px] font-medium break-words">{setting.name}</code>
      </span>
      <span className="min-w-0 max-sm:col-start-2">
        <SettingText value={setting.value} />
      </span>
      <span className="text-xs text-ink-2 max-sm:col-start-2 sm:text-end">
        {setting.contradiction ? (
          <Badge tone="critical">
            <TriangleAlert aria-hidden />
            {words.contradiction}
          </Badge>
        ) : null}{" "}
        {setting.decidedBy ? words.decidedBy(words.kinds[setting.decidedBy]) : null}
      </span>
    </summary>
  );
}

/** Effective settings one to a line; a line opens to what every source says. */
export function SettingList({ settings, unfolded = 0, showComponent = false }: Props) {
  return (
    <ul className="border-t border-line">
      {settings.map((setting, index) => (
        <li key={`${setting.component} ${setting.name}`} className="border-b border-line">
          <details className="group [&>summary]:list-none" open={setting.contradiction !== null || index < unfolded}>
            <Line setting={setting} showComponent={showComponent} />
            <div className="pt-1 pb-4 ps-[22px]">
              <SettingSources setting={setting} />
            </div>
          </details>
        </li>
      ))}
    </ul>
  );
}
