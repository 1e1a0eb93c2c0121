/** A list as somebody wants to see it again: a page and what its address says. */
export interface SavedView {
  id: string;
  name: string;
  /** "/findings". */
  path: string;
  /** What stands after the question mark. */
  query: string;
  /** Everybody has it in their menu. */
  shared: boolean;
  createdBy: string;
  createdAt: string;
  updatedAt: string;
  /** Grows with every change; a change names the one it saw. */
  version: number;
}

/** Pages whose lists can be kept. */
export const viewPaths = ["/findings"] as const;
export type ViewPath = (typeof viewPaths)[number];

/** What many ask for, there from the beginning: the text of the filter language by the view's id. */
export const builtInViews = {
  critical: "severity:critical",
  overdue: "due:overdue",
  mine: "assignee:me",
  new: "seen<7d",
  accepted: "state:accepted",
  internet: "vantage:internet",
} as const;
export type BuiltInView = keyof typeof builtInViews;

export const isBuiltIn = (id: string): id is BuiltInView => Object.hasOwn(builtInViews, id);

/** Where a built-in view leads. */
export const builtInQuery = (id: BuiltInView): string => new URLSearchParams({ q: builtInViews[id] }).toString();
