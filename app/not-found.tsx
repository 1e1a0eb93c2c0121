import { SearchX } from "lucide-react";
import { Page } from "../components/frame/page.tsx";
import { LinkButton } from "../components/ui/button.tsx";
import { EmptyState } from "../components/ui/state.tsx";
import * as t from "../lib/messages/index.ts";

export default function NotFound() {
  return (
    <Page crumbs={[{ label: t.ui.notFound.title }]} title={t.ui.notFound.title}>
      <EmptyState
        icon={SearchX}
        title={t.ui.notFound.detail}
        actions={<LinkButton href="/">{t.ui.toOverview}</LinkButton>}
      />
    </Page>
  );
}
