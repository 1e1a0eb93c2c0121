"use client";

import { useEffect, useState } from "react";
import { vetConnectionAction } from "../actions.ts";
import { connectionOf, type Draft, isWritten } from "./draft.ts";

type Answer = Awaited<ReturnType<typeof vetConnectionAction>>;
type Vetted = Extract<Answer, { ok: true }>["value"];

export interface Vetting {
  offered: Vetted | null;
  fields: Record<string, string>;
}

const nothing: Vetting = { offered: null, fields: {} };
const pauseMs = 350;

/** Has the server look at what was typed once typing rests; an answer that comes too late is dropped. */
export function useVetting(draft: Draft): Vetting {
  const [vetting, setVetting] = useState(nothing);
  const written = isWritten(draft);
  const asked = JSON.stringify(connectionOf(draft));
  useEffect(() => {
    if (!written) return setVetting(nothing);
    let late = false;
    const timer = setTimeout(async () => {
      const answer = await vetConnectionAction(JSON.parse(asked) as ReturnType<typeof connectionOf>);
      if (late) return;
      setVetting(answer.ok ? { offered: answer.value, fields: {} } : { offered: null, fields: answer.fields });
    }, pauseMs);
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [asked, written]);
  return vetting;
}
