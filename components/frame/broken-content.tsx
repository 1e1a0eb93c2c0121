"use client";

import { usePathname } from "next/navigation";
import * as t from "../../lib/messages/index.ts";
import { Button, LinkButton } from "../ui/button.tsx";
import { ErrorState } from "../ui/state.tsx";
import type { BrokenProps } from "./frame-parts.tsx";
import { Page } from "./page.tsx";

/** The guard puts the sentence of an expected error into the digest: "BREAKWATER;code;sentence". */
const expected = /^BREAKWATER;([\w-]+);([\s\S]+)$/;

function digestOf(error: unknown): string | null {
  if (typeof error !== "object" || error === null || !("digest" in error)) return null;
  return typeof error.digest === "string" ? error.digest : null;
}

/** The codes that have a title of their own. */
const titled = ["unavailable", "invalid", "forbidden"] as const;

/** What every error.tsx shows: the server's own sentence where there is one, a reference for the log where not. */
export function BrokenContent({ error, retry }: BrokenProps) {
  const digest = digestOf(error);
  const path = usePathname();
  const [, code, sentence] = digest?.match(expected) ?? [];
  return (
    <Page crumbs={[{ label: t.ui.error.title }]}>
      <h1 className="sr-only">{t.ui.error.title}</h1>
      <ErrorState
        title={t.ui.error[titled.find((one) => one === code) ?? "title"]}
        actions={
          <>
            {code === "invalid" ? (
              <LinkButton href={path} variant="primary">
                {t.ui.error.withoutQuery}
              </LinkButton>
            ) : (
              <Button variant="primary" onClick={() => retry()}>
                {t.ui.tryAgain}
              </Button>
            )}
            <LinkButton href="/">{t.ui.toOverview}</LinkButton>
          </>
        }
      >
        <p>{sentence ?? t.ui.error.detail}</p>
        {code === "unavailable" ? <p className="mt-1">{t.ui.error.unavailableDetail}</p> : null}
        {!sentence && digest ? <p className="mt-2 font-mono text-xs">{t.ui.error.reference(digest)}</p> : null}
      </ErrorState>
    </Page>
  );
}
