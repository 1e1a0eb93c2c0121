import NextLink from "next/link";
import type { ComponentProps } from "react";

/**
 * A link that fetches nothing before it is followed: a list of fifty rows would otherwise ask the server for a hundred
 * pages at once. Only the rail fetches ahead.
 */
export function Link(props: ComponentProps<typeof NextLink>) {
  return <NextLink prefetch={false} {...props} />;
}
