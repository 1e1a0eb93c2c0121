import { SettingList } from "../../../components/settings/setting-list.tsx";
import { Section } from "../../../components/ui/section.tsx";
import type { FindingDetail } from "../../../lib/domain/views/finding-view.ts";
import * as t from "../../../lib/messages/index.ts";

const words = t.finding.sources;
/** So many lines stand on the page; the rest is a click away. */
const listed = 4;

/** What every source says of the settings that the check judges; what contradicts itself first. */
export function FindingSources({ finding }: { finding: FindingDetail }) {
  const settings = finding.beside.settings ?? [];
  if (settings.length === 0) return null;
  const contradicting = settings.filter(({ contradiction }) => contradiction !== null);
  const ordered = [...contradicting, ...settings.filter(({ contradiction }) => contradiction === null)];
  const shown = Math.max(listed, contradicting.length);
  const rest = ordered.slice(shown);
  return (
    <Section id="sources" title={words.title} aside={finding.state === "resolved" ? words.asOf : null}>
      <SettingList settings={ordered.slice(0, shown)} unfolded={settings.length === 1 ? 1 : 0} />
      {rest.length > 0 ? (
        <details className="mt-2">
          <summary className="link text-sm">{words.more(rest.length)}</summary>
          <div className="mt-2">
            <SettingList settings={rest} />
          </div>
        </details>
      ) : null}
    </Section>
  );
}
