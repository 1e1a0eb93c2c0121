import "@fontsource-variable/inter/index.css";
import "@fontsource-variable/jetbrains-mono/index.css";
import "./globals.css";
import type { Metadata } from "next";
import { cookies } from "next/headers";
import { connection } from "next/server";
import type { ReactNode } from "react";
import { Providers } from "../components/frame/providers.tsx";
import { railCookie } from "../components/frame/rail-cookie.ts";
import { RailIcons } from "../components/frame/rail-icons.tsx";
import { readPreferences } from "../components/frame/read-preferences.ts";
import { GlossaryCards } from "../components/glossary/glossary-cards.tsx";
import { answerInReadersLanguage } from "../lib/guard/index.ts";
import * as t from "../lib/messages/index.ts";
import { reader } from "../lib/messages/reader.ts";
import { FilledRail } from "./filled-rail.tsx";

answerInReadersLanguage();

export const generateMetadata = (): Metadata => ({
  title: { default: t.ui.product, template: `%s · ${t.ui.product}` },
  description: t.ui.tagline,
});

/**
 * A page streams in behind its skeleton and a script puts it there; without one it is shown where it arrived.
 * No quotes: React escapes them, and a style element does not take that back. In the first layer, since there
 * "important" is stronger than that of the base layer, which hides what is hidden.
 */
const withoutScript = String.raw`
  [data-loading] { display: none }
  body > a { position: absolute }
  body { display: grid; grid-template-columns: auto minmax(0, 1fr) }
  .frame { display: contents }
  .frame > aside { grid-area: 1 / 1 }
  .frame > div:has([data-loading]) { display: none }
  @layer theme { div[hidden][id^=S\:] { display: block !important; grid-area: 1 / 2; pointer-events: none } }
  div[hidden][id^=S\:] > * { pointer-events: auto }`;

export default async function RootLayout({ children }: { children: ReactNode }) {
  await connection();
  const folded = (await cookies()).get(railCookie)?.value === "folded";
  const { theme, contrast, density } = await readPreferences();
  const { language, timeZone } = reader();
  return (
    <html
      lang={language}
      dir="ltr"
      className={theme === "system" ? undefined : theme}
      data-contrast={contrast}
      data-density={density}
      data-time-zone={timeZone}
      suppressHydrationWarning
    >
      <body>
        <noscript>
          <style>{withoutScript}</style>
        </noscript>
        <Providers>
          <a
            href="#main"
            className="sr-only z-50 rounded-md bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:absolute focus:m-2"
          >
            {t.frame.skip}
          </a>
          <RailIcons />
          <div className="frame flex min-h-dvh">
            <FilledRail folded={folded} />
            <div className="relative min-w-0 flex-1">{children}</div>
          </div>
          <GlossaryCards />
        </Providers>
      </body>
    </html>
  );
}
