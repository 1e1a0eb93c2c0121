import type { SettingValue } from "../../lib/domain/setting.ts";
import * as t from "../../lib/messages/index.ts";

const words = t.finding.sources;

/** A value as the component's own files would have it: an empty text is not the same as none. */
export function settingText(value: SettingValue): string {
  if (Array.isArray(value)) return value.length > 0 ? value.join(", ") : words.emptyList;
  return value === "" ? words.empty : String(value);
}

export function SettingText({ value }: { value: SettingValue | null }) {
  if (value === null) return <span className="text-ink-3">{words.unknown}</span>;
  return <code className="text-[12px] [overflow-wrap:anywhere]">{settingText(value)}</code>;
}
