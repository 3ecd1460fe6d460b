import type { Entry } from "./entry.ts";
import * as m from "./markup.ts";
import { doc } from "./notation.ts";

const oldLogo = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 80" width="200" height="80"><text x="10" y="50" font-family="serif" font-size="30">Gauge 1</text></svg>`;

/** Gauge One: the closed programme, with pages in the old editor's markup. */
export const gaugeOne = (): Entry[] => [
  {
    title: "Gauge One",
    by: "tomoko",
    at: "2024-11-20T12:05",
    labels: ["legacy", "gauge-one"],
    files: [{ name: "g1.svg", type: "image/svg+xml", text: oldLogo }],
    body: `<p><ac:image ac:thumbnail="true" ac:width="200"><ri:attachment ri:filename="g1.svg" /></ac:image></p><ac:macro ac:name="info"><ac:default-parameter>Closed</ac:default-parameter><ac:rich-text-body><p>This programme ended in 2019. Pages moved here from the first wiki, unchanged.</p></ac:rich-text-body></ac:macro><p>47 built, 11 still alive. Ask <ac:link><ri:user ri:username="tomoko" /></ac:link>.</p><ac:macro ac:name="children"><ac:parameter ac:name="sort">title</ac:parameter></ac:macro>`,
  },
  {
    title: "G1 wiring",
    by: "petr",
    at: "2024-11-20",
    labels: ["legacy", "gauge-one"],
    body: `<ac:macro ac:name="section"><ac:parameter ac:name="border">true</ac:parameter><ac:rich-text-body><ac:macro ac:name="column"><ac:parameter ac:name="width">40%</ac:parameter><ac:rich-text-body><table class="confluenceTable"><thead><tr><th>Pin</th><th>Signal</th></tr></thead><tbody><tr><td>1</td><td>+12&nbsp;V</td></tr><tr><td>2</td><td>&Omega; (ground&hellip;)</td></tr><tr><td>3</td><td>4&ndash;20 mA</td></tr></tbody></table></ac:rich-text-body></ac:macro><ac:macro ac:name="column"><ac:rich-text-body><p>Red is plus. <span style="text-decoration: line-through;">Black is ground.</span> Black is the pump.</p><div class="note">&copy; 2015 Rillmark. Tolerance &plusmn;5&nbsp;mm.</div></ac:rich-text-body></ac:macro></ac:rich-text-body></ac:macro>`,
  },
  {
    title: "G1 packet",
    by: "tomoko",
    at: "2024-11-21",
    labels: ["legacy", "gauge-one"],
    body: `<p>Bits, most significant first&mdash;everything in 38 bytes.</p><ac:macro ac:name="code"><ac:parameter ac:name="title">header</ac:parameter><ac:plain-text-body><![CDATA[bits  0-15  0x4731 "G1"\nbits 16-23  version\nbits 24-31  count\n]]></ac:plain-text-body></ac:macro><pre>47 31 00 01 05 84 ff</pre><p>The decoder lives in <a href="https://git.rillmark.example/g1/decoder">git</a> and nobody has compiled it since 2021.</p>`,
  },
  {
    title: "G1 warranty list",
    by: "lotte",
    at: "2024-11-21",
    labels: ["legacy", "warranty"],
    files: [
      {
        name: "g1-alive.csv",
        type: "text/csv",
        text: "number,owner,place\n3,Wasserverband Oberinn,lobby\n9,Wasserverband Oberinn,Silz\n14,private,Götzens\n22,school,Landeck\n",
      },
    ],
    body: doc`
All warranties ended on {2021-12-31}. Four whose place we know: [[^g1-alive.csv]].
${m.macro("attachments", { old: "false", upload: "false" })}
`,
  },
  {
    title: "What we got wrong in Gauge One",
    by: "ilse",
    at: "2024-11-22",
    labels: ["legacy", "lessons"],
    likes: ["tomoko", "mateus"],
    body: doc`
1. We built the box before we asked who opens it. Fourteen screws.
2. Local time inside the device.
3. One supplier for the horn, who retired.
4. We believed a float. Floats hang. See [[=G1 wiring]].
5. We had no word for gauge zero and used *null*, so that the import wrote an empty field at nine stations.
Number 2 came back in 2025 as [[ENG:INC-24: Alerts an hour late on the last Sunday of March]]; number 3 in [[HW:Second source for boards]].
`,
  },
  {
    title: "G1 spare screws",
    by: "petr",
    at: "2024-11-22",
    under: "G1 wiring",
    labels: ["legacy"],
    body: "<p>M3&times;8, 14 per box, in the drawer <em>Schrauben&nbsp;alt</em>. Please do not order more.</p>",
  },
];
