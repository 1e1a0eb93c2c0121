import { CodeBlock } from "../../../components/ui/code-block.tsx";
import { Section } from "../../../components/ui/section.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../../../components/ui/table.tsx";
import type { Check } from "../../../lib/domain/check.ts";
import type { SettingValue } from "../../../lib/domain/setting.ts";
import * as t from "../../../lib/messages/index.ts";
import { knownGrant } from "../../nodes/known-grant.ts";
import { sampleContext } from "./sample-context.ts";

const words = t.checks;

function written(value: SettingValue | undefined): string {
  if (value === undefined) return words.settings.anyOther;
  return Array.isArray(value) ? value.join(", ") : String(value);
}

/** Settings that it judges, with the value that it wants where it wants one. */
export function CheckSettings({ check }: { check: Check }) {
  if (!check.settings) return null;
  const { component, names } = check.settings;
  const wanted = check.wanted?.(sampleContext(check, check.distributions[0] ?? "unknown")) ?? {};
  return (
    <Section id="settings" title={words.settings.title} aside={component}>
      <div className="max-w-[720px]">
        <Table label={words.settings.title} scrollable>
          <TableHead>
            <TableHeader>{words.settings.name}</TableHeader>
            <TableHeader>{words.settings.wanted}</TableHeader>
          </TableHead>
          <TableBody>
            {names.map((name) => (
              <TableRow key={name}>
                <TableCell>
                  <code className="text-[12px] break-all">{name}</code>
                </TableCell>
                <TableCell>
                  {name in wanted ? (
                    <code className="text-[12px] break-all">{written(wanted[name])}</code>
                  ) : (
                    <span className="text-ink-2">{words.settings.anyOther}</span>
                  )}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
    </Section>
  );
}

/** Doors that its fix closes, and the rights that open the same door with a credential. */
export function CheckDoors({ check }: { check: Check }) {
  const { closes = [], rights = [] } = check;
  if (closes.length + rights.length === 0) return null;
  return (
    <Section id="doors" title={words.doors.title}>
      <div className="grid gap-3 text-sm">
        {closes.length > 0 ? (
          <div>
            <p className="max-w-prose text-ink-2">{words.doors.lead}</p>
            <ul className="mt-1 list-disc ps-5">
              {closes.map((door) => (
                <li key={door}>{words.doors.names[door]}</li>
              ))}
            </ul>
          </div>
        ) : null}
        {rights.length > 0 ? (
          <div>
            <p className="max-w-prose text-ink-2">{words.doors.rights}</p>
            <ul className="mt-1 list-disc ps-5">
              {rights.map(({ apiGroup, resource, verbs }) => (
                <li key={`${apiGroup}/${resource}`}>
                  <code className="text-[12px]">{resource}</code>{" "}
                  <span className="text-ink-2">{words.doors.verbs(verbs)}</span>
                </li>
              ))}
            </ul>
          </div>
        ) : null}
      </div>
    </Section>
  );
}

/** Permissions without which it does not know. */
export function CheckNeeds({ check: { needs } }: { check: Check }) {
  const grants = needs.flatMap((need) => knownGrant(need) ?? []).join("");
  return (
    <Section id="needs" title={words.needs.title}>
      {needs.length === 0 ? (
        <p className="text-sm text-ink-2">{words.facts.noNeeds}</p>
      ) : (
        <>
          <p className="mb-2 max-w-prose text-sm text-ink-2">{words.needs.lead}</p>
          <ul className="mb-2 flex flex-wrap gap-x-4 text-sm">
            {needs.map((need) => (
              <li key={need}>
                <code>{need}</code>
              </li>
            ))}
          </ul>
          {grants ? <CodeBlock code={grants} label={words.needs.grant} copyLabel={words.needs.copyGrant} /> : null}
        </>
      )}
    </Section>
  );
}
