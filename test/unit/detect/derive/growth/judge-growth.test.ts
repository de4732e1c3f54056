import { describe, expect, it } from 'vitest';
import { forecastOf } from '../../../../../src/detect/derive/growth/forecast.ts';
import { judgeGrowth } from '../../../../../src/detect/derive/growth/judge-growth.ts';
import { createNoise, HOUR_MS, type Noise, START_MS, series } from './synthetic.ts';

/** How many of so many series, each made of a seed of its own, are judged as said. */
function shapesOf(many: number, make: (noise: Noise, seed: number) => ReturnType<typeof judgeGrowth>) {
  const shapes = Array.from(
    { length: many },
    (_, seed) => make(createNoise(seed + 1), seed)?.shape ?? 'none',
  );
  return Object.fromEntries(
    [...new Set(shapes)].map((shape) => [shape, shapes.filter((one) => one === shape).length]),
  );
}

/** A leak of known rate over noise, from the beginning or after some level hours; the share by which its forecast misses the truth. */
function missOf(noise: Noise): number | undefined {
  const [base, perHour, hours] = [noise.between(0, 60), noise.between(2, 60), noise.between(6, 20)];
  const quiet = noise.uniform() < 0.5 ? 0 : noise.between(1, hours / 2);
  const every = [1, 5, 10][Math.floor(noise.between(0, 3))] ?? 5;
  const spread = noise.between(0, 0.1) * perHour * (hours - quiet);
  const leaked = (at: number) => base + Math.max(0, at - quiet) * perHour;
  const points = series(hours, every, (at) => leaked(at) + spread * noise.normal());
  const limit = leaked(hours) * noise.between(1.5, 4);
  const growth = judgeGrowth(points);
  const forecast = growth && forecastOf(growth, limit - growth.level);
  const truth = ((limit - leaked(hours)) / perHour) * HOUR_MS;
  return forecast && Math.abs(forecast.inMs - truth) / truth;
}

describe('a leak', () => {
  it('is forecast within 15 % of the truth in nine of ten series', () => {
    const misses = Array.from({ length: 300 }, (_, seed) => missOf(createNoise(seed + 1)));

    const near = misses.filter((miss) => miss !== undefined && miss <= 0.15);
    expect(near.length / misses.length).toBeGreaterThanOrEqual(0.9);
  });
});

describe('a leak over hours', () => {
  it('lies within the range that is said for it', () => {
    const within = Array.from({ length: 100 }, (_, seed) => {
      const noise = createNoise(seed + 1);
      const perHour = noise.between(10, 60);
      let leaked = 20;
      const points = series(8, 5, () => (leaked += noise.poisson(perHour / 12)));
      const growth = judgeGrowth(points);
      const forecast = growth && forecastOf(growth, 1_000);
      const truthMs = (1_000 / perHour) * HOUR_MS;
      return forecast && forecast.fromMs <= truthMs && truthMs <= forecast.toMs;
    });

    expect(within.filter(Boolean).length).toBeGreaterThanOrEqual(90);
  });

  it('is seen beside work that rises and falls with the day', () => {
    const shapes = shapesOf(100, (noise) => {
      const phase = noise.between(0, 24);
      const load = series(36, 10, (at) => 300 * (1 + 0.7 * Math.sin(((at + phase) / 12) * Math.PI)));
      const leaking = series(36, 10, (at) => 5 + 6 * at + 2 * noise.normal());
      return judgeGrowth(
        leaking,
        load.map(({ value }) => value),
      );
    });

    expect(shapes['leak']).toBeGreaterThanOrEqual(95);
  });

  it('began when it left its level', () => {
    const growth = judgeGrowth(series(10, 5, (at) => 20 + Math.max(0, at - 4) * 31));

    expect(growth).toMatchObject({ shape: 'leak' });
    expect(((growth?.sinceMs ?? 0) - START_MS) / HOUR_MS).toBeCloseTo(4, 0);
    expect((growth?.rate ?? 0) * HOUR_MS).toBeCloseTo(31, 0);
  });

  it('goes on after a restart, with the points since then', () => {
    const growth = judgeGrowth(series(13, 5, (at) => 2 + (at % 8) * 100));

    expect(growth).toMatchObject({ shape: 'leak', sinceMs: START_MS + 8 * HOUR_MS });
  });
});

describe('a number that does not leak', () => {
  it('grows as the work does', () => {
    const shapes = shapesOf(50, (noise) => {
      const load = series(8, 5, (at) => noise.poisson(100 + 60 * at));
      const waiting = load.map(({ atMs, value }) => ({ atMs, value: noise.poisson(0.4 * value) }));
      return judgeGrowth(
        waiting,
        load.map(({ value }) => value),
      );
    });

    expect(shapes).toEqual({ load: 50 });
  });

  it('has reached the size of its pool', () => {
    const growth = judgeGrowth(series(10, 5, (at) => Math.min(50, 10 + at * 10)));

    expect(growth).toMatchObject({ shape: 'plateau', level: 50 });
    expect(((growth?.sinceMs ?? 0) - START_MS) / HOUR_MS).toBeCloseTo(4, 0);
  });

  it('rose once and stays', () => {
    const noise = createNoise(1);

    const growth = judgeGrowth(series(10, 5, (at) => (at < 6 ? 20 : 60) + noise.normal()));

    expect(growth).toMatchObject({ shape: 'step' });
    expect([growth?.before, growth?.level].map((value) => Math.round((value ?? 0) / 10))).toEqual([2, 6]);
    expect(((growth?.sinceMs ?? 0) - START_MS) / HOUR_MS).toBeCloseTo(6, 0);
  });

  it('is none of 1,000 steady noisy ones', () => {
    const shapes = shapesOf(1_000, (noise) => {
      const [mean, width] = [noise.between(2, 400), noise.between(0.02, 0.4)];
      const isPoisson = noise.uniform() < 0.5;
      return judgeGrowth(
        series(noise.between(1, 24), [1, 5, 15][Math.floor(noise.between(0, 3))] ?? 5, () =>
          isPoisson ? noise.poisson(mean) : mean * (1 + width * noise.normal()),
        ),
      );
    });

    expect(shapes).not.toHaveProperty('leak');
  });

  it('is none of 100 that go up and down with the day', () => {
    const shapes = shapesOf(100, (noise) => {
      const [mean, swing, phase] = [noise.between(20, 500), noise.between(0.2, 0.9), noise.between(0, 24)];
      return judgeGrowth(
        series(noise.between(24, 72), 10, (at) =>
          noise.poisson(mean * (1 + swing * Math.sin(((at + phase) / 12) * Math.PI))),
        ),
      );
    });

    expect(shapes).not.toHaveProperty('leak');
  });
});
