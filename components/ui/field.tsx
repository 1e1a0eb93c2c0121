import type { ComponentProps, ReactNode } from "react";
import { cn } from "./class-names.ts";

const control =
  "w-full rounded-md border border-control bg-page px-2.5 text-sm text-ink placeholder:text-ink-3 aria-invalid:border-critical disabled:bg-sunken disabled:text-ink-3";

interface FieldProps {
  id: string;
  label: string;
  hint?: ReactNode;
  /** What was wrong with the value, in words that say what to do. */
  error?: string | undefined;
  children: ReactNode;
  className?: string;
}

/** A labelled control. Give the control the same `id`, and `described(id)` for its hint and error. */
export function Field({ id, label, hint, error, children, className }: FieldProps) {
  return (
    <div className={cn("grid gap-1", className)}>
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      {children}
      {hint ? (
        <p id={`${id}-hint`} className="text-xs text-ink-2">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} role="alert" className="text-xs font-medium text-critical">
          {error}
        </p>
      ) : null}
    </div>
  );
}

/** Ties a control to its hint and error for screen readers. */
export function described(id: string, error?: string | undefined) {
  return {
    id,
    "aria-describedby": error ? `${id}-error` : `${id}-hint`,
    ...(error ? { "aria-invalid": true as const } : {}),
  };
}

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input className={cn(control, "h-8", className)} {...rest} />;
}

export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return <textarea className={cn(control, "min-h-32 py-2 font-mono text-xs leading-[18px]", className)} {...rest} />;
}

export function Select({ className, ...rest }: ComponentProps<"select">) {
  return <select className={cn(control, "h-8 pe-8", className)} {...rest} />;
}

export function Checkbox({ className, children, ...rest }: ComponentProps<"input"> & { children: ReactNode }) {
  return (
    <label className={cn("flex items-start gap-2 text-sm", className)}>
      <input type="checkbox" className="mt-0.5 size-4 shrink-0 accent-(--accent)" {...rest} />
      <span>{children}</span>
    </label>
  );
}

export function Radio({ className, children, ...rest }: ComponentProps<"input"> & { children: ReactNode }) {
  return (
    <label className={cn("flex items-start gap-2 text-sm", className)}>
      <input type="radio" className="mt-0.5 size-4 shrink-0 accent-(--accent)" {...rest} />
      <span>{children}</span>
    </label>
  );
}
