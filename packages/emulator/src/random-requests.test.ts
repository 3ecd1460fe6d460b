import fc from "fast-check";
import { expect, it } from "vitest";
import { furnishedSite } from "./testing/contract/furnished-site.ts";
import { type RandomRequest, randomRequests } from "./testing/contract/random-requests.ts";
import { v1Operations } from "./v1/operations.ts";
import { v2Operations } from "./v2/operations.ts";

/** More of them for a long look: RANDOM_REQUESTS=20000 npx vitest run packages/emulator/src/random-requests.test.ts */
const numRuns = Number(process.env.RANDOM_REQUESTS ?? 400);

/** The 5xx a real site gives, each on purpose: searching favourites, deleting what was purged, archiving what is not there. */
const onPurpose: readonly (readonly [path: string, answer: RegExp])[] = [
  ["/rest/api/relation/", /NotImplementedServiceException/],
  ["/api/v2/pages/", /"code":"INTERNAL_SERVER_ERROR","title":"INTERNAL_SERVER_ERROR"/],
  ["/rest/api/content/archive", /"statusCode":500/],
];

/** Answers to HEAD have no body to know them by. */
const isOnPurpose = (path: string, answer: string): boolean =>
  onPurpose.some(([part, pattern]) => path.includes(part) && (answer === "" || pattern.test(answer)));

it(
  "no request, however odd, makes the emulator fail",
  async () => {
    const site = await furnishedSite({ legacyV1: true });
    const { emulator } = site;
    const before = emulator.admin.snapshot();
    let answers = 0;

    async function check({ method, path, headers, body }: RandomRequest, authorization: string): Promise<void> {
      const response = await emulator.fetch(`${emulator.url}${path}`, {
        method,
        redirect: "manual",
        headers: { authorization, ...headers },
        ...(body === undefined ? {} : { body }),
      });
      const text = await response.text();
      answers += 1;
      if (response.status >= 500 && !isOnPurpose(path, text))
        expect.fail(`${method} ${path} answered ${response.status}: ${text}`);
      if (response.headers.get("content-type")?.includes("json") && text !== "") JSON.parse(text);
    }

    await fc.assert(
      fc.asyncProperty(randomRequests(site, [...v1Operations, ...v2Operations]), async (requests) => {
        emulator.admin.restore(before);
        const token = emulator.admin.createApiToken({ account: site.email });
        const authorization = `Basic ${Buffer.from(`${site.email}:${token.id}`).toString("base64")}`;
        for (const request of requests) await check(request, authorization);
      }),
      { numRuns },
    );
    expect(answers).toBeGreaterThan(numRuns);
  },
  Math.max(60_000, numRuns * 100),
);
