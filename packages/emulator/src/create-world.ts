import type { Fault } from "./admin/faults.ts";
import { createJournal } from "./admin/journal.ts";
import type { AccessToken, ApiToken, AuthorizationCode, Client, Grant, RefreshToken } from "./auth/records.ts";
import { createClock } from "./clock.ts";
import { createRateLimiter } from "./limits/rate-limiter.ts";
import type { EmulatorOptions } from "./options.ts";
import { createAccessRules } from "./permission/access-rules.ts";
import { createSearchIndex } from "./search/search-index.ts";
import { demoSeed } from "./seed/demo.ts";
import { emptySeed } from "./seed/empty.ts";
import { fillLargeSite, largeSeed } from "./seed/large.ts";
import { loadSeed } from "./seed/load-seed.ts";
import type { SeedSite } from "./seed/seed-site.ts";
import { rowTaker } from "./state/keep-state.ts";
import { createSequence } from "./state/sequence.ts";
import { createSite } from "./state/site.ts";
import { stableUuid } from "./state/stable-hash.ts";
import { readState, type StateHeader } from "./state/state-file.ts";
import { createTable } from "./state/table.ts";
import type { RunningSite, World } from "./world.ts";

type Surroundings = Pick<World, "baseUrl" | "save">;

/** The world as its state file left it or, without one, as the seed says. */
export async function createWorld(options: EmulatorOptions, surroundings: Surroundings): Promise<World> {
  const clock = createClock(options.now ?? Date.now);
  const worldOf = (sites: readonly RunningSite[]): World => ({
    clock,
    sites,
    identity: {
      clients: createTable<Client>("clients"),
      grants: createTable<Grant>("grants"),
      codes: createTable<AuthorizationCode>("codes"),
      accessTokens: createTable<AccessToken>("accessTokens"),
      refreshTokens: createTable<RefreshToken>("refreshTokens"),
      apiTokens: createTable<ApiToken>("apiTokens"),
      ids: createSequence(1000),
    },
    journal: createJournal(),
    faults: createTable<Fault>("faults"),
    limiter: createRateLimiter(clock),
    settings: {
      legacyV1: options.legacyV1 ?? false,
      accessTokenSeconds: options.accessTokenSeconds ?? 3600,
      localIds: options.localIds ?? false,
    },
    ...surroundings,
  });
  const running = (identity: { name: string; cloudId: string }, at: number): RunningSite => {
    const site = createSite({ ...identity, prefix: at === 0 ? "" : `/sites/${identity.name}` });
    return { site, rules: createAccessRules(site), index: createSearchIndex(site, clock, 0) };
  };

  const world = (await savedWorld(options.stateFile, running, worldOf)) ?? worldOf(seededSites(options, running));
  for (const { index } of world.sites) {
    index.catchUp();
    index.lagMs = options.indexLagMs ?? 0;
  }
  if (options.limits === false) world.limiter.turnOff();
  else if (options.limits !== undefined) world.limiter.set(options.limits === true ? {} : options.limits);
  return world;
}

type MakeSite = (identity: { name: string; cloudId: string }, at: number) => RunningSite;

async function savedWorld(
  stateFile: string | undefined,
  running: MakeSite,
  worldOf: (sites: readonly RunningSite[]) => World,
): Promise<World | undefined> {
  if (stateFile === undefined) return undefined;
  let world: World | undefined;
  const begin = ({ sites, lastId, clock, limits }: StateHeader) => {
    const made = worldOf(sites.map(running));
    for (const [at, { lastId: last }] of sites.entries()) made.sites[at]?.site.ids.restore(last);
    made.identity.ids.restore(lastId);
    made.clock.restore(clock);
    if (limits) made.limiter.set(limits);
    world = made;
    return rowTaker(made);
  };
  await readState(stateFile, begin);
  return world;
}

function seededSites({ seed = "demo", pages = 10_000 }: EmulatorOptions, running: MakeSite): RunningSite[] {
  return seedsOf(seed).map((one, at) => {
    const made = running({ name: one.name, cloudId: stableUuid(`site:${one.name}`) }, at);
    loadSeed(made.site, one);
    if (seed === "large") fillLargeSite(made.site, pages);
    return made;
  });
}

function seedsOf(seed: NonNullable<EmulatorOptions["seed"]>): readonly SeedSite[] {
  if (seed === "empty") return [emptySeed()];
  if (seed === "large") return [largeSeed()];
  if (seed === "demo") {
    const demo = demoSeed();
    return [
      demo,
      emptySeed(
        `${demo.name}-archive`,
        demo.people.find(({ active }) => active),
      ),
    ];
  }
  return "name" in seed ? [seed] : seed;
}
