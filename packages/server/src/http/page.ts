/** A whole page of the server's own, for browsers that come back from Atlassian. No scripts but the one named. */
export type Page = {
  title: string;
  tone: "good" | "bad" | "neutral";
  heading: string;
  text: string;
  main?: string;
  script?: string;
};

export function renderPage({ title, tone, heading, text, main = "", script }: Page): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · Tributary</title>
<link rel="stylesheet" href="/oauth/page.css">
${script === undefined ? "" : `<script src="${script}" defer></script>`}
</head>
<body>
<main class="${tone}">
<p class="brand">Tributary</p>
<h1>${escapeHtml(heading)}</h1>
<p>${escapeHtml(text)}</p>
${main}
</main>
</body>
</html>`;
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

export const pageCss = `:root{color-scheme:light dark;--bg:#f6f7f9;--card:#fff;--ink:#16202c;--dim:#51606f;--line:#dfe4ea;--good:#0b7a4b;--bad:#b3261e;--accent:#0f62d6;--on-accent:#fff}
@media (prefers-color-scheme:dark){:root{--bg:#0e1319;--card:#161d26;--ink:#e8edf3;--dim:#9aa8b7;--line:#2a3441;--good:#4cc38a;--bad:#ff8a80;--accent:#6ea8ff;--on-accent:#0b1420}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;background:var(--bg);color:var(--ink);font:16px/1.5 system-ui,sans-serif;padding:1rem}
main{width:min(30rem,100%);background:var(--card);border:1px solid var(--line);border-top:4px solid var(--accent);border-radius:12px;padding:2rem}
main.good{border-top-color:var(--good)}main.bad{border-top-color:var(--bad)}
.brand{margin:0 0 1rem;font-weight:600;color:var(--dim)}
h1{font-size:1.35rem;margin:0 0 .5rem}
p{margin:.5rem 0;color:var(--dim);overflow-wrap:anywhere}
fieldset{border:0;margin:1.25rem 0 0;padding:0;display:grid;gap:.5rem}
legend{padding:0;margin-bottom:.5rem;font-weight:600}
label{display:flex;gap:.75rem;align-items:start;border:1px solid var(--line);border-radius:8px;padding:.75rem;cursor:pointer}
label:has(:checked){border-color:var(--accent);box-shadow:0 0 0 1px var(--accent)}
input{margin-top:.35rem;accent-color:var(--accent)}
label.text{display:block}label.text input{display:block;width:100%;margin-top:.35rem;padding:.5rem;font:inherit;color:inherit;background:var(--bg);border:1px solid var(--line);border-radius:6px}
.quiet,a.button.quiet{background:none;color:var(--accent);border:1px solid var(--line)}
label small{display:block;color:var(--dim);overflow-wrap:anywhere}
button,a.button{display:inline-block;margin-top:1.25rem;border:0;border-radius:8px;padding:.65rem 1.1rem;background:var(--accent);color:var(--on-accent);font:inherit;font-weight:600;cursor:pointer;text-decoration:none}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
`;
