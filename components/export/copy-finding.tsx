"use client";

import { ClipboardList, FileText } from "lucide-react";
import { useTransition } from "react";
import { Button } from "../ui/button.tsx";

const kinds = [
  { kind: "note", icon: FileText },
  { kind: "issue", icon: ClipboardList },
] as const;

interface Props {
  id: string;
  /** What the buttons say. */
  labels: { note: string; issue: string };
}

/** Copies a finding as text that can be pasted where people talk. The text is the server's, asked for when it is wanted. */
export function CopyFinding({ id, labels }: Props) {
  const [pending, start] = useTransition();
  const copy = (kind: "note" | "issue") =>
    start(async () => (await import("./copy-finding-text.ts")).copyFinding(id, kind));
  return (
    <div className="flex flex-wrap gap-2 print:hidden">
      {kinds.map(({ kind, icon: Icon }) => (
        <Button key={kind} size="sm" disabled={pending} aria-busy={pending} onClick={() => copy(kind)}>
          <Icon aria-hidden />
          {labels[kind]}
        </Button>
      ))}
    </div>
  );
}
