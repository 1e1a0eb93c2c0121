"use client";

import { type CSSProperties, useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { Toaster as Sonner, toast } from "sonner";
import { sayToasts } from "./toast.ts";

const colours = {
  "--normal-bg": "var(--page)",
  "--normal-border": "var(--line-strong)",
  "--normal-text": "var(--ink)",
  "--border-radius": "6px",
  "--font-family": "var(--font-sans)",
} as CSSProperties;

/** Milliseconds that a live region stands empty before its first words, so that they are read. */
const settle = 100;

/** Short news at the lower edge, in the colours of the page; beside dialogs, which close everything else. */
export default function Toasts() {
  const [host] = useState(() => Object.assign(document.createElement("div"), { className: "contents" }));
  useEffect(() => {
    host.dataset.toasts = "";
    document.body.append(host);
    const timer = setTimeout(() => sayToasts((kind, text, options) => void toast[kind](text, options)), settle);
    return () => {
      clearTimeout(timer);
      sayToasts(null);
      host.remove();
    };
  }, [host]);
  const rtl = document.documentElement.dir === "rtl";
  return createPortal(
    <Sonner
      position={rtl ? "bottom-left" : "bottom-right"}
      dir={rtl ? "rtl" : "ltr"}
      theme="light"
      style={colours}
      toastOptions={{ className: "text-sm" }}
    />,
    host,
  );
}
