import { findCheck } from "../../lib/checks/index.ts";
import type { Severity } from "../../lib/domain/severity.ts";
import type { FeedKind } from "../../lib/domain/views/change-view.ts";
import * as t from "../../lib/messages/index.ts";
import type { ChangeFilterName } from "./search-params.ts";

/** A filter's value as people read it. */
export function chipText(
  name: ChangeFilterName,
  value: string,
  clusters: readonly { id: string; name: string }[],
): string {
  switch (name) {
    case "kind":
      return t.changes.kinds[value as FeedKind];
    case "severity":
      return t.words.severity[value as Severity];
    case "check":
      return findCheck(value)?.title ?? value;
    case "cluster":
      return clusters.find(({ id }) => id === value)?.name ?? value;
    case "namespace":
    case "role":
    case "distribution":
      return value === "-" ? t.changes.filters.none : value;
    case "from":
    case "to":
    case "since":
      return value.length > 10 ? t.time.instant(value) : t.time.day(value);
    default:
      return value;
  }
}
