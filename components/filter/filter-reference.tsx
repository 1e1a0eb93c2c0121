"use client";

import { fieldNames, filterFields } from "../../lib/domain/filter-language/index.ts";
import * as t from "../../lib/messages/index.ts";

/** All of the filter language, from the table of its fields. */
export function FilterReference() {
  const words = t.filter;
  return (
    <>
      <h2 className="font-semibold">{words.helpTitle}</h2>
      <p className="mt-1 max-w-prose text-ink-2">{words.helpIntro}</p>
      <table className="mt-3 w-full text-xs">
        <thead>
          <tr className="border-b border-line text-start text-ink-2">
            {(["field", "meaning", "example"] as const).map((name) => (
              <th key={name} scope="col" className="py-1 pe-3 text-start font-medium">
                {words.helpColumns[name]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...fieldNames, "text" as const].map((field) => (
            <tr key={field} className="border-b border-line align-top">
              <th scope="row" className="py-1 pe-3 text-start font-mono font-normal">
                {field === "text" ? words.names.text : field}
              </th>
              <td className="py-1 pe-3">{words.fields[field]}</td>
              <td className="py-1 font-mono [font-feature-settings:'calt'_0,'liga'_0]">
                {filterFields[field].examples.map((example) => (
                  <code key={example} className="me-3 inline-block">
                    {example}
                  </code>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
