import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "./class-names.ts";
import { Link } from "./link.tsx";

const styles = cva(
  "inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md font-medium transition-colors disabled:opacity-60 aria-disabled:opacity-60 [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary: "bg-accent text-on-accent hover:bg-[color-mix(in_srgb,var(--accent)_88%,var(--ink))]",
        outline: "border border-control bg-page text-ink hover:bg-sunken",
        quiet: "text-ink-2 hover:bg-sunken hover:text-ink",
        danger: "border border-critical bg-page text-critical hover:bg-critical-wash",
      },
      size: { sm: "h-7 px-2 text-xs", md: "h-8 px-3 text-sm", icon: "size-8", "icon-sm": "size-7" },
    },
    defaultVariants: { variant: "outline", size: "md" },
  },
);

export type ButtonStyle = VariantProps<typeof styles>;

export function Button({ variant, size, className, type = "button", ...rest }: ComponentProps<"button"> & ButtonStyle) {
  return <button type={type} className={cn(styles({ variant, size }), className)} {...rest} />;
}

/** A link that looks like a button: for going somewhere, never for doing something. */
export function LinkButton({ variant, size, className, ...rest }: ComponentProps<typeof Link> & ButtonStyle) {
  return <Link className={cn(styles({ variant, size }), className)} {...rest} />;
}
