import { densities, languages, themes } from "../../lib/domain/preferences.ts";
import * as t from "../../lib/messages/index.ts";
import type { FrameCluster } from "../frame/frame-cluster.ts";
import { navigation } from "../frame/navigation.ts";
import { setPreferences } from "../frame/preferences.ts";
import { setTheme } from "../frame/theme.ts";
import { openKeyHelp } from "../keyboard/page-keys.ts";
import { toast } from "../ui/toast.ts";
import { findingActions } from "./finding-actions.ts";
import type { PaletteItem } from "./item.ts";

const words = t.palette;

/** Every page of the rail, and those that stand behind one. */
export function pageItems(): PaletteItem[] {
  const page = (href: string, label: string, more = ""): PaletteItem => ({
    ...{ id: href, group: "page", label, href, words: `${href} ${more}` },
  });
  return [
    ...navigation.flatMap(({ items }) => items.map(({ href, area }) => page(href, t.frame.nav[area]))),
    page("/report", t.frame.nav.report),
    page("/clusters/new", words.pages.addCluster),
    page("/node-ports/review", words.pages.review),
    page("/ports/reference", t.frame.nav.ports, "reference"),
    page("/settings/retention", words.pages.retention, t.frame.nav.settings),
  ];
}

async function copyLink(): Promise<void> {
  try {
    await navigator.clipboard.writeText(location.href);
    toast(words.done.copied);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    toast.error(t.filter.views.notCopied(location.href));
  }
}

/** What this browser can be told: how it shows things, the link, the keys. */
function browserActions(refresh: () => void): PaletteItem[] {
  const action = (id: string, label: string, run: () => void, more = ""): PaletteItem => ({
    ...{ id, group: "action", label, words: more },
    run: () => {
      run();
      return undefined;
    },
  });
  return [
    action("copy", words.actions.copyLink, () => void copyLink(), "url address"),
    action("keys", words.actions.keys, () => void openKeyHelp(), "keyboard shortcuts help ?"),
    ...themes.map((theme) =>
      action(`theme ${theme}`, words.actions.theme(t.frame.theme[theme]), () => setTheme(theme), theme),
    ),
    ...languages.map((language) =>
      action(
        `language ${language}`,
        words.actions.language(t.settings.language[language]),
        () => {
          setPreferences({ language });
          location.reload();
        },
        `${language} language sprache`,
      ),
    ),
    ...densities.map((density) =>
      action(`density ${density}`, words.actions.density(t.settings.density[density]), () => {
        setPreferences({ density });
        refresh();
      }),
    ),
  ];
}

interface OwnOptions {
  clusters: readonly FrameCluster[];
  refresh: () => void;
  /** Asks how hard to look, and says what that costs. */
  chooseScan: (cluster: FrameCluster) => void;
}

/** All that needs no search: acts on what is open, scans, preferences and pages. */
export function ownItems({ clusters, refresh, chooseScan }: OwnOptions): PaletteItem[] {
  const scans = clusters.map(
    (cluster): PaletteItem => ({
      id: `scan ${cluster.id}`,
      group: "action",
      label: words.actions.scan(cluster.name),
      detail: words.actions.scanHint,
      run: () => {
        chooseScan(cluster);
        return true;
      },
    }),
  );
  return [...findingActions(refresh), ...scans, ...browserActions(refresh), ...pageItems()];
}
