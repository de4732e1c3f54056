import type { Config } from '../../src/model/config.ts';
import { createRandom, type Random } from '../support/random.ts';
import { type Bot, createBot, soakConfig } from './bot.ts';
import { createMeter, type Meter } from './meter.ts';
import { createOracle, type Oracle } from './oracle.ts';
import { createScenario, type Scenario } from './scenario.ts';
import { createSoakSlack, type SoakSlack } from './soak-slack.ts';

/** How the store and the process had grown at a moment of the scenario. */
export interface Size {
  hour: number;
  items: number;
  bytes: number;
  heapBytes: number;
  rssBytes: number;
}

/** All that belongs to one run. */
export interface SoakRun {
  scenario: Scenario;
  config: Config;
  clock: { ms: number };
  bot: Bot;
  slack: SoakSlack;
  oracle: Oracle;
  meter: Meter;
  sizes: Size[];
  /** Decides what the scenario leaves to chance: who is killed, which card a person takes. */
  random: Random;
  /** Systems with a delivery that has failed and will be tried again. */
  retrying: Map<string, number>;
  done: { kills: number; retries: number; deploys: number; acts: Record<string, number>; sweeps: number };
}

/** Sets everything up for a seed. */
export function startRun(options: { seed: number; hours: number; systems: number }): SoakRun {
  const scenario = createScenario(options);
  const config = soakConfig(scenario.systems);
  const clock = { ms: scenario.startMs };
  const random = createRandom(options.seed * 1_000 + 998);
  const slack = createSoakSlack(() => clock.ms, {
    outages: scenario.outages,
    random,
    paceMs: config.channels.paceMs,
  });
  return {
    scenario,
    config,
    clock,
    bot: createBot({ config, chat: slack, clock }),
    slack,
    oracle: createOracle(config.incidents),
    meter: createMeter(scenario.startMs),
    sizes: [],
    random,
    retrying: new Map(),
    done: { kills: 0, retries: 0, deploys: 0, acts: {}, sweeps: 0 },
  };
}
