import { count, number } from "./plural.ts";

export const ui = {
  product: "Breakwater",
  tagline: "Every port a Kubernetes cluster exposes: seen, judged, explained, fixed and proven.",
  copy: "Copy",
  copied: "Copied",
  copyFailed: "The browser did not allow copying. Select the text instead.",
  close: "Close",
  cancel: "Cancel",
  tryAgain: "Try again",
  toOverview: "Go to the overview",
  loading: "Loading",
  none: "none",
  notKnown: "not known",
  all: "All",
  showTable: "Show as a table",
  sortedAscending: "sorted ascending",
  sortedDescending: "sorted descending",
  pagination: {
    label: "Pages",
    first: "First page",
    next: "Next page",
    shown: (shown: number, total: number) =>
      shown === total ? count(total, "row") : `${number(shown)} of ${count(total, "row")}`,
    shownOfMany: (shown: number, least: number) => `${number(shown)} of ${number(least)}+ rows`,
  },
  error: {
    title: "This page could not be shown",
    detail:
      "Something failed on the server while it was being put together. Nothing was changed. Try again; when it stays, look for the reference below in the server's log.",
    invalid: "The address does not fit",
    withoutQuery: "Show the page without it",
    forbidden: "Not allowed",
    reference: (digest: string) => `Reference ${digest}`,
    unavailable: "The database does not answer",
    unavailableDetail: "Check that PostgreSQL runs and that DATABASE_URL is right, then try again.",
  },
  notFound: {
    title: "There is nothing here",
    detail: "The address may be mistyped, or what it named was deleted.",
  },
} as const;
