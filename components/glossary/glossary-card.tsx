"use client";

import { type CSSProperties, useEffect, useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import * as t from "../../lib/messages/index.ts";
import { Link } from "../ui/link.tsx";
import type { CardAnchor } from "./glossary-cards.tsx";
import { type CardContent, readCard } from "./read-card.ts";

const words = t.hoverCard;
const cardId = "glossary-card";
const gap = 6;
const margin = 8;
/** So many products are named in the card; the page has them all. */
const named = 3;

function PortRows({ rows }: Extract<CardContent, { kind: "port" }>) {
  if (rows.length === 0) return <p>{words.portUnknown}</p>;
  return (
    <ul className="grid gap-2">
      {rows.slice(0, named).map(({ component, product, purpose, reach, risk }) => (
        <li key={`${component} ${product}`}>
          <span className="font-medium">{component}</span> <span className="text-ink-2">{product}</span>
          {rows.length === 1 ? <span className="block">{purpose}</span> : null}
          <span className="block">
            <span className="text-ink-2">{words.reach}:</span> {reach.map((who) => t.ports.reach[who]).join(", ")}
          </span>
          {rows.length === 1 ? (
            <span className="block">
              <span className="text-ink-2">{words.risk}:</span> {risk}
            </span>
          ) : null}
        </li>
      ))}
      {rows.length > named ? <li className="text-ink-2">{words.more(rows.length - named)}</li> : null}
    </ul>
  );
}

function Explained({ content }: { content: CardContent }) {
  if (content.kind === "port") return <PortRows {...content} />;
  const { term, is, why } = content.entry;
  return (
    <>
      <p className="font-medium">{term}</p>
      <p>{is}</p>
      <p className="mt-1.5">
        <span className="text-ink-2">{words.why}:</span> {why}
      </p>
    </>
  );
}

/** Above what asks, below where there is no room, and never outside of the window. */
function placeBeside(element: HTMLElement, card: HTMLElement): CSSProperties {
  const beside = element.getBoundingClientRect();
  const { width, height } = card.getBoundingClientRect();
  const isRtl = getComputedStyle(element).direction === "rtl";
  const start = isRtl ? innerWidth - beside.right : beside.left;
  const above = beside.top - height - gap;
  return {
    top: above >= margin ? above : Math.min(beside.bottom + gap, innerHeight - height - margin),
    insetInlineStart: Math.max(margin, Math.min(start, innerWidth - width - margin)),
  };
}

/** What was read for the element; null while it is read, "failed" where it could not be. */
function useCard(element: HTMLElement): CardContent | "failed" | null {
  const [read, setRead] = useState<{ element: HTMLElement; content: CardContent | "failed" } | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const keep = (content: CardContent | "failed" | null) => isCurrent && content && setRead({ element, content });
    readCard(element).then(keep, () => keep("failed"));
    return () => {
      isCurrent = false;
    };
  }, [element]);
  return read?.element === element ? read.content : null;
}

/** The card of a term or a port: a tooltip where one points or focuses, with a way on where a finger asked. */
export function GlossaryCard({ anchor: { element, touch } }: { anchor: CardAnchor }) {
  const card = useRef<HTMLDivElement>(null);
  const content = useCard(element);
  const [place, setPlace] = useState<CSSProperties | null>(null);
  useLayoutEffect(() => {
    if (!content || !card.current) return;
    setPlace(placeBeside(element, card.current));
    element.setAttribute("aria-describedby", cardId);
    return () => element.removeAttribute("aria-describedby");
  }, [content, element]);
  if (!content) return null;
  return createPortal(
    <div
      ref={card}
      id={cardId}
      data-glossary-card
      {...(touch ? { role: "dialog", "aria-label": words.label } : { role: "tooltip" })}
      style={place ?? { visibility: "hidden", top: 0, insetInlineStart: 0 }}
      className="fixed z-50 w-max max-w-80 rounded-md border border-line-strong bg-page px-2.5 py-1.5 text-xs leading-[18px] text-ink shadow-float"
    >
      {content === "failed" ? <p>{words.failed}</p> : <Explained content={content} />}
      {touch && content !== "failed" ? (
        <Link
          href={content.kind === "port" ? `/ports/${content.port}` : `/glossary#${content.entry.id}`}
          className="link mt-1 inline-block min-h-6 leading-6"
        >
          {content.kind === "port" ? words.portMore(content.port) : words.termMore}
        </Link>
      ) : null}
    </div>,
    document.body,
  );
}
