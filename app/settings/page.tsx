import { z } from "zod";
import { Page } from "../../components/frame/page.tsx";
import { readPreferences } from "../../components/frame/read-preferences.ts";
import { titled } from "../../components/frame/titled.ts";
import { Link } from "../../components/ui/link.tsx";
import { Section } from "../../components/ui/section.tsx";
import { guardPage } from "../../lib/guard/index.ts";
import * as t from "../../lib/messages/index.ts";
import { PreferenceFields } from "./preference-fields.tsx";

const words = t.settings;
export const generateMetadata = titled(() => words.title);

/** How this browser shows things, and the ways to what is set for everybody. */
export default guardPage(z.object({}), async () => {
  const preferences = await readPreferences();
  const pages = [
    { href: "/settings/retention", label: words.server.retention, detail: words.server.retentionDetail },
    { href: "/settings/sla", label: t.sla.settings, detail: t.sla.settingsDetail },
    { href: "/settings/links", label: t.exporting.links.title, detail: t.exporting.links.detail },
  ];
  return (
    <Page crumbs={[{ label: words.title }]} title={words.title} lead={words.lead}>
      <PreferenceFields initial={preferences} />
      <Section id="server" title={words.server.title} className="mt-10">
        <ul className="grid gap-2 text-sm">
          {pages.map(({ href, label, detail }) => (
            <li key={href}>
              <Link href={href} className="link inline-block min-h-6 leading-6">
                {label}
              </Link>
              <p className="text-ink-2">{detail}</p>
            </li>
          ))}
        </ul>
      </Section>
    </Page>
  );
});
