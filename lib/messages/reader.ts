import { type Language, languages } from "../domain/preferences.ts";

/** Who reads: what the texts depend on beside what they are about. */
export interface Reader {
  language: Language;
  /** IANA name, as `Intl` writes it. */
  timeZone: string;
}

declare global {
  /** Set by the web server (lib/guard): the reader of the request that is being answered, null outside of one. */
  var breakwaterReader: (() => Reader | null) | undefined;
}

/** A program at a terminal, a test and a request that says nothing. */
const nobody: Reader = { language: "en", timeZone: "UTC" };

/** A page that is not found is drawn by the browser alone, whose root element has no marks yet: the cookie knows, or the browser. */
function askedInBrowser(): Language | undefined {
  const inCookie = (one: Language) => document.cookie.includes(encodeURIComponent(`"language":"${one}"`));
  return languages.find(inCookie) ?? languages.find((one) => navigator.language.startsWith(one));
}

/** The root element carries what the server read from the request, so that both say the same. */
function readerOfPage(): Reader {
  const { lang, dataset } = document.documentElement;
  const language = languages.find((one) => one === lang) ?? askedInBrowser() ?? nobody.language;
  return { language, timeZone: dataset.timeZone ?? nobody.timeZone };
}

/** Who reads now: in the browser who the page was made for, on the server who the request comes from. */
export function reader(): Reader {
  if (typeof document !== "undefined") return readerOfPage();
  return globalThis.breakwaterReader?.() ?? nobody;
}
