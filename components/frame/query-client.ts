"use client";

import { QueryClient, QueryObserver } from "@tanstack/react-query";

let own: QueryClient | null = null;

/** The cache of what moves, one in a browser. Import it only where that is loaded on demand. */
export function queryClient(): QueryClient {
  if (own) return own;
  own = new QueryClient({
    defaultOptions: { queries: { staleTime: 2_000, retry: 1, refetchOnWindowFocus: true } },
  });
  own.mount();
  return own;
}

/** For hooks that need the cache itself. */
export const useQueryClient = queryClient;

export { QueryObserver };
