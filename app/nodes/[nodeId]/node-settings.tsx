import { href } from "../../../components/href.ts";
import { SettingList } from "../../../components/settings/setting-list.tsx";
import { LinkSwitch } from "../../../components/ui/link-tabs.tsx";
import { Section } from "../../../components/ui/section.tsx";
import { type EffectiveSetting, type SettingComponent, settingComponents } from "../../../lib/domain/setting.ts";
import type { NodeDetail } from "../../../lib/domain/views/node-view.ts";
import * as t from "../../../lib/messages/index.ts";

/** One component at a time, since all of them together are a hundred lines and more. */
export const shownComponents = [...settingComponents, "all"] as const;
type Shown = (typeof shownComponents)[number];

const words = t.nodes.settings;
const quiet = "border-t border-line py-2 text-sm text-ink-2";

/** Somebody or something other than the default decided it. */
const isSet = ({ decidedBy }: EffectiveSetting) => decidedBy !== null && decidedBy !== "default";

function Filter({ node, component }: { node: NodeDetail; component: Shown }) {
  const settings = node.settings ?? [];
  const count = (one: SettingComponent) => settings.filter((setting) => setting.component === one).length;
  const present = settingComponents.filter((one) => count(one) > 0);
  if (present.length < 2) return null;
  const to = (one: Shown) => `${href(`/nodes/${node.id}`, { component: one === "kubelet" ? null : one })}#settings`;
  return (
    <LinkSwitch
      label={words.filter}
      className="flex-wrap"
      tabs={[
        ...present.map((one) => ({
          href: to(one),
          label: words.option(t.finding.sources.component[one], count(one)),
          current: component === one,
        })),
        { href: to("all"), label: words.option(words.every, settings.length), current: component === "all" },
      ]}
    />
  );
}

/** Effective settings of the node's components; a line opens to every source. Defaults are folded away. */
export function NodeSettings({ node, component }: { node: NodeDetail; component: Shown }) {
  if (!node.settings) {
    return (
      <Section id="settings" title={words.title} aside={words.aside}>
        <p className={quiet}>{words.none}</p>
      </Section>
    );
  }
  const shown = node.settings.filter((setting) => component === "all" || setting.component === component);
  const contradicting = shown.filter(({ contradiction }) => contradiction !== null);
  const others = shown.filter((setting) => setting.contradiction === null && isSet(setting));
  const rest = shown.filter((setting) => setting.contradiction === null && !isSet(setting));
  const showComponent = component === "all";
  const told = [...contradicting, ...others];
  return (
    <Section
      id="settings"
      title={words.title}
      aside={contradicting.length > 0 ? words.contradictions(contradicting.length) : words.noContradiction}
      actions={<Filter node={node} component={component} />}
    >
      {told.length > 0 ? (
        <SettingList settings={told} showComponent={showComponent} />
      ) : (
        <p className={quiet}>
          {component === "all" ? words.none : words.noneOf(t.finding.sources.component[component])}
        </p>
      )}
      {rest.length > 0 ? (
        <details className="mt-2">
          <summary className="link text-sm">{words.more(rest.length)}</summary>
          <div className="mt-2">
            <SettingList settings={rest} showComponent={showComponent} />
          </div>
        </details>
      ) : null}
    </Section>
  );
}
