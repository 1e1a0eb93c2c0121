export const settings = {
  title: "Settings",
  lead: "How this browser shows things. Nothing here changes what others see.",
  saved: "Saved in this browser",
  language: {
    title: "Language",
    hint: "Texts of checks are English in every language.",
    system: "As the browser asks",
    /** Each in itself, so that everybody finds their own. */
    en: "English",
    de: "Deutsch",
  },
  theme: { title: "Theme" },
  contrast: {
    title: "Contrast",
    system: "As the system",
    more: "More",
    hint: "Every text at 7:1 at least, every line to be seen.",
  },
  zone: {
    title: "Time zone",
    hint: "Times are shown in it; days of trends and reports stay days of UTC.",
    unknown: "There is no time zone of this name.",
    own: "Use the zone of this browser",
  },
  density: { title: "Rows of long lists", comfortable: "Comfortable", compact: "Compact" },
  role: {
    title: "What you mostly come for",
    hint: "Decides what the overview begins with.",
    none: "Nothing in particular",
    security: "What is exposed and how bad it is",
    manager: "How it stands and where it goes",
    engineer: "What to fix and how to prove it",
  },
  server: {
    title: "Settings of this server",
    retention: "How long what is kept",
    retentionDetail: "Scans, evidence and history, and how much room they take.",
  },
} as const;
