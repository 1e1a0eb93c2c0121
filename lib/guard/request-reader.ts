import { workUnitAsyncStorage } from "next/dist/server/app-render/work-unit-async-storage.external.js";
import { askedLanguage, type Language, parsePreferences, preferencesCookie } from "../domain/preferences.ts";

/** Texts are read by the hundred in one request; its cookie is parsed once. */
const known = new WeakMap<object, { language: Language; timeZone: string }>();

/** What the cookie says, else what the browser or program asks for; English where neither says anything. */
function readerOf(cookie: string | undefined, asked: string | null) {
  const preferences = parsePreferences(cookie);
  return { language: preferences.language ?? askedLanguage(asked), timeZone: preferences.timeZone ?? "UTC" };
}

function readerOfRequest() {
  const request = workUnitAsyncStorage.getStore();
  if (request?.type !== "request") return null;
  const before = known.get(request);
  if (before) return before;
  const reader = readerOf(request.cookies.get(preferencesCookie)?.value, request.headers.get("accept-language"));
  known.set(request, reader);
  return reader;
}

/** The language that a request of the HTTP API is answered in. */
export function languageOf(headers: Headers): Language {
  const cookies = (headers.get("cookie") ?? "").split(";").map((cookie) => cookie.trim());
  const cookie = cookies.find((one) => one.startsWith(`${preferencesCookie}=`))?.slice(preferencesCookie.length + 1);
  return readerOf(cookie && decodeCookie(cookie), headers.get("accept-language")).language;
}

/** As Next decodes a cookie; one that cannot be decoded says nothing. */
function decodeCookie(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
}

/**
 * Lets the texts know who reads; once said, it holds for the server's whole life. A property of the process, because
 * what runs on the server only and what also runs in the browser are bundled apart, each with its own copy of the
 * texts; the request itself Next keeps in one place for both.
 */
export function answerInReadersLanguage(): void {
  globalThis.breakwaterReader ??= readerOfRequest;
}
