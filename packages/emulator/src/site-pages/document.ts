import { html, type Markup, raw } from "./html.ts";

const style = `
:root{color-scheme:light dark;--bg:#f6f5f2;--card:#fff;--ink:#1d2125;--soft:#56606b;--line:#d9d6cf;--accent:#0b57d0;--accent-ink:#fff;--mark:#fff3c4}
@media (prefers-color-scheme:dark){:root{--bg:#15181c;--card:#1e2329;--ink:#e6e9ed;--soft:#a3adb8;--line:#38414b;--accent:#8ab4f8;--accent-ink:#10233f;--mark:#51461a}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
a{color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.narrow{max-width:30rem;margin:0 auto;padding:1.5rem 1rem 3rem}
.wide{max-width:50rem;margin:0 auto;padding:1.5rem 1rem 4rem}
.card{background:var(--card);border:1px solid var(--line);border-radius:14px;padding:1.5rem}
h1{font-size:1.35rem;line-height:1.3;margin:0 0 .5rem;overflow-wrap:anywhere}
h2{font-size:1rem;margin:1.25rem 0 .35rem}
p{margin:.4rem 0}
.soft{color:var(--soft);font-size:.92rem}
ul.scopes{margin:.2rem 0 0;padding:0;list-style:none}
ul.scopes li{padding:.25rem 0 .25rem 1.5rem;position:relative}
ul.scopes li::before{content:"\\2713";position:absolute;left:.15rem;color:var(--accent);font-weight:700}
fieldset{border:0;padding:0;margin:1.1rem 0 0}
legend{font-weight:600;padding:0;margin-bottom:.35rem}
label.choice{display:flex;gap:.7rem;align-items:center;padding:.6rem .75rem;border:1px solid var(--line);border-radius:10px;margin-top:.4rem;cursor:pointer}
label.choice:has(:checked){border-color:var(--accent);box-shadow:inset 0 0 0 1px var(--accent)}
label.choice input{width:1.1rem;height:1.1rem;accent-color:var(--accent);flex:none}
.choice span{min-width:0;overflow-wrap:anywhere}
.choice small{display:block;color:var(--soft)}
.person{display:flex;gap:.75rem;align-items:center;margin:.75rem 0 0;padding:.75rem;border:1px solid var(--line);border-radius:10px}
.person div{min-width:0;flex:1;overflow-wrap:anywhere}
.badge{flex:none;width:2.4rem;height:2.4rem;border-radius:50%;display:grid;place-items:center;font-weight:700;background:var(--accent);color:var(--accent-ink)}
.actions{display:flex;flex-wrap:wrap;gap:.6rem;margin-top:1.5rem}
button{font:inherit;font-weight:600;min-height:2.75rem;padding:.5rem 1.2rem;border-radius:10px;border:1px solid var(--line);background:transparent;color:var(--ink);cursor:pointer}
button.primary{background:var(--accent);border-color:var(--accent);color:var(--accent-ink)}
.actions button{flex:1 1 8rem}
ul.people{list-style:none;margin:1rem 0 0;padding:0}
ul.people button{display:flex;gap:.75rem;align-items:center;width:100%;text-align:left;font-weight:400;margin-top:.4rem}
.crumbs{font-size:.92rem;color:var(--soft);margin-bottom:1rem;overflow-wrap:anywhere}
.crumbs ol{list-style:none;display:flex;flex-wrap:wrap;gap:.2rem .5rem;margin:0;padding:0}
.crumbs li+li::before{content:"/";margin-right:.5rem}
article{overflow-wrap:anywhere}
article h1,article h2,article h3{line-height:1.3;margin:1.4em 0 .4em;font-size:revert}
article table{border-collapse:collapse;display:block;overflow-x:auto}
article th,article td{border:1px solid var(--line);padding:.4rem .6rem;text-align:left;vertical-align:top}
article pre{background:var(--bg);border:1px solid var(--line);border-radius:8px;padding:.8rem;overflow-x:auto}
article img{max-width:100%}
.note{font-size:.85rem;color:var(--soft);margin-top:1.2rem}
code{font-family:ui-monospace,SFMono-Regular,Menlo,monospace;font-size:.92em}
`;

/** A whole page without scripts and without anything loaded from elsewhere. */
export function htmlDocument(title: string, main: Markup, width: "narrow" | "wide" = "narrow"): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${raw(style)}</style>
</head>
<body>
<main class="${width}">${main}</main>
</body>
</html>
`.markup;
}
