"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import * as t from "../../lib/messages/index.ts";
import { Button, type ButtonStyle } from "./button.tsx";
import { toast } from "./toast.ts";

interface Props {
  text: string;
  /** Says what is copied, where "Copy" alone is not enough. */
  label?: string;
  showLabel?: boolean;
  size?: ButtonStyle["size"];
  className?: string;
}

export function CopyButton({ text, label = t.ui.copy, showLabel = false, size, className }: Props) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1600);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      toast.error(t.ui.copyFailed);
    }
  };
  const Icon = copied ? Check : Copy;
  return (
    <Button
      variant="quiet"
      size={size ?? (showLabel ? "sm" : "icon-sm")}
      {...(className ? { className } : {})}
      onClick={copy}
      aria-label={showLabel ? undefined : label}
      title={showLabel ? undefined : label}
    >
      <Icon aria-hidden />
      {showLabel ? (copied ? t.ui.copied : label) : null}
      <span role="status" className="sr-only">
        {copied ? t.ui.copied : ""}
      </span>
    </Button>
  );
}
