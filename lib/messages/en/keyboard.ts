export const keyboard = {
  title: "Keys of this page",
  lead: "They work anywhere on the page but in a field.",
  search: "Search",
  help: "This help",
  single: "Keys of one letter",
  singleHint: "Switch them off where they get in the way of speech input or of an assistive tool.",
  or: "or",
  names: { Enter: "Enter", Escape: "Esc", Shift: "Shift" },
} as const;
