import { Download } from "lucide-react";
import { LinkButton } from "../../components/ui/button.tsx";
import { cn } from "../../components/ui/class-names.ts";
import { CodeBlock } from "../../components/ui/code-block.tsx";
import { Section } from "../../components/ui/section.tsx";
import { importers } from "../../lib/importers/index.ts";
import * as t from "../../lib/messages/index.ts";

const words = t.imports;
const scriptHref = "/imports/breakwater-node-report.sh";

/** Other tools first, our own script last. */
const shown = importers.toSorted((a, b) => Number(a.format === "node-report") - Number(b.format === "node-report"));

/** What each tool's file gives, with the command that makes it. */
export function ToolCommands({ className, narrow = false }: { className?: string; narrow?: boolean }) {
  return (
    <Section id="commands" title={words.howMade} className={cn(className)}>
      <ul className={cn("grid gap-x-10 gap-y-6", narrow ? null : "lg:grid-cols-2")}>
        {shown.map(({ format, title, madeBy }) => (
          <li key={format} className="min-w-0">
            <h3 className="text-sm font-semibold">{title}</h3>
            <p className="mt-0.5 mb-1.5 max-w-prose text-sm text-ink-2">{words.gives[format]}</p>
            <CodeBlock code={madeBy} label={title} copyLabel={words.copyCommand(title)} />
            {format === "node-report" ? (
              <LinkButton href={scriptHref} size="sm" className="mt-2" download prefetch={false}>
                <Download aria-hidden />
                {words.script}
              </LinkButton>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}
