import { expect, test } from "vitest";
import { includesOf } from "./includes.ts";

test("an include is read whatever stands beside the page it names", () => {
  const page = '<ac:link ac:card="a>b"><ri:page ri:space-key="ENG" ri:content-title="R &amp; D" /></ac:link>';
  const include = `<ac:structured-macro ac:name="include"><ac:parameter ac:name="">${page}</ac:parameter></ac:structured-macro>`;
  expect(includesOf(`<p>x</p>${include}`)).toMatchObject([{ title: "R & D", spaceKey: "ENG", start: 8 }]);
  expect(includesOf(`<![CDATA[${include}]]>`)).toEqual([]);
});

test("code full of the beginnings of tags takes a time that grows with its length", () => {
  const include = '<ac:structured-macro ac:name="include">';
  const started = process.cpuUsage();
  for (const unit of ["<ri:page ", "<ac:structured-macro ", "<![CDATA["])
    includesOf(`${include}${unit.repeat(60_000)}</ac:structured-macro>`);
  expect(process.cpuUsage(started).user / 1_000_000).toBeLessThan(5);
});
