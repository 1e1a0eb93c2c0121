import { Check, CircleSlash, TriangleAlert } from "lucide-react";
import type { EffectiveSetting, SettingReading } from "../../lib/domain/setting.ts";
import * as t from "../../lib/messages/index.ts";
import { RichText } from "../rich-text.tsx";
import { TimeAgo } from "../time-ago.tsx";
import { Badge } from "../ui/badge.tsx";
import { Notice } from "../ui/state.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../ui/table.tsx";
import { type Standing, standingOf } from "./reading-standing.ts";
import { SettingText } from "./setting-value.tsx";

const words = t.finding.sources;

function StandingMark({ standing }: { standing: Standing }) {
  if (standing === "decided")
    return (
      <Badge tone="accent">
        <Check aria-hidden />
        {words.decided}
      </Badge>
    );
  if (standing === "contradicts")
    return (
      <Badge tone="critical">
        <TriangleAlert aria-hidden />
        {words.contradicts}
      </Badge>
    );
  if (standing === "agrees") return <span className="text-xs text-ink-2">{words.agrees}</span>;
  if (standing === "silent") return null;
  return (
    <span className="inline-flex items-center gap-1 text-xs whitespace-nowrap text-ink-2">
      <CircleSlash aria-hidden className="size-3" />
      {words.overruled}
    </span>
  );
}

function Row({ reading, setting }: { reading: SettingReading; setting: EffectiveSetting }) {
  const at = reading.at ? <TimeAgo at={reading.at} focusable={false} /> : words.byDefault;
  return (
    <TableRow>
      <TableCell className="min-w-28 align-top [overflow-wrap:anywhere] sm:min-w-40">
        {reading.source}
        {reading.note ? <span className="block text-xs text-ink-2">{reading.note}</span> : null}
        <span className="block text-xs text-ink-2 sm:hidden">{at}</span>
      </TableCell>
      <TableCell className="align-top [overflow-wrap:anywhere]">
        {reading.value === null ? (
          <span className="text-ink-3">{words.silent}</span>
        ) : (
          <SettingText value={reading.value} />
        )}
      </TableCell>
      <TableCell className="align-top whitespace-nowrap">
        <StandingMark standing={standingOf(reading, setting)} />
      </TableCell>
      <TableCell className="text-end align-top whitespace-nowrap text-ink-2 max-sm:hidden">{at}</TableCell>
    </TableRow>
  );
}

/** What every source says of one setting, the strongest first, which one decided, and why. */
export function SettingSources({ setting }: { setting: EffectiveSetting }) {
  return (
    <div className="grid gap-2">
      <p className="max-w-prose text-sm text-ink-2">
        <RichText text={setting.why} />
      </p>
      {setting.contradiction ? (
        <Notice tone="critical" icon={TriangleAlert}>
          <span className="font-medium">{words.contradiction}</span> <RichText text={setting.contradiction} />
        </Notice>
      ) : null}
      {setting.readings.length > 0 ? (
        <Table label={words.reading(setting.name)} scrollable>
          <TableHead>
            <TableHeader>{words.source}</TableHeader>
            <TableHeader>{words.value}</TableHeader>
            <TableHeader>{words.standing}</TableHeader>
            <TableHeader className="text-end max-sm:hidden">{words.at}</TableHeader>
          </TableHead>
          <TableBody>
            {setting.readings.map((reading) => (
              <Row key={`${reading.kind} ${reading.source}`} reading={reading} setting={setting} />
            ))}
          </TableBody>
        </Table>
      ) : null}
    </div>
  );
}
