import * as t from "../../lib/messages/index.ts";
import { PageSkeleton } from "../ui/skeleton.tsx";
import { Page } from "./page.tsx";

/** What every loading.tsx shows: the frame as it will be, and places where the content will stand. */
export function LoadingPage({ area }: { area: keyof typeof t.frame.nav }) {
  return (
    <div data-loading>
      <Page crumbs={[{ label: t.frame.nav[area] }]}>
        <PageSkeleton />
      </Page>
    </div>
  );
}
