import Markdown, { type Components } from "react-markdown";
import * as t from "../../lib/messages/index.ts";
import { opensTooMany, shallowMarkdown } from "./shallow-markdown.ts";

const plugins = [shallowMarkdown];

const components: Components = {
  // Who wrote it is nobody this server vouches for.
  a: ({ href, children }) => (
    <a href={href} rel="nofollow noopener noreferrer" target="_blank" className="link">
      {children}
    </a>
  ),
  // Nothing is loaded from where a comment says.
  img: ({ alt }) => <span className="text-ink-2">[{t.triageDialog.comment.image(alt ?? "")}]</span>,
  // The headings of a page are not a comment's to write.
  h1: ({ children }) => <p className="font-semibold">{children}</p>,
  h2: ({ children }) => <p className="font-semibold">{children}</p>,
  h3: ({ children }) => <p className="font-semibold">{children}</p>,
  h4: ({ children }) => <p className="font-semibold">{children}</p>,
  h5: ({ children }) => <p className="font-semibold">{children}</p>,
  h6: ({ children }) => <p className="font-semibold">{children}</p>,
  pre: ({ children }) => <pre className="overflow-x-auto rounded-sm bg-sunken p-2 text-xs">{children}</pre>,
};

/** What a person wrote, as Markdown: no HTML of theirs, no picture, and links that vouch for nothing. */
export function CommentText({ body }: { body: string }) {
  return (
    <div className="grid max-w-prose gap-2 text-sm break-words [&_code]:rounded-sm [&_code]:bg-sunken [&_code]:px-1 [&_ol]:list-decimal [&_ol]:ps-5 [&_ul]:list-disc [&_ul]:ps-5 [&_blockquote]:border-s-2 [&_blockquote]:border-line-strong [&_blockquote]:ps-3 [&_blockquote]:text-ink-2">
      {opensTooMany(body) ? (
        <p className="whitespace-pre-wrap">{body}</p>
      ) : (
        <Markdown skipHtml remarkPlugins={plugins} components={components}>
          {body}
        </Markdown>
      )}
    </div>
  );
}
