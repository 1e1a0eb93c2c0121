"use client";

import { ClipboardList, FileText } from "lucide-react";
import { useTransition } from "react";
import * as t from "../../lib/messages/index.ts";
import { Button } from "../ui/button.tsx";
import { toast } from "../ui/toast.ts";

const words = t.exporting.copy;
const kinds = [
  { kind: "note", icon: FileText },
  { kind: "issue", icon: ClipboardList },
] as const;

/** Copies a finding as text that can be pasted where people talk. The text is the server's, asked for when it is wanted. */
export function CopyFinding({ id }: { id: string }) {
  const [pending, start] = useTransition();
  const copy = (kind: "note" | "issue") =>
    start(async () => {
      try {
        const { copyText, readFindingText } = await import("./copy-text.ts");
        await copyText(await readFindingText(id, kind));
        toast.success(kind === "note" ? words.noted : words.issued);
      } catch (error) {
        toast.error(words.broken(error instanceof Error ? error.message : String(error)));
      }
    });
  return (
    <div className="flex flex-wrap gap-2 print:hidden">
      {kinds.map(({ kind, icon: Icon }) => (
        <Button key={kind} size="sm" disabled={pending} aria-busy={pending} onClick={() => copy(kind)}>
          <Icon aria-hidden />
          {words[kind]}
        </Button>
      ))}
    </div>
  );
}
