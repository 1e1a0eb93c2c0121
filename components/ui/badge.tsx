import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "./class-names.ts";

const styles = cva(
  "inline-flex items-center gap-1 whitespace-nowrap rounded-sm border px-1.5 text-xs leading-[18px] font-medium [&_svg]:size-3",
  {
    variants: {
      tone: {
        neutral: "border-line-strong bg-raised text-ink-2",
        accent: "border-transparent bg-accent-wash text-accent",
        pass: "border-transparent bg-pass-wash text-pass",
        critical: "border-transparent bg-critical-wash text-critical",
        unknown: "border-transparent bg-unknown-wash text-unknown",
        outline: "border-line-strong bg-transparent text-ink-2",
      },
    },
    defaultVariants: { tone: "neutral" },
  },
);

export function Badge({ tone, className, ...rest }: ComponentProps<"span"> & VariantProps<typeof styles>) {
  return <span className={cn(styles({ tone }), className)} {...rest} />;
}
