import { workUnitAsyncStorage } from "next/dist/server/app-render/work-unit-async-storage.external.js";
import { askedLanguage, type Language, parsePreferences, preferencesCookie } from "../domain/preferences.ts";

/** Texts are read by the hundred in one request; its cookie is parsed once. */
const known = new WeakMap<object, { language: Language; timeZone: string }>();

function readerOfRequest() {
  const request = workUnitAsyncStorage.getStore();
  if (request?.type !== "request") return null;
  const before = known.get(request);
  if (before) return before;
  const preferences = parsePreferences(request.cookies.get(preferencesCookie)?.value);
  const language = preferences.language ?? askedLanguage(request.headers.get("accept-language"));
  const reader = { language, timeZone: preferences.timeZone ?? "UTC" };
  known.set(request, reader);
  return reader;
}

/**
 * Lets the texts know who reads; once said, it holds for the server's whole life. A property of the process, because
 * what runs on the server only and what also runs in the browser are bundled apart, each with its own copy of the
 * texts; the request itself Next keeps in one place for both.
 */
export function answerInReadersLanguage(): void {
  globalThis.breakwaterReader ??= readerOfRequest;
}
