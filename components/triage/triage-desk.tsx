"use client";

import { useEffect, useRef, useState } from "react";
import type { TriageKind } from "../../lib/domain/triage.ts";
import type { TriageRequest } from "../findings/triage-request.ts";
import { AcceptDialog } from "./accept-dialog.tsx";
import { ActMenu } from "./act-menu.tsx";
import { AssignDialog } from "./assign-dialog.tsx";
import { ConflictDialog } from "./conflict-dialog.tsx";
import { DueDialog } from "./due-dialog.tsx";
import { NameDialog } from "./name-dialog.tsx";
import type { TriageActions } from "./triage-actions.ts";
import type { Asked } from "./triage-host.tsx";
import { type Conflicted, useTriage } from "./use-triage.ts";

type Stage =
  | { kind: "menu"; request: TriageRequest }
  | { kind: "form"; act: Exclude<TriageKind, "acknowledge" | "reopen">; request: TriageRequest }
  | { kind: "conflicts"; conflicted: Conflicted }
  | { kind: "name" };

/** Does what was asked for, and asks for the words that it needs. */
export function TriageDesk({ asked, actions }: { asked: Asked; actions: TriageActions }) {
  const [stage, setStage] = useState<Stage | null>(null);
  const { perform, undo } = useTriage(actions, {
    onConflict: (conflicted) => setStage({ kind: "conflicts", conflicted }),
    onName: () => setStage({ kind: "name" }),
  });
  const take = (request: TriageRequest, kind: TriageKind | null) => {
    if (kind === null) setStage({ kind: "menu", request });
    else if (kind === "acknowledge" || kind === "reopen") {
      setStage(null);
      void perform({ kind }, request);
    } else setStage({ kind: "form", act: kind, request });
  };
  const done = useRef(0);
  const latest = useRef({ take, undo });
  latest.current = { take, undo };
  useEffect(() => {
    if (done.current === asked.serial) return;
    done.current = asked.serial;
    if (asked.kind === "undo") void latest.current.undo();
    else latest.current.take(asked.request, asked.request.kind);
  }, [asked]);

  const close = () => setStage(null);
  if (stage === null) return null;
  if (stage.kind === "menu") {
    return <ActMenu request={stage.request} onChoose={(kind) => take(stage.request, kind)} onClose={close} />;
  }
  if (stage.kind === "conflicts") {
    return <ConflictDialog conflicted={stage.conflicted} perform={perform} onClose={close} />;
  }
  if (stage.kind === "name") return <NameDialog actions={actions} onClose={close} />;
  // What was left over of the act may be told already: only the form itself is closed.
  const closeForm = () => setStage((now) => (now?.kind === "form" ? null : now));
  const form = { request: stage.request, actions, perform, onClose: closeForm };
  if (stage.act === "assign") return <AssignDialog {...form} />;
  if (stage.act === "due") return <DueDialog {...form} />;
  return <AcceptDialog {...form} kind={stage.act} />;
}
