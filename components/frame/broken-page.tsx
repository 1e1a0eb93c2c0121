"use client";

import { usePathname } from "next/navigation";
import * as t from "../../lib/messages/index.ts";
import { Button, LinkButton } from "../ui/button.tsx";
import { ErrorState } from "../ui/state.tsx";
import { Page } from "./page.tsx";

/** The guard puts the sentence of an expected error into the digest: "BREAKWATER;code;sentence". */
const expected = /^BREAKWATER;([\w-]+);([\s\S]+)$/;

function digestOf(error: unknown): string | null {
  if (typeof error !== "object" || error === null || !("digest" in error)) return null;
  return typeof error.digest === "string" ? error.digest : null;
}

const titles: Record<string, string> = {
  unavailable: t.ui.error.unavailable,
  invalid: t.ui.error.invalid,
  forbidden: t.ui.error.forbidden,
};

/** What every error.tsx shows: the server's own sentence where there is one, a reference for the log where not. */
export function BrokenPage({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = digestOf(error);
  const path = usePathname();
  const [, code, sentence] = digest?.match(expected) ?? [];
  return (
    <Page crumbs={[{ label: t.ui.error.title }]}>
      <h1 className="sr-only">{t.ui.error.title}</h1>
      <ErrorState
        title={titles[code ?? ""] ?? t.ui.error.title}
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
