import { beforeAll, describe, expect, it } from "vitest";
import { withoutFeature } from "./coverage.ts";
import { type DocumentedOperation, documentsArePresent, readDocument, succeeds } from "./testing/contract/documents.ts";
import { type Furnished, furnishedSite } from "./testing/contract/furnished-site.ts";
import { type Tally, type Violation, violations } from "./testing/contract/json-schema.ts";
import { type Drift, knownDrift } from "./testing/contract/known-drift.ts";
import { type PlannedRequest, plainRequest, variedRequests } from "./testing/contract/requests.ts";

const documents = documentsArePresent ? { v1: readDocument("v1"), v2: readDocument("v2") } : undefined;
const operations = documents ? [...documents.v2.operations, ...documents.v1.operations] : [];
const tally: Tally & { operations: Set<string>; answers: number; bodies: number } = {
  operations: new Set(),
  answers: 0,
  bodies: 0,
  values: 0,
  undocumented: new Set(),
};
const seenDrift = new Set<Drift>();

const nameOf = ({ api, id }: DocumentedOperation) => `${api} ${id}`;
const expectedStatus = ({ api, id }: DocumentedOperation) =>
  withoutFeature.find((one) => one.api === api && one.id === id)?.status;

/** Refused to people, so an OAuth app has to ask. */
const forAppsOnly = new Set(["addCustomContentPermissions", "getDataPolicyMetadata", "getDataPolicySpaces"]);

type Given = { status: number; headers: Headers; json: unknown; text: string };

/** Everything wrong with one answer, in words. */
function problemsOf(operation: DocumentedOperation, given: Given): string[] {
  const wanted = expectedStatus(operation);
  const documented = operation.answers.find(({ status }) => status === given.status);
  if (wanted !== undefined)
    return given.status === wanted ? [] : [`status ${given.status}, where COVERAGE.md says ${wanted}`];
  if (!documented || !succeeds(documented)) {
    const statuses = operation.answers.filter(succeeds).map(({ status }) => status);
    return [`status ${given.status}, where the document has ${statuses.join(" or ")}: ${given.text.slice(0, 200)}`];
  }
  const type = given.headers.get("content-type")?.split(";")[0] ?? "";
  const media = Object.entries(documented.content);
  if (media.length === 0) return [];
  const schema = media.find(([name]) => name === "*/*" || name.split(";")[0] === type)?.[1];
  if (!schema) return [`content-type '${type}', where the document has ${media.map(([name]) => name).join(" or ")}`];
  const found: Violation[] = [];
  const link = given.headers.get("link") ?? "none";
  if (documented.headers.includes("link") && !/<[^>]+\/wiki>; rel="base"/.test(link)) {
    found.push({ path: "Link", problem: `is ${link}` });
  }
  if (given.json !== undefined) {
    tally.bodies += 1;
    found.push(...violations(schema, given.json, documents?.[operation.api].resolve ?? (() => ({})), tally));
  }
  return found.filter((one) => !isKnown(operation, one)).map(({ path, problem }) => `${path}: ${problem}`);
}

function isKnown({ api, id }: DocumentedOperation, { path, problem }: Violation): boolean {
  const drift = knownDrift.find(
    (one) => one.api === api && one.operations.test(id) && one.path.test(path) && one.problem.test(problem),
  );
  if (drift) seenDrift.add(drift);
  return drift !== undefined;
}

describe.skipIf(!documents)("the official documents, which have to lie in ../shared/spec for this,", () => {
  let site: Furnished;
  let furnished: ReturnType<Furnished["emulator"]["admin"]["snapshot"]>;
  beforeAll(async () => {
    site = await furnishedSite();
    furnished = site.emulator.admin.snapshot();
  });

  async function ask(
    operation: DocumentedOperation,
    request: PlannedRequest,
    scopes?: readonly string[],
  ): Promise<Given> {
    const { emulator } = site;
    emulator.admin.restore(furnished);
    for (const [method, path, body] of request.before) await site.send(method, path, body);
    if (scopes === undefined) return send(operation, request, `${emulator.url}${request.path}`, await basic());
    const { cloudId } = emulator.credentials;
    return send(
      operation,
      request,
      `${emulator.url}/ex/confluence/${cloudId}${request.path}`,
      `Bearer ${site.token(scopes)}`,
    );
  }

  const basic = async () => {
    const { id } = site.emulator.admin.createApiToken({ account: site.email });
    return `Basic ${Buffer.from(`${site.email}:${id}`).toString("base64")}`;
  };

  async function send(
    { method }: DocumentedOperation,
    { body }: PlannedRequest,
    url: string,
    authorization: string,
  ): Promise<Given> {
    const isForm = body instanceof FormData;
    const response = await site.emulator.fetch(url, {
      method,
      redirect: "manual",
      headers: {
        authorization,
        "x-atlassian-token": "no-check",
        ...(body === undefined || isForm ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json") === true && text !== "";
    tally.answers += 1;
    return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : undefined };
  }

  it.each(operations.map((one) => [nameOf(one), one] as const))("describe the answers of %s", async (_, operation) => {
    const problems: string[] = [];
    for (const request of [plainRequest(operation, site), ...variedRequests(operation, site)]) {
      const given = await ask(operation, request, forAppsOnly.has(operation.id) ? operation.scopes[0] : undefined);
      problems.push(...problemsOf(operation, given).map((problem) => `${request.label}: ${problem}`));
    }
    tally.operations.add(nameOf(operation));
    if (problems.length > 0) expect.fail(`\n${[...new Set(problems)].join("\n")}`);
  });

  it.each(operations.map((one) => [nameOf(one), one] as const))("name the scopes of %s", async (_, operation) => {
    const request = plainRequest(operation, site);
    const inScope = async (scopes: readonly string[]) =>
      (await ask(operation, request, scopes)).text !== '{"code":401,"message":"Unauthorized; scope does not match"}';
    for (const scopes of operation.scopes) expect(await inScope(scopes), `with ${scopes.join(" ")}`).toBe(true);
    const needed = operation.scopes.length > 0;
    expect(await inScope(["offline_access"]), "with a scope of something else").toBe(!needed);
    for (const scopes of operation.scopes.filter((set) => set.length > 1)) {
      const part = scopes.slice(1);
      const other = operation.scopes.some((set) => set !== scopes && set.every((scope) => part.includes(scope)));
      expect(await inScope(part), `with only ${part.join(" ")}`).toBe(other);
    }
  });

  it("were asked for in full, and what is known to drift still does", () => {
    const { operations: asked, answers, bodies, values, undocumented } = tally;
    console.info(
      `Checked ${asked.size} operations of ${operations.length}: ${answers} answers, ${bodies} bodies, ${values} values; ${undocumented.size} members the documents do not name.`,
    );
    expect(asked.size).toBe(operations.length);
    expect(bodies).toBeGreaterThan(300);
    const unseen = knownDrift.filter((drift) => !seenDrift.has(drift) && drift.notHere === undefined);
    expect(unseen.map(({ reason }) => reason)).toEqual([]);
  });
});
