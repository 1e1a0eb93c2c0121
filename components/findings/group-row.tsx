"use client";

import { useState } from "react";
import { type Severity, severities } from "../../lib/domain/severity.ts";
import * as t from "../../lib/messages/index.ts";
import type { RequestRecheckGroup } from "../recheck-group-watch.ts";
import { onDemand } from "../ui/on-demand.tsx";
import type { ListedGroup } from "./list-entry.ts";
import { Shape } from "./shape-sprite.tsx";

const GroupRecheck = onDemand(async () => (await import("./group-recheck.tsx")).GroupRecheck);

interface Props {
  index: number;
  group: ListedGroup;
  isOpen: boolean;
  width: number;
  now: number;
  /** The list of this group alone, or of those of one severity in it. */
  link: (severity?: Severity) => string;
  request: RequestRecheckGroup;
  onToggle: () => void;
}

function Count({ href, count, severity }: { href: string; count: number; severity?: Severity }) {
  if (count === 0) return null;
  return (
    <a href={href} className="above" data-count={count}>
      {severity ? <Shape name={severity} /> : null}
      {count}
      {severity ? <span className="sr-only">{t.words.severity[severity]}</span> : null}
    </a>
  );
}

/** A group in one line: how bad, what, on how many nodes, how many of each severity, since when. */
export function GroupRow({ index, group, isOpen, width, now, link, request, onToggle }: Props) {
  const { title, worst, count, counts, nodes, clusterName, oldestFailingSince, scope } = group;
  const [asked, setAsked] = useState(0);
  const { oldest, recheck } = t.findings.columns;
  return (
    <tr data-index={index} aria-rowindex={index + 2} className="is-group">
      <td colSpan={width}>
        <div>
          <button type="button" data-row-link="" aria-expanded={isOpen} onClick={onToggle}>
            <Shape name="fold" />
            <span className={`of-${worst}`}>
              <Shape name={worst} />
              {t.words.severity[worst]}
            </span>{" "}
            {title}
          </button>
          <span className="is-wide quiet">{clusterName ?? (nodes ? t.findingsList.affected(nodes) : "")}</span>
          <span className="is-wide">
            {severities.map((severity) => (
              <Count key={severity} href={link(severity)} count={counts[severity]} severity={severity} />
            ))}
          </span>
          <b>
            <Count href={link()} count={count} />
          </b>
          <span className="is-wide quiet" title={oldest}>
            {oldestFailingSince ? (
              <time dateTime={oldestFailingSince}>{t.time.short((now - Date.parse(oldestFailingSince)) / 1000)}</time>
            ) : null}
          </span>
          {scope ? (
            <button
              type="button"
              className="is-wide quiet above"
              aria-label={t.recheck.group.label(title)}
              onClick={() => setAsked(asked + 1)}
            >
              {recheck}
            </button>
          ) : null}
          {scope && asked > 0 ? <GroupRecheck key={asked} scope={scope} request={request} /> : null}
        </div>
      </td>
    </tr>
  );
}
