import type { ReactNode } from "react";
import { Section } from "../ui/section.tsx";

interface Props {
  id: string;
  title: string;
  /** What is read from the chart, in one sentence. */
  summary: string;
  aside?: string;
  actions?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** A chart under its heading and its one sentence. */
export function ChartSection({ id, title, summary, aside, actions, className, children }: Props) {
  return (
    <Section id={id} title={title} aside={aside} actions={actions} {...(className ? { className } : {})}>
      <p className="nums mb-2 max-w-prose text-sm text-ink-2">{summary}</p>
      {children}
    </Section>
  );
}
