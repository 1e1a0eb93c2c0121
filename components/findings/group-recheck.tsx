"use client";

import { useEffect, useRef } from "react";
import type { RecheckScope } from "../../lib/domain/views/recheck-group-view.ts";
import * as t from "../../lib/messages/index.ts";
import { RecheckGroupProgress } from "../recheck-group-panel.tsx";
import { type RequestRecheckGroup, useRecheckGroup } from "../recheck-group-watch.ts";

/** Looks again at every open finding of a group as soon as it stands in the page, and says how far that is. */
export function GroupRecheck({ scope, request }: { scope: RecheckScope; request: RequestRecheckGroup }) {
  const { group, ask, broken } = useRecheckGroup(request);
  const isAsked = useRef(false);
  useEffect(() => {
    if (isAsked.current) return;
    isAsked.current = true;
    ask(scope);
  }, [ask, scope]);
  return (
    <div role="status" className="group-recheck">
      {group ? <RecheckGroupProgress group={group} broken={broken} /> : t.recheck.group.waiting}
    </div>
  );
}
